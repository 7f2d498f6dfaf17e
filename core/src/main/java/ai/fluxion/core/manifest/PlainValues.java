package ai.fluxion.core.manifest;

import ai.fluxion.core.manifest.References.Resolved;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From nodes to lists, maps and scalars: with references resolved, or as they were written. */
final class PlainValues {
    private final References references;

    PlainValues(References references) {
        this.references = references;
    }

    /**
     * A value with references resolved.
     *
     * @param known false if a reference in it stands for nothing
     */
    record Plain(Object value, boolean known) {}

    Plain resolved(Node node) {
        boolean[] known = {true};
        Object value = resolve(node, known);
        return new Plain(value, known[0]);
    }

    private Object resolve(Node node, boolean[] known) {
        if (node instanceof ObjectNode map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.entries().forEach(entry -> plain.put(entry.key(), resolve(entry.value(), known)));
            return Collections.unmodifiableMap(plain);
        }
        if (node instanceof ArrayNode list) {
            List<Object> plain = new ArrayList<>();
            list.items().forEach(item -> plain.add(resolve(item, known)));
            return Collections.unmodifiableList(plain);
        }
        Resolved resolved = references.resolve((ScalarNode) node);
        known[0] &= resolved.known();
        return resolved.value();
    }

    /** A value as it was written; under a name that sounds like a secret, masked. */
    static Object written(Node node) {
        if (node instanceof ObjectNode map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.entries()
                    .forEach(entry -> plain.put(
                            entry.key(),
                            SecretNames.looksSecret(entry.key()) ? masked(entry.value()) : written(entry.value())));
            return Collections.unmodifiableMap(plain);
        }
        if (node instanceof ArrayNode list) {
            List<Object> plain = new ArrayList<>();
            list.items().forEach(item -> plain.add(written(item)));
            return Collections.unmodifiableList(plain);
        }
        return ((ScalarNode) node).value();
    }

    /** A secret as people may see it: a reference as it was written, since it says nothing, else a mask. */
    static Object masked(Node node) {
        if (node instanceof ScalarNode scalar
                && scalar.value() instanceof String text
                && References.onlyReferences(text)) {
            return text;
        }
        return Redaction.MASK;
    }
}
