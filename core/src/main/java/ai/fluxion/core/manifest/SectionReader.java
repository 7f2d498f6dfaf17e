package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.manifest.ManifestKey.Section;
import ai.fluxion.core.manifest.ManifestKey.Setting;
import ai.fluxion.core.manifest.ObjectNode.Entry;
import ai.fluxion.core.names.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the keys of maps that are declared as sections: reports unknown and missing ones, and checks the settings. */
final class SectionReader {
    private final Reading reading;
    private final OptionReader options;
    private final Problems problems;

    SectionReader(Reading reading) {
        this.reading = reading;
        this.options = new OptionReader(reading);
        this.problems = reading.problems();
    }

    /** The keys of one map: those with values, the settings among them, and those that were probably meant by others. */
    record Fields(Map<String, Entry> entries, ConnectorConfig settings, Set<String> meant) {
        Optional<Node> node(ManifestKey key) {
            return Optional.ofNullable(entries.get(key.name())).map(Entry::value);
        }
    }

    /** Reads one map; what is wrong is reported. */
    Fields fields(ObjectNode map, Section section) {
        Map<String, ManifestKey> known = new LinkedHashMap<>();
        section.keys().forEach(key -> known.put(key.name(), key));
        List<String> names = List.copyOf(known.keySet());
        Map<String, Entry> present = new HashMap<>();
        List<Entry> settings = new ArrayList<>();
        Set<String> meant = new HashSet<>();
        for (Entry entry : map.entries()) {
            ManifestKey key = known.get(entry.key());
            if (key == null) {
                NearestName.of(entry.key(), names).ifPresent(meant::add);
                problems.error(
                        "FLX-MANIFEST-KEY-UNKNOWN",
                        entry.location(),
                        "there is no key '" + entry.key() + "' in " + place(section)
                                + NearestName.hint(entry.key(), names));
            } else if (!entry.value().isNull()) {
                present.put(entry.key(), entry);
                if (key instanceof Setting) {
                    settings.add(entry);
                }
            }
        }
        section.keys().stream()
                .filter(key -> key.required() && !present.containsKey(key.name()) && !meant.contains(key.name()))
                .forEach(key -> problems.error(
                        "FLX-MANIFEST-MISSING",
                        map.entry(key.name()).map(Entry::location).orElse(map.location()),
                        place(section) + " needs `" + key.name() + "`. " + key.doc()));
        return new Fields(present, settings(section, settings, map.location()), meant);
    }

    private ConnectorConfig settings(Section section, List<Entry> entries, Location at) {
        List<ConnectorOption> declared = new ArrayList<>();
        for (ManifestKey key : section.keys()) {
            if (key instanceof Setting setting) {
                declared.add(setting.option());
            }
        }
        Map<String, Object> values = options.read(section.name(), entries, declared, Set.of(), at).values;
        // The getters are what is wanted here; the kind is told to nobody, since the values are checked.
        return ConnectorConfig.builder(section.name(), ConnectorConfig.Kind.SOURCE)
                .options(values)
                .build();
    }

    /** What a section is called in messages. */
    static String place(Section section) {
        boolean whole = section.equals(ManifestKeys.MANIFEST) || section.equals(ManifestKeys.CONNECTOR_MANIFEST);
        return whole ? "a manifest" : "`" + section.name() + "`";
    }

    /** Reads a map that is the value of a key; none is as good as an empty one. */
    Fields section(Fields parent, Section section) {
        ObjectNode empty = new ObjectNode(Location.start(reading.manifest().toString()), List.of());
        Node node = parent.node(section).orElse(empty);
        if (node instanceof ObjectNode map) {
            return fields(map, section);
        }
        problems.error(
                "FLX-MANIFEST-TYPE",
                node.location(),
                "`" + section.name() + "`: expected a map, found " + node.describe());
        return fields(empty, section);
    }
}
