package ai.fluxion.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.engine.transactions.Committable;
import ai.fluxion.core.engine.transactions.Committer;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.engine.transactions.TwoPhaseSink;
import ai.fluxion.testkit.TwoPhaseRun.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What a {@link TwoPhaseSink} keeps to, beyond {@link SinkContract}: nothing is seen before its commit, a commit has one
 * effect whoever does it and however often, and nothing stays of what was never committed.
 */
public abstract class TwoPhaseSinkContract extends SinkContract {
    /** Whether several pipelines may write to one target. */
    protected boolean shared() {
        return true;
    }

    @Override
    protected final SinkKind kind() {
        return SinkKind.TWO_PHASE;
    }

    private TwoPhaseSink twoPhase(Target target) {
        return (TwoPhaseSink) sink(target);
    }

    private TwoPhaseRun start(Target target, int attempt, int lanes, Checkpoint last) throws Exception {
        return new TwoPhaseRun(twoPhase(target), context(), epoch(0, attempt), lanes, last);
    }

    @Test
    protected final void whatIsPreparedIsNotSeen() throws Exception {
        try (Target target = target();
                TwoPhaseRun run = start(target, 1, 1, Checkpoint.NONE)) {
            run.write(0, records("a", "b"));
            Checkpoint prepared = run.prepare();
            assertThat(target.visible()).isEmpty();

            run.committer.commit(prepared.committables());
            assertThat(target.visible()).containsExactly("a", "b");
        }
    }

    @Test
    protected final void anEpochWithoutRecordsHasNothingToCommit() throws Exception {
        try (Target target = target();
                TwoPhaseRun run = start(target, 1, 2, Checkpoint.NONE)) {
            assertThat(run.prepare().committables()).isEmpty();
            run.commit(records("a"));
            assertThat(run.prepare().committables()).isEmpty();
            assertThat(target.visible()).containsExactly("a");
        }
    }

    @Test
    protected final void committingAgainHasNoEffect() throws Exception {
        try (Target target = target()) {
            Checkpoint last;
            try (TwoPhaseRun run = start(target, 1, 1, Checkpoint.NONE)) {
                last = run.commit(records("a"));
                run.committer.commit(last.committables());
                assertThat(target.visible()).containsExactly("a");
            }
            for (int attempt = 2; attempt < 4; attempt++) {
                try (TwoPhaseRun again = start(target, attempt, 1, last)) {
                    assertThat(target.visible()).containsExactly("a");
                    again.committer.commit(last.committables());
                }
            }
            assertThat(target.visible()).containsExactly("a");
        }
    }

    @Test
    protected final void whoReadsTheCheckpointCanCommit() throws Exception {
        try (Target target = target()) {
            Checkpoint last;
            try (TwoPhaseRun run = start(target, 1, 1, Checkpoint.NONE)) {
                run.commit(records("a"));
                run.write(0, records("b"));
                last = run.prepare();
            }
            try (Committer other = twoPhase(target).createCommitter(context(), last.state())) {
                other.commit(last.committables());
            }
            assertThat(target.visible()).containsExactly("a", "b");
        }
    }

    @Test
    protected final void severalEpochsMayBeCommittedAtOnce() throws Exception {
        try (Target target = target();
                TwoPhaseRun run = start(target, 1, 1, Checkpoint.NONE)) {
            List<Committable> collected = new ArrayList<>();
            for (String text : List.of("a", "b", "c")) {
                run.write(0, records(text));
                collected.addAll(run.prepare().committables());
            }
            assertThat(target.visible()).isEmpty();

            run.committer.commit(collected);
            assertThat(target.visible()).containsExactly("a", "b", "c");
        }
    }

    @Test
    protected final void theRecordsOfAllLanesAreSeen() throws Exception {
        try (Target target = target();
                TwoPhaseRun run = start(target, 1, 3, Checkpoint.NONE)) {
            run.write(0, records("a1", "a2"));
            run.write(2, records("c1"));
            run.committer.commit(run.prepare().committables());
            run.write(1, records("b1", "b2"));
            run.write(0, records("a3"));
            run.committer.commit(run.prepare().committables());

            assertThat(target.visible())
                    .containsExactlyInAnyOrder("a1", "a2", "a3", "b1", "b2", "c1")
                    .containsSubsequence("a1", "a2", "a3")
                    .containsSubsequence("b1", "b2");
        }
    }

    @Test
    protected final void whatAnAttemptNeverCommittedIsRemovedByTheNext() throws Exception {
        try (Target target = target()) {
            Checkpoint last;
            try (TwoPhaseRun dies = start(target, 1, 2, Checkpoint.NONE)) {
                last = dies.commit(records("a"));
                dies.write(0, records("prepared"));
                dies.write(1, records("prepared as well"));
                dies.prepare();
                dies.write(1, records("written"));

                try (TwoPhaseRun next = start(target, 2, 1, last)) {
                    assertThat(target.staged()).isEmpty();
                    assertThat(target.visible()).containsExactly("a");
                    next.commit(records("b"));
                }
            }
            assertThat(target.visible()).containsExactly("a", "b");
        }
    }

    @Test
    protected final void whatWasCommittedStaysWhenTheNextAttemptCleansUp() throws Exception {
        try (Target target = target()) {
            Checkpoint last;
            try (TwoPhaseRun run = start(target, 1, 1, Checkpoint.NONE)) {
                run.commit(records("a"));
                run.write(0, records("b"));
                last = run.prepare(); // durable, and the process ends before its commit
            }
            try (TwoPhaseRun next = start(target, 2, 1, last)) {
                assertThat(target.visible()).containsExactly("a", "b");
                next.commit(records("c"));
            }
            assertThat(target.visible()).containsExactly("a", "b", "c");
            assertThat(target.staged()).isEmpty();
        }
    }

    @Test
    protected final void whatAnotherPipelinePreparedIsLeftAlone() throws Exception {
        Assumptions.assumeTrue(shared());
        String other = "other-" + UUID.randomUUID();
        EpochId identity = new EpochId(other, newIncarnation(), 0, 1);
        try (Target target = target();
                TwoPhaseRun others = new TwoPhaseRun(twoPhase(target), context(other), identity, 1, Checkpoint.NONE)) {
            others.write(0, records("theirs"));
            Checkpoint prepared = others.prepare();

            try (TwoPhaseRun mine = start(target, 7, 1, Checkpoint.NONE)) {
                mine.commit(records("mine"));
            }
            others.committer.commit(prepared.committables());

            assertThat(target.visible()).containsExactlyInAnyOrder("mine", "theirs");
        }
    }

    @Test
    protected final void anAbortedWriterLeavesNothingToSee() throws Exception {
        try (Target target = target()) {
            try (TwoPhaseRun run = start(target, 1, 1, Checkpoint.NONE)) {
                run.write(0, records("aborted"));
                run.abort();
            }
            try (TwoPhaseRun next = start(target, 2, 1, Checkpoint.NONE)) {
                next.commit(records("a"));
            }
            assertThat(target.visible()).containsExactly("a");
            assertThat(target.staged()).isEmpty();
        }
    }

    @Test
    protected final void aCommitterIsMadeWhereNothingWasEverWritten() throws Exception {
        try (Target target = target();
                Committer committer = twoPhase(target).createCommitter(context(), Optional.empty())) {
            committer.commit(List.of());
            committer.abortOthers(epoch(1, 1));
            assertThat(target.visible()).isEmpty();
        }
    }
}
