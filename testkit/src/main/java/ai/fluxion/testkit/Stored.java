package ai.fluxion.testkit;

import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentCodec;
import java.util.Map;
import java.util.TreeMap;

/** Things as they come back from a checkpoint: equal, and other objects. */
final class Stored {
    private Stored() {}

    static Document document(Document content) {
        return DocumentCodec.decode(DocumentCodec.encode(content), format -> {
            throw new AssertionError("a checkpoint holds fields, not the bytes of format " + format);
        });
    }

    static Position position(Position position) {
        Map<String, Offset> offsets = new TreeMap<>();
        position.offsets()
                .forEach((partition, offset) ->
                        offsets.put(partition, new Offset(document(offset.value()), document(offset.origin()))));
        return Position.of(offsets);
    }
}
