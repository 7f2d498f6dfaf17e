/**
 * The stage language: definitions as YAML and JSON give them, compiled once into {@link
 * ai.fluxion.core.engine.stages.Stage}s; nothing is interpreted per record. Semantics are those of MongoDB's aggregation
 * manual. {@link ai.fluxion.core.stages.StageCompiler} is the way in; an operator is added in the file of its subject.
 */
package ai.fluxion.core.stages;
