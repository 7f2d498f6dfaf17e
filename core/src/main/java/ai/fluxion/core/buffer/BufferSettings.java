package ai.fluxion.core.buffer;

import java.util.Objects;

/**
 * How a buffer is kept.
 *
 * @param maxBytes how large all its files together may grow, but for the batch that crosses the limit
 * @param segmentBytes from which size on a file is followed by the next; at most half of {@code maxBytes}
 * @param whenFull what happens at the limit
 */
public record BufferSettings(long maxBytes, long segmentBytes, WhenFull whenFull) {
    /** What happens to a source whose buffer is full. */
    public enum WhenFull {
        /** It waits: nothing is asked of it until there is room. */
        BLOCK,
        /** It is closed, and opened again later, so that the sender notices. */
        REFUSE
    }

    public BufferSettings {
        Objects.requireNonNull(whenFull, "whenFull");
        if (segmentBytes < 1 || segmentBytes > maxBytes / 2) {
            throw new IllegalArgumentException(
                    "a segment has 1 to " + maxBytes / 2 + " bytes, half of the buffer: " + segmentBytes);
        }
    }
}
