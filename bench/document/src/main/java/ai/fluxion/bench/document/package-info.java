/**
 * Measures {@code Document} with JSON against the maps of other libraries: the same records, the same work, one core. {@link
 * ai.fluxion.bench.document.Table} runs all of it and writes the ratios.
 */
package ai.fluxion.bench.document;
