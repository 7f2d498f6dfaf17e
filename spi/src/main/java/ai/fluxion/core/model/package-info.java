/**
 * Records and what describes them: {@link ai.fluxion.core.model.Document} (the fields of one record), {@link
 * ai.fluxion.core.model.RecordMetadata} (what travels beside the fields) and {@link ai.fluxion.core.model.Schema}.
 *
 * <p>Everything here is immutable once built and may be shared between threads. Nothing may be null unless said.
 */
package ai.fluxion.core.model;
