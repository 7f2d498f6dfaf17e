package ai.fluxion.core.checkpoint;

import ai.fluxion.core.checkpoint.Checkpoint.SinkState;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.transactions.Committable;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Checkpoints as JSON that people can read. The form has a version; each version that ever was stays readable.
 *
 * <p>What is kept may be a pointer instead: the word that this pipeline's checkpoints are at another home.
 */
public final class CheckpointJson {
    private static final int VERSION = 1;
    private static final String STAGES = "stages";
    private static final String STATE = "state";

    private final Function<Bytes, Document> parser;

    /** @param parser reads JSON; throws an invalid-record failure if it is none */
    public CheckpointJson(Function<Bytes, Document> parser) {
        this.parser = parser;
    }

    /** The written form. */
    public static Bytes write(Checkpoint checkpoint) {
        DocumentBuilder stages = Document.builder();
        new TreeMap<>(checkpoint.stages()).forEach((id, states) -> {
            DocumentBuilder written = Document.builder();
            new TreeMap<>(states).forEach((partition, bytes) -> written.put(partition, bytes.base64()));
            stages.put(id, written.build());
        });
        return write(checkpoint, STAGES, stages.build());
    }

    /** The written form with the name of what keeps the state of stages, instead of the state. */
    public static Bytes writeReferring(Checkpoint checkpoint, String name) {
        return write(checkpoint, STATE, name);
    }

    private static Bytes write(Checkpoint checkpoint, String stagesKey, Object stages) {
        DocumentBuilder offsets = Document.builder();
        checkpoint.position().offsets().forEach((partition, offset) -> {
            DocumentBuilder written = Document.builder(2).put("value", offset.value());
            if (!offset.origin().isEmpty()) {
                written.put("origin", offset.origin());
            }
            offsets.put(partition, written.build());
        });
        DocumentBuilder source = Document.builder().put("type", checkpoint.sourceType());
        source.put("offsets", offsets.build());
        checkpoint.enumerator().ifPresent(state -> source.put("enumerator", state));

        DocumentBuilder sinks = Document.builder();
        new TreeMap<>(checkpoint.sinks()).forEach((role, state) -> sinks.put(role, sink(state)));

        EpochId epoch = checkpoint.epoch();
        return Bytes.utf8(Document.builder()
                .put("version", VERSION)
                .put("pipeline", epoch.pipeline())
                .put("incarnation", epoch.incarnation())
                .put("epoch", epoch.epoch())
                .put("attempt", epoch.attempt())
                .put("sequence", checkpoint.sequence())
                .put("finished", checkpoint.finished())
                .put("source", source.build())
                .put(stagesKey, stages)
                .put("sinks", sinks.build())
                .build()
                .toJson());
    }

    private static Document sink(SinkState state) {
        DocumentBuilder written = Document.builder().put("identity", state.identity());
        state.state().ifPresent(memory -> written.put("state", memory));
        List<Document> committables = new ArrayList<>();
        for (Committable committable : state.committables()) {
            committables.add(Document.of(
                    "epoch",
                    committable.epoch().epoch(),
                    "attempt",
                    committable.epoch().attempt(),
                    "content",
                    committable.content()));
        }
        return written.putList("committables", committables).build();
    }

    /** The word that the checkpoints are elsewhere. */
    public static Bytes writePointer(String pipeline, Document home) {
        return Bytes.utf8(Document.of("version", VERSION, "pipeline", pipeline, "home", home)
                .toJson());
    }

    /**
     * The home that a pointer names; empty if this is a checkpoint.
     *
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if it is neither
     */
    public Optional<Document> pointer(Bytes written) {
        Document all = parse(written);
        return all.has("home") ? Optional.of(all.getDocument("home")) : Optional.empty();
    }

    /** The name of what keeps the state of stages, if the checkpoint does not hold it. */
    public Optional<String> reference(Bytes written) {
        Document all = parse(written);
        return all.has(STATE) ? Optional.of(all.getString(STATE)) : Optional.empty();
    }

    /**
     * The checkpoint that was written; without the state of stages if it only refers to it.
     *
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if it is none, or of a version not known here
     */
    public Checkpoint read(Bytes written) {
        Document all = parse(written);
        try {
            Document source = all.getDocument("source");
            EpochId epoch = new EpochId(
                    all.getString("pipeline"),
                    all.getString("incarnation"),
                    all.getLong("epoch"),
                    all.getInt("attempt"));
            Optional<Document> enumerator =
                    source.has("enumerator") ? Optional.of(source.getDocument("enumerator")) : Optional.empty();
            return new Checkpoint(
                    epoch,
                    all.getLong("sequence"),
                    source.getString("type"),
                    position(source.getDocument("offsets")),
                    enumerator,
                    all.has(STATE) ? Map.of() : stages(all.getDocument(STAGES)),
                    sinks(all.getDocument("sinks"), epoch),
                    all.getBoolean("finished"));
        } catch (java.util.NoSuchElementException
                | ClassCastException
                | ArithmeticException
                | IllegalArgumentException wrong) {
            throw broken(wrong);
        }
    }

    private Document parse(Bytes written) {
        Document all;
        int version;
        try {
            all = parser.apply(written);
            version = all.getInt("version");
        } catch (RuntimeException malformed) {
            throw broken(malformed);
        }
        if (version != VERSION) {
            throw Failure.fatal(
                            "FLX-CHECKPOINT-VERSION",
                            "the checkpoint has version " + version + "; this program reads version " + VERSION)
                    .remedy("Use the version of Fluxion that wrote it, or a later one.")
                    .exception();
        }
        return all;
    }

    private static RuntimeException broken(RuntimeException why) {
        return Failure.fatal("FLX-CHECKPOINT-CORRUPT", "what is kept is no checkpoint: " + why.getMessage())
                .remedy("Mend it, or begin anew with `fluxion checkpoint reset`.")
                .cause(why)
                .exception();
    }

    private static Position position(Document offsets) {
        Map<String, Offset> all = new TreeMap<>();
        for (String partition : offsets.names()) {
            Document written = offsets.getDocument(partition);
            Document origin = written.has("origin") ? written.getDocument("origin") : Document.empty();
            all.put(partition, new Offset(written.getDocument("value"), origin));
        }
        return Position.of(all);
    }

    private static Map<String, Map<String, Bytes>> stages(Document written) {
        Map<String, Map<String, Bytes>> stages = new TreeMap<>();
        for (String id : written.names()) {
            Document states = written.getDocument(id);
            Map<String, Bytes> byPartition = new TreeMap<>();
            for (String partition : states.names()) {
                byPartition.put(partition, Bytes.wrap(Base64.getDecoder().decode(states.getString(partition))));
            }
            stages.put(id, byPartition);
        }
        return stages;
    }

    private static Map<String, SinkState> sinks(Document written, EpochId of) {
        Map<String, SinkState> sinks = new TreeMap<>();
        for (String role : written.names()) {
            Document sink = written.getDocument(role);
            List<Committable> committables = new ArrayList<>();
            for (Object item : sink.getList("committables")) {
                Document one = (Document) item;
                EpochId epoch =
                        new EpochId(of.pipeline(), of.incarnation(), one.getLong("epoch"), one.getInt("attempt"));
                committables.add(new Committable(epoch, one.getDocument("content")));
            }
            Optional<Document> state = sink.has("state") ? Optional.of(sink.getDocument("state")) : Optional.empty();
            sinks.put(role, new SinkState(sink.getDocument("identity"), state, committables));
        }
        return sinks;
    }
}
