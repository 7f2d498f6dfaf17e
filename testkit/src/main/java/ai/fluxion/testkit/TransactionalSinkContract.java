package ai.fluxion.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.engine.transactions.CheckpointHome;
import ai.fluxion.core.engine.transactions.CheckpointHome.Kept;
import ai.fluxion.core.engine.transactions.TransactionalSink;
import ai.fluxion.core.engine.transactions.TransactionalWriter;
import ai.fluxion.core.engine.transactions.WriterContext;
import ai.fluxion.core.model.Bytes;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What a {@link TransactionalSink} keeps to, beyond {@link SinkContract}: records and checkpoint are seen at once or not at
 * all, and who was overtaken commits nothing any more.
 */
public abstract class TransactionalSinkContract extends SinkContract {
    private static final Kept A_BASE = new Kept(CheckpointHome.BASE, Bytes.utf8("base"));

    @Override
    protected final SinkKind kind() {
        return SinkKind.TRANSACTIONAL;
    }

    private TransactionalSink transactional(Target target) {
        return (TransactionalSink) sink(target);
    }

    /** A home that a start of the pipeline has recovered, with a base for so many lanes. */
    private CheckpointHome home(TransactionalSink sink, int lanes) throws Exception {
        CheckpointHome home = sink.createHome(context());
        home.recover();
        home.replace(A_BASE.checkpoint(), lanes);
        return home;
    }

    private TransactionalWriter writer(TransactionalSink sink, int lane, int attempt) throws Exception {
        return sink.createTransactionalWriter(new WriterContext(context(), lane, epoch(1, attempt)));
    }

    private void write(TransactionalWriter writer, String... texts) throws Exception {
        writer.write(Batch.of(records(texts), Position.empty()), (ordinal, why) -> {
            throw new AssertionError(ordinal + ": " + why);
        });
    }

    private void prepareAndCommit(TransactionalWriter writer, long epoch, int attempt, String checkpoint)
            throws Exception {
        writer.prepare(epoch(epoch, attempt));
        writer.commit(epoch(epoch, attempt), Bytes.utf8(checkpoint), Position.empty());
    }

    private static Kept kept(int lane, String checkpoint) {
        return new Kept(lane, Bytes.utf8(checkpoint));
    }

    @Test
    protected final void recordsAndCheckpointAreSeenAtOnce() throws Exception {
        try (Target target = target()) {
            TransactionalSink sink = transactional(target);
            try (CheckpointHome home = home(sink, 1);
                    TransactionalWriter writer = writer(sink, 0, 1)) {
                write(writer, "a", "b");
                writer.prepare(epoch(1, 1));
                assertThat(target.visible()).isEmpty();
                assertThat(home.read()).containsExactly(A_BASE);

                writer.commit(epoch(1, 1), Bytes.utf8("one"), Position.empty());
                assertThat(target.visible()).containsExactly("a", "b");
                assertThat(home.read()).containsExactly(A_BASE, kept(0, "one"));
            }
        }
    }

    @Test
    protected final void theLatestCheckpointOfALaneCounts() throws Exception {
        try (Target target = target()) {
            TransactionalSink sink = transactional(target);
            try (CheckpointHome home = home(sink, 1);
                    TransactionalWriter writer = writer(sink, 0, 1)) {
                for (int epoch = 1; epoch <= 3; epoch++) {
                    write(writer, "record " + epoch);
                    prepareAndCommit(writer, epoch, 1, "checkpoint " + epoch);
                }
                assertThat(target.visible()).containsExactly("record 1", "record 2", "record 3");
                assertThat(home.read()).containsExactly(A_BASE, kept(0, "checkpoint 3"));
            }
        }
    }

    @Test
    protected final void anEpochWithoutRecordsKeepsItsCheckpoint() throws Exception {
        try (Target target = target()) {
            TransactionalSink sink = transactional(target);
            try (CheckpointHome home = home(sink, 1);
                    TransactionalWriter writer = writer(sink, 0, 1)) {
                prepareAndCommit(writer, 1, 1, "one");
                assertThat(home.read()).containsExactly(A_BASE, kept(0, "one"));
                assertThat(target.visible()).isEmpty();
            }
        }
    }

    @Test
    protected final void whatIsAbortedIsNeverSeen() throws Exception {
        try (Target target = target()) {
            TransactionalSink sink = transactional(target);
            try (CheckpointHome home = home(sink, 1)) {
                try (TransactionalWriter writer = writer(sink, 0, 1)) {
                    write(writer, "lost");
                    writer.prepare(epoch(1, 1));
                    writer.abort();
                }
                try (TransactionalWriter writer = writer(sink, 0, 2)) {
                    write(writer, "kept");
                    prepareAndCommit(writer, 2, 2, "two");
                }
                assertThat(target.visible()).containsExactly("kept");
                assertThat(home.read()).containsExactly(A_BASE, kept(0, "two"));
            }
        }
    }

