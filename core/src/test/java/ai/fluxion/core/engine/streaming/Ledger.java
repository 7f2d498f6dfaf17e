package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Outcomes;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SinkContext;
import ai.fluxion.core.engine.transactions.CheckpointHome;
import ai.fluxion.core.engine.transactions.Committable;
import ai.fluxion.core.engine.transactions.Committer;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.engine.transactions.Prepared;
import ai.fluxion.core.engine.transactions.SinkWriter;
import ai.fluxion.core.engine.transactions.TransactionalSink;
import ai.fluxion.core.engine.transactions.TransactionalWriter;
import ai.fluxion.core.engine.transactions.TwoPhaseSink;
import ai.fluxion.core.engine.transactions.WriterContext;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * An outside system for the tests of the engine: what readers see of it, what is staged, and a home. It outlives the sinks that
 * write to it, as a server does.
 */
final class Ledger {
    final List<Document> visible = new ArrayList<>();
    private final String name;
    private final Map<String, List<Document>> staged = new HashMap<>();
    private final Set<String> committed = new HashSet<>();
    private final Map<Integer, Bytes> home = new TreeMap<>();
    private int generation;

    /** Records that the system refuses, found out only when the epoch is prepared. */
    Predicate<Document> refuses = record -> false;

    Ledger() {
        this("records");
    }

    /** @param name tells it from another */
    Ledger(String name) {
        this.name = name;
    }

    synchronized Map<String, List<Long>> numbersByPartition() {
        Map<String, List<Long>> numbers = new TreeMap<>();
        for (Document record : visible) {
            numbers.computeIfAbsent(record.getString("partition"), key -> new ArrayList<>())
                    .add(record.getLong("number"));
        }
        return numbers;
    }

    synchronized int stagedCount() {
        return staged.size();
    }

    synchronized List<Document> visible() {
        return List.copyOf(visible);
    }

    /** The ledger as a sink that prepares and commits. */
    TwoPhaseSink twoPhase() {
        return new TwoPhaseSink() {
            @Override
            public SinkWriter createWriter(WriterContext context) {
                return new StagingWriter(context.lane());
            }

            @Override
            public Document identity() {
                return Document.of("ledger", name);
            }

            @Override
            public Committer createCommitter(SinkContext context, Optional<Document> state) {
                return new StagedCommitter();
            }
        };
    }

    /** The ledger as a sink whose transactions hold the checkpoint. */
    TransactionalSink transactional() {
        return new TransactionalSink() {
            @Override
            public TransactionalWriter createTransactionalWriter(WriterContext context) {
                return new LedgerTransaction(context.lane());
            }

            @Override
            public SinkWriter createWriter(WriterContext context) {
                throw new UnsupportedOperationException("exactly-once only");
            }

            @Override
            public Document identity() {
                return Document.of("ledger", name);
            }

            @Override
            public CheckpointHome createHome(SinkContext context) {
                return new LedgerHome();
            }
        };
    }

    private final class StagingWriter implements SinkWriter {
        private final int lane;
        private List<Document> open = new ArrayList<>();

        StagingWriter(int lane) {
            this.lane = lane;
        }

        @Override
        public void write(Batch.Records batch, Outcomes outcomes) {
            for (int i = 0; i < batch.documents().size(); i++) {
                Document record = batch.documents().get(i);
                if (refuses.test(record)) {
                    outcomes.reject(i, Failure.invalidRecord("FLX-TEST-REFUSED", "refused"));
                } else {
                    open.add(record);
                }
            }
        }

        @Override
        public Prepared prepare(EpochId epoch) {
            if (open.isEmpty()) {
                return Prepared.NOTHING;
            }
            String key = epoch + "/" + lane;
            synchronized (Ledger.this) {
                if (staged.put(key, open) != null) {
                    throw new AssertionError("staged twice under one name: " + key);
                }
            }
            open = new ArrayList<>();
            return Prepared.of(Document.of("key", key));
        }

        @Override
        public void close() {}
    }

    private final class StagedCommitter implements Committer {
        @Override
        public void commit(List<Committable> committables) {
            synchronized (Ledger.this) {
                for (Committable committable : committables) {
                    String key = committable.content().getString("key");
                    if (committed.contains(key)) {
                        continue;
                    }
                    List<Document> records = staged.remove(key);
                    if (records == null) {
                        throw new AssertionError("committed what was never staged: " + key);
                    }
                    visible.addAll(records);
                    committed.add(key);
                }
            }
        }

        @Override
        public void abortOthers(EpochId current) {
            synchronized (Ledger.this) {
                staged.clear();
            }
        }

        @Override
        public void close() {}
    }

    private final class LedgerTransaction implements TransactionalWriter {
        private final int lane;
        private final int mine;
        private List<Document> open = new ArrayList<>();
        private boolean doomed;

        LedgerTransaction(int lane) {
            this.lane = lane;
            synchronized (Ledger.this) {
                this.mine = generation;
            }
        }

        @Override
        public void write(Batch.Records batch, Outcomes outcomes) {
            for (int i = 0; i < batch.documents().size(); i++) {
                Document record = batch.documents().get(i);
                if (refuses.test(record)) {
                    outcomes.reject(i, Failure.invalidRecord("FLX-TEST-REFUSED", "refused"));
                    doomed = true;
                }
                open.add(record);
            }
        }

        @Override
        public Prepared prepare(EpochId epoch) {
            if (doomed) {
                throw Failure.retryable("FLX-TEST-DOOMED", "the transaction can't be committed any more")
                        .exception();
            }
            return Prepared.NOTHING;
        }

        @Override
        public void commit(EpochId epoch, Bytes checkpoint, Position position) {
            synchronized (Ledger.this) {
                if (mine != generation) {
                    throw Failure.fatal("FLX-TEST-FENCED", "fenced").exception();
                }
                visible.addAll(open);
                home.put(lane, checkpoint);
            }
            open = new ArrayList<>();
        }

        @Override
        public void close() {}
    }

    private final class LedgerHome implements CheckpointHome {
        @Override
        public Document identity() {
            return Document.of("ledger", "home");
        }

        @Override
        public List<Kept> read() {
            synchronized (Ledger.this) {
                List<Kept> kept = new ArrayList<>();
                home.forEach((lane, bytes) -> kept.add(new Kept(lane, bytes)));
                return kept;
            }
        }

        @Override
        public List<Kept> recover() {
            synchronized (Ledger.this) {
                generation++;
                return read();
            }
        }

        @Override
        public void replace(Bytes checkpoint, int writers) {
            synchronized (Ledger.this) {
                home.clear();
                home.put(BASE, checkpoint);
            }
        }

        @Override
        public void close() {}
    }
}
