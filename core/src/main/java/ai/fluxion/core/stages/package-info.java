/**
 * The stage language: definitions as YAML and JSON give them, compiled once into {@link
 * ai.fluxion.core.engine.stages.Stage}s; nothing is interpreted per record. {@link ai.fluxion.core.stages.StageCompiler} is
 * the way in; an operator is added in the file of its subject.
 *
 * <p>Semantics are those of MongoDB's aggregation manual, but for these:
 *
 * <ul>
 *   <li>{@code $project} keeps {@code _id} only if it is named.
 *   <li>{@code $_meta} is the record's metadata, not a field.
 *   <li>Where a double meets a decimal it stands for the decimal that it prints, so that {@code 0.1} is {@code 0.1}.
 *   <li>{@code $toDate} takes an {@code int} as well, since in JSON an integer's size says nothing.
 *   <li>Regular expressions are Java's, and one that takes too many steps fails the record.
 *   <li>Functions of decimals give 34 digits; those of angles and exponents that would take long fail the record.
 *   <li>A value that the source did not send can be handed on; to compute with it fails the record.
 * </ul>
 */
package ai.fluxion.core.stages;
