package ai.fluxion.core.plan;

import ai.fluxion.core.engine.streaming.ProtocolObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How one run of a pipeline differs from another of the same manifest.
 *
 * @param stateDirectory where the store, buffers and locks live
 * @param untilIdle ends the run once nothing came for so long; empty to run on
 * @param drain whether to commit what an earlier run left, and read nothing
 * @param discardState whether the state of stages that are gone may be dropped
 * @param observer watches the steps of the protocol
 */
public record RunOptions(
        Path stateDirectory,
        Optional<Duration> untilIdle,
        boolean drain,
        boolean discardState,
        ProtocolObserver observer) {
    public RunOptions {
        Objects.requireNonNull(stateDirectory, "stateDirectory");
        Objects.requireNonNull(untilIdle, "untilIdle");
        Objects.requireNonNull(observer, "observer");
    }

    /** Runs on, with state in this folder. */
    public static RunOptions in(Path stateDirectory) {
        return new RunOptions(stateDirectory, Optional.empty(), false, false, ProtocolObserver.NONE);
    }

    public RunOptions untilIdle(Duration nothingFor) {
        return new RunOptions(stateDirectory, Optional.of(nothingFor), drain, discardState, observer);
    }

    public RunOptions draining(boolean whether) {
        return new RunOptions(stateDirectory, untilIdle, whether, discardState, observer);
    }

    public RunOptions discardingState(boolean whether) {
        return new RunOptions(stateDirectory, untilIdle, drain, whether, observer);
    }

    public RunOptions observedBy(ProtocolObserver other) {
        return new RunOptions(stateDirectory, untilIdle, drain, discardState, other);
    }
}
