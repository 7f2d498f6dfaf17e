package ai.fluxion.core.engine.connectors;

import java.time.Instant;
import java.util.Optional;

/** A source that can tell the position of a time: what {@code fluxion checkpoint set} needs. */
public interface SeekableSource {
    /**
     * Asks the outside system, by a connection of its own.
     *
     * @param time the position before the first record at or after it; empty for the beginning of all partitions
     * @throws FluxionException fatal, if this source knows no such thing as the time of a record
     */
    Position seek(Optional<Instant> time) throws Exception;

    /**
     * The offset that somebody wrote by hand.
     *
     * @param partition the partition, as it is named in positions
     * @param text what they wrote
     * @throws FluxionException fatal, if it is no offset of this source, with what would be one
     */
    default Offset parse(String partition, String text) {
        try {
            return Offset.of(Long.parseLong(text));
        } catch (NumberFormatException notANumber) {
            throw Failure.fatal("FLX-OFFSET", "'" + text + "' is no offset for " + partition)
                    .remedy("An offset here is a number, as `fluxion checkpoint show` prints it.")
                    .exception();
        }
    }
}
