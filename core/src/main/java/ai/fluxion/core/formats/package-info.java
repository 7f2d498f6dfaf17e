/**
 * The formats that need no other library: {@code json}, {@code ndjson}, {@code csv}, {@code string} and {@code raw}, and
 * {@link ai.fluxion.core.formats.Formats}, which finds these and all others.
 *
 * <p>Reading a file has two halves: a {@link ai.fluxion.core.formats.Slicer} with a {@link ai.fluxion.core.formats.Cutter}
 * finds where records end, and looks at nothing else; a decoder reads what is between, later, and only if somebody asks.
 * Whatever is malformed is therefore one record's failure.
 */
package ai.fluxion.core.formats;
