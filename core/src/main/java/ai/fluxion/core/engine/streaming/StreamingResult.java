package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Failure;
import java.util.Optional;

/**
 * How a pipeline ended.
 *
 * @param status one that is final
 * @param metrics the counts of this run
 * @param failure why it failed; empty if it did not
 * @param nothingToDo whether it had finished in an earlier run, so that this one read nothing
 */
public record StreamingResult(
        PipelineStatus status, PipelineMetrics metrics, Optional<Failure> failure, boolean nothingToDo) {}
