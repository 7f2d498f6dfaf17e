package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.checkpoint.Checkpoint;
import ai.fluxion.core.checkpoint.CheckpointJson;
import ai.fluxion.core.engine.transactions.CheckpointHistory;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import ai.fluxion.core.model.DocumentCodec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps the state of stages out of checkpoints where it is large: it is made durable first, and the checkpoint refers to it. The
 * states of the last checkpoints of each lane are kept as long as these are.
 */
final class StateReferences {
    /** From here on a state has a place of its own; a record of a transactional home is limited to about a megabyte. */
    static final int INLINE_AT_MOST = 128 << 10;

    private static final int KEPT = 8;

    private final CheckpointHistory history;
    private final CheckpointJson json;
    private final Map<Integer, Deque<String>> names = new TreeMap<>();
    private boolean any;

    StateReferences(CheckpointHistory history, CheckpointJson json) {
        this.history = history;
        this.json = json;
    }

    /** The written form of a checkpoint, after its state was made durable. */
    Bytes write(Checkpoint checkpoint, int lane) throws Exception {
        long size = checkpoint.stages().values().stream()
                .flatMap(states -> states.values().stream())
                .mapToLong(Bytes::length)
                .sum();
        if (size <= INLINE_AT_MOST) {
            return CheckpointJson.write(checkpoint);
        }
        String name =
                checkpoint.epoch().incarnation() + "-" + checkpoint.epoch().epoch() + "-"
                        + checkpoint.epoch().attempt() + "-" + checkpoint.sequence() + "-" + (lane + 1);
        history.saveState(name, pack(checkpoint.stages()));
        remember(lane, name);
        return CheckpointJson.writeReferring(checkpoint, name);
    }

    private void remember(int lane, String name) throws Exception {
        any = true;
        Deque<String> mine = names.computeIfAbsent(lane, key -> new ArrayDeque<>());
        if (!name.equals(mine.peekLast())) {
            mine.add(name);
        }
        if (mine.size() > KEPT) {
            mine.remove();
        }
    }

    /** The checkpoint with its state. */
    Checkpoint read(Bytes written, int lane) throws Exception {
        Checkpoint checkpoint = json.read(written);
        var reference = json.reference(written);
        if (reference.isEmpty()) {
            return checkpoint;
        }
        remember(lane, reference.get());
        return checkpoint.withStages(unpack(history.state(reference.get())));
    }

    /** Removes what no kept checkpoint refers to; called after one was made durable. */
    void clean() throws Exception {
        if (any) {
            Set<String> kept = new HashSet<>();
            names.values().forEach(kept::addAll);
            history.retainStates(kept);
        }
    }

    private static Bytes pack(Map<String, Map<String, Bytes>> stages) {
        DocumentBuilder all = Document.builder(stages.size());
        stages.forEach((id, states) -> all.put(id, Document.of(states)));
        return DocumentCodec.encode(all.build());
    }

    private static Map<String, Map<String, Bytes>> unpack(Bytes packed) {
        Document all = DocumentCodec.decode(packed, format -> null);
        Map<String, Map<String, Bytes>> stages = new TreeMap<>();
        for (String id : all.names()) {
            Map<String, Bytes> states = new TreeMap<>();
            all.getDocument(id).forEach((partition, state) -> states.put(partition, (Bytes) state));
            stages.put(id, states);
        }
        return stages;
    }
}
