package ai.fluxion.core.schema;

import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of some documents, in the order in which they were first seen. */
final class ObservedFields {
    private final Map<String, ObservedType> byName = new LinkedHashMap<>();
    private final Map<String, Integer> seen = new LinkedHashMap<>();
    private int documents;

    void add(Document document, int depth) {
        documents++;
        document.forEach((name, value) -> {
            byName.computeIfAbsent(name, unseen -> new ObservedType()).add(value, depth);
            seen.merge(name, 1, Integer::sum);
        });
    }

    List<Field> fields() {
        return byName.entrySet().stream()
                .map(entry -> new Field(
                        entry.getKey(),
                        entry.getValue().type(),
                        entry.getValue().nullable() || seen.get(entry.getKey()) < documents,
                        false,
                        Optional.empty(),
                        ""))
                .toList();
    }
}
