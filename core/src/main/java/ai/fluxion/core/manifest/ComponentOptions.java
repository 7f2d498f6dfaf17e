package ai.fluxion.core.manifest;

import ai.fluxion.core.manifest.ObjectNode.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the options of a component or connection: those under {@code options} and those beside {@code type}, each once. */
final class ComponentOptions {
    static final String TYPE = "type";
    static final String OPTIONS = "options";

    private final Problems problems;

    ComponentOptions(Problems problems) {
        this.problems = problems;
    }

    List<Entry> of(ObjectNode component) {
        List<Entry> all = new ArrayList<>();
        Map<String, Location> nested = new HashMap<>();
        component
                .entry(OPTIONS)
                .map(Entry::value)
                .filter(value -> !value.isNull())
                .ifPresent(value -> {
                    if (value instanceof ObjectNode map) {
                        for (Entry entry : map.entries()) {
                            nested.put(entry.key(), entry.location());
                            all.add(entry);
                        }
                    } else {
                        problems.error(
                                "FLX-MANIFEST-TYPE",
                                value.location(),
                                "`options`: expected a map, found " + value.describe());
                    }
                });
        for (Entry entry : component.entries()) {
            String key = entry.key();
            if (nested.containsKey(key)) {
                problems.error(
                        "FLX-OPTION-TWICE",
                        entry.location(),
                        "the option '" + key + "' stands here and under `options` at line "
                                + nested.get(key).line() + "; remove one");
            } else if (!key.equals(TYPE) && !key.equals(OPTIONS) && !key.equals(Connections.REFERENCE)) {
                all.add(entry);
            }
        }
        return all;
    }
}
