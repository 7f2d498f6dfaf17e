/**
 * How bytes become records and records bytes.
 *
 * <p>A {@link ai.fluxion.core.engine.formats.FormatProvider} is found by {@link java.util.ServiceLoader}, as connectors
 * are. It decodes and encodes single payloads (a message of Kafka), and, if it can, files: {@link
 * ai.fluxion.core.engine.formats.RecordReader} cuts a stream of bytes into records and {@link
 * ai.fluxion.core.engine.formats.RecordWriter} puts records into one.
 */
package ai.fluxion.core.engine.formats;
