package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.PartitionedSource;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SourceKind;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.engine.connectors.SplitEnumerator;
import ai.fluxion.core.engine.connectors.SplitReader;
import ai.fluxion.core.engine.connectors.StreamId;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.RecordMetadata;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * So many partitions, each with the numbers from 0 to so many, read some at a time in turns. It reads no more than a window ahead
 * of what is acknowledged, so that a run has many epochs.
 */
final class NumbersSource implements PartitionedSource {
    private static final long WINDOW = 150;

    final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final int partitions;
    private final long numbers;
    private final int batch;
    private final boolean endless;

    NumbersSource(int partitions, long numbers, int batch) {
        this(partitions, numbers, batch, false);
    }

    /** @param endless whether it waits for more at the end, instead of ending */
    NumbersSource(int partitions, long numbers, int batch, boolean endless) {
        this.partitions = partitions;
        this.numbers = numbers;
        this.batch = batch;
        this.endless = endless;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.REPLAYABLE;
    }

    @Override
    public SplitEnumerator createEnumerator() {
        return new SplitEnumerator() {
            private boolean found;
            private Position position;

            @Override
            public void open(Position start, Optional<Document> state) {
                position = start;
            }

            @Override
            public List<Split> discover() {
                if (found) {
                    return List.of();
                }
                found = true;
                List<Split> splits = new ArrayList<>();
                for (int i = 0; i < partitions; i++) {
                    String name = "p" + i;
                    Offset start = position.offset(name).orElse(Offset.of(0));
                    splits.add(new Split(name, Optional.of(start), Document.empty()));
                }
                return splits;
            }

            @Override
            public boolean isComplete() {
                return found;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SplitReader createReader(int lane) {
        return new SplitReader() {
            private final ArrayDeque<String> turns = new ArrayDeque<>();
            private final Map<String, Long> next = new ConcurrentHashMap<>();
            private final Map<String, Long> begun = new ConcurrentHashMap<>();

            @Override
            public void add(List<Split> splits) {
                for (Split split : splits) {
                    turns.add(split.partition());
                    next.put(split.partition(), split.start().orElseThrow().number());
                    begun.put(split.partition(), split.start().orElseThrow().number());
                }
            }

            @Override
            public void remove(Collection<String> gone) {
                turns.removeAll(gone);
            }

            @Override
            public Batch next() throws InterruptedException {
                int tries = turns.size();
                for (int i = 0; i < tries; i++) {
                    String partition = turns.remove();
                    long from = next.get(partition);
                    if (from < numbers) {
                        turns.add(partition);
                        if (from < begun.get(partition) + WINDOW) {
                            return batch(partition, from);
                        }
                    }
                }
                if (!turns.isEmpty()) {
                    Thread.onSpinWait();
                    return new Batch.Progress(Position.empty(), false);
                }
                if (endless) {
                    Thread.onSpinWait();
                    return Batch.idle();
                }
                return null;
            }

            private Batch batch(String partition, long from) {
                List<Document> documents = new ArrayList<>();
                long to = Math.min(numbers, from + batch);
                for (long number = from; number < to; number++) {
                    RecordMetadata metadata = RecordMetadata.builder()
                            .partition(partition)
                            .offset(number)
                            .build();
                    documents.add(Document.builder()
                            .put("partition", partition)
                            .put("number", number)
                            .metadata(metadata)
                            .build());
                }
                next.put(partition, to);
                return new Batch.Records(
                        StreamId.of(partition), Optional.empty(), documents, Position.of(partition, to), true);
            }

            @Override
            public void acknowledge(Position position) {
                position.offsets().forEach((partition, offset) -> {
                    acknowledged.put(partition, offset.number());
                    begun.put(partition, offset.number());
                });
            }

            @Override
            public void close() {}
        };
    }
}
