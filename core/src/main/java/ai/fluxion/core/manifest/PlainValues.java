package ai.fluxion.core.manifest;

import ai.fluxion.core.manifest.ObjectNode.Entry;
import ai.fluxion.core.manifest.References.Resolved;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From nodes to lists, maps and scalars: with references resolved, or as they were written. */
final class PlainValues {
    private final References references;

    PlainValues(References references) {
        this.references = references;
    }

    /**
     * A value with references resolved.
     *
     * @param unknown the places of texts in it whose references stand for nothing
     */
    record Plain(Object value, Set<Location> unknown) {
        boolean known() {
            return unknown.isEmpty();
        }
    }

    Plain resolved(Node node) {
        Set<Location> unknown = new HashSet<>();
        Object value = resolve(node, unknown);
        return new Plain(value, unknown);
    }

    private Object resolve(Node node, Set<Location> unknown) {
        if (node instanceof ObjectNode map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.entries().forEach(entry -> plain.put(entry.key(), resolve(entry.value(), unknown)));
            return Collections.unmodifiableMap(plain);
        }
        if (node instanceof ArrayNode list) {
            List<Object> plain = new ArrayList<>();
            list.items().forEach(item -> plain.add(resolve(item, unknown)));
            return Collections.unmodifiableList(plain);
        }
        Resolved resolved = references.resolve((ScalarNode) node);
        if (!resolved.known()) {
            unknown.add(node.location());
        }
        return resolved.value();
    }

    /** A value as it was written. */
    static Object written(Node node) {
        return written(node, false);
    }

    /** A value as it was written, masked under keys that sound like secrets, such as {@code Authorization}. */
    static Object shown(Node node) {
        return written(node, true);
    }

    private static Object written(Node node, boolean mask) {
        if (node instanceof ObjectNode map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            for (Entry entry : map.entries()) {
                boolean secret = mask && SecretNames.looksSecret(entry.key());
                plain.put(entry.key(), secret ? masked(entry.value()) : written(entry.value(), mask));
            }
            return Collections.unmodifiableMap(plain);
        }
        if (node instanceof ArrayNode list) {
            List<Object> plain = new ArrayList<>();
            list.items().forEach(item -> plain.add(written(item, mask)));
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
