package ai.fluxion.core.engine.streaming;

import java.util.OptionalDouble;

/**
 * Counts of one run. Records count once they are committed, so a replay counts nothing twice.
 *
 * @param recordsIn records read
 * @param recordsOut records written
 * @param deadLetters records that went to the sink of dead letters
 * @param skipped invalid records that were left out, as the policy asked
 * @param retries attempts after the first, at anything
 * @param checkpoints checkpoints made durable
 * @param firstRecordSeconds from the start of the process to the first record at the sink; empty if there was none
 */
public record PipelineMetrics(
        long recordsIn,
        long recordsOut,
        long deadLetters,
        long skipped,
        long retries,
        long checkpoints,
        OptionalDouble firstRecordSeconds) {}