    @Test
    protected final void recoveryGivesTheBaseAndWhatLanesCommittedSince() throws Exception {
        try (Target target = target()) {
            TransactionalSink sink = transactional(target);
            try (CheckpointHome home = home(sink, 2);
                    TransactionalWriter one = writer(sink, 0, 1);
                    TransactionalWriter other = writer(sink, 1, 1)) {
                write(one, "a");
                prepareAndCommit(one, 1, 1, "of one");
                write(other, "b");
                prepareAndCommit(other, 1, 1, "of other");
                assertThat(home.read()).hasSize(3);
            }
            try (CheckpointHome next = transactional(target).createHome(context())) {
                assertThat(next.recover()).containsExactly(A_BASE, kept(0, "of one"), kept(1, "of other"));
            }
            assertThat(target.visible()).containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    protected final void aHomeWhereNothingWasKeptIsEmpty() throws Exception {
        try (Target target = target();
                CheckpointHome home = transactional(target).createHome(context())) {
            assertThat(home.read()).isEmpty();
            assertThat(home.recover()).isEmpty();
        }
    }

    @Test
    protected final void aNewBaseRemovesWhatLanesHad() throws Exception {
        try (Target target = target()) {
            TransactionalSink sink = transactional(target);
            try (CheckpointHome home = home(sink, 2);
                    TransactionalWriter writer = writer(sink, 1, 1)) {
                prepareAndCommit(writer, 1, 1, "one");
                assertThat(home.read()).hasSize(2);
                home.replace(Bytes.utf8("next"), 1);
                assertThat(home.read()).containsExactly(kept(CheckpointHome.BASE, "next"));
            }
        }
    }

    @Test
    protected final void whoWasOvertakenCommitsNothing() throws Exception {
        try (Target target = target()) {
            TransactionalSink before = transactional(target);
            try (CheckpointHome oldHome = home(before, 2);
                    TransactionalWriter open = writer(before, 0, 1);
                    TransactionalWriter idle = writer(before, 1, 1)) {
                write(open, "zombie");
                open.prepare(epoch(1, 1));
                try (CheckpointHome home = transactional(target).createHome(context())) {
                    assertThat(home.recover()).containsExactly(A_BASE);

                    assertThat(catchThrowable(() -> open.commit(epoch(1, 1), Bytes.utf8("zombie"), Position.empty())))
                            .as("a transaction that was open")
                            .isNotNull();
                    assertThat(catchThrowable(() -> {
                                write(idle, "zombie");
                                prepareAndCommit(idle, 1, 1, "zombie");
                            }))
                            .as("a transaction that begins")
                            .isNotNull();
                    assertThat(catchThrowable(() -> oldHome.replace(Bytes.utf8("zombie"), 1)))
                            .as("a new base")
                            .isNotNull();
                    assertThat(home.read()).containsExactly(A_BASE);
                    assertThat(target.visible()).isEmpty();
                }
            }
        }
    }

    @Test
    protected final void aWriterThatDiedBlocksNoReaderAfterRecovery() throws Exception {
        try (Target target = target()) {
            TransactionalSink before = transactional(target);
            try (CheckpointHome oldHome = home(before, 1);
                    TransactionalWriter dead = writer(before, 0, 1)) {
                assertThat(oldHome.read()).containsExactly(A_BASE);
                write(dead, "never committed");
                dead.prepare(epoch(1, 1));

                TransactionalSink after = transactional(target);
                try (CheckpointHome home = home(after, 1);
                        TransactionalWriter writer = writer(after, 0, 2)) {
                    write(writer, "a");
                    prepareAndCommit(writer, 1, 2, "one");
                    assertThat(target.visible()).containsExactly("a");
                    assertThat(home.read()).containsExactly(A_BASE, kept(0, "one"));
                }
            }
        }
    }

    @Test
    protected final void pipelinesSeeOnlyTheirOwnCheckpoints() throws Exception {
        String other = "other-" + UUID.randomUUID();
        try (Target target = target()) {
            TransactionalSink sink = transactional(target);
            try (CheckpointHome home = home(sink, 1);
                    CheckpointHome others = transactional(target).createHome(context(other))) {
                assertThat(others.recover()).isEmpty();
                others.replace(Bytes.utf8("theirs"), 1);

                assertThat(home.read()).containsExactly(A_BASE);
                assertThat(others.read()).containsExactly(kept(CheckpointHome.BASE, "theirs"));
            }
        }
    }
}
