package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.checkpoint.Checkpoint;
import ai.fluxion.core.checkpoint.CheckpointJson;
import ai.fluxion.core.engine.connectors.EpochControl;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SeekableSource;
import ai.fluxion.core.engine.connectors.StreamingSource;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Reads and edits the checkpoint of a pipeline that does not run: opening it takes the pipeline's lock. {@code set} keeps the
 * incarnation and goes on counting; {@code reset} begins a new history.
 */
public final class CheckpointEditor implements AutoCloseable {
    private final PipelineSpec spec;
    private final Home home;

    private CheckpointEditor(PipelineSpec spec, Home home) {
        this.spec = spec;
        this.home = home;
    }

    /**
     * Takes possession.
     *
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if the pipeline runs, with who runs it
     */
    public static CheckpointEditor open(PipelineSpec spec) throws Exception {
        return new CheckpointEditor(spec, Homes.open(spec, spec.sink().get()));
    }

    /** The last checkpoint; empty if there is none. */
    public Optional<Checkpoint> show() throws Exception {
        return home.peek();
    }

    /** The checkpoint as JSON, as it is kept. */
    public static String json(Checkpoint checkpoint) {
        return CheckpointJson.write(checkpoint).utf8();
    }

    /**
     * Sets partitions to offsets that somebody wrote.
     *
     * @return what is kept now
     */
    public Checkpoint set(Map<String, String> offsets) throws Exception {
        Checkpoint last = current();
        SeekableSource source = seekable();
        Map<String, Offset> all = new TreeMap<>(last.position().offsets());
        Set<String> unknown = new TreeSet<>(offsets.keySet());
        unknown.removeAll(all.keySet());
        if (!all.isEmpty() && !unknown.isEmpty()) {
            throw Failure.fatal(
                            "FLX-PARTITION-UNKNOWN", "the checkpoint knows no partition " + String.join(", ", unknown))
                    .remedy("There are: " + String.join(", ", all.keySet()) + ".")
                    .exception();
        }
        offsets.forEach((partition, text) -> {
            Offset parsed = source.parse(partition, text);
            Offset before = all.get(partition);
            boolean keepsOrigin = parsed.origin().isEmpty() && before != null;
            all.put(partition, keepsOrigin ? new Offset(parsed.value(), before.origin()) : parsed);
        });
        return save(last, Position.of(all));
    }

    /** Sets all partitions to a time, or to their beginning if it is empty. */
    public Checkpoint seek(Optional<Instant> time) throws Exception {
        Checkpoint last = current();
        SeekableSource source = seekable();
        Position position;
        try (ContextLoader scope = ContextLoader.of(source)) {
            position = source.seek(time);
        }
        return save(last, position);
    }

    /** Begins a new history: nothing is remembered of the one before. */
    public void reset() throws Exception {
        home.clear(first()); // what is there may be what can't be read
    }

    private Checkpoint current() throws Exception {
        return home.recover().orElseGet(this::first);
    }

    private Checkpoint first() {
        String incarnation = UUID.randomUUID().toString().replace("-", "");
        return Checkpoint.first(spec.label(), incarnation, spec.sourceType());
    }

    private SeekableSource seekable() {
        StreamingSource source = spec.newSource(spec.services(), EpochControl.NONE);
        if (source instanceof SeekableSource seekable) {
            return seekable;
        }
        throw Failure.fatal("FLX-SOURCE-NO-SEEK", "a source of type " + spec.sourceType() + " can't be set to a place")
                .exception();
    }

    private Checkpoint save(Checkpoint last, Position position) throws Exception {
        Checkpoint edited = last.withPosition(position).withFinished(false).nextSequence();
        home.save(edited, 1);
        return edited;
    }

    @Override
    public void close() throws Exception {
        home.close();
    }
}
