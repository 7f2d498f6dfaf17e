/**
 * A durable buffer before the stages, for sources that can't be read again: what they hand out is appended to a log on the local disk,
 * and synced, before it is acknowledged. The pipeline reads the log, which has positions. {@link
 * ai.fluxion.core.buffer.DurableBuffer} is the way in.
 */
package ai.fluxion.core.buffer;
