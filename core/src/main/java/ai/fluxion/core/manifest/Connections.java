package ai.fluxion.core.manifest;

import ai.fluxion.core.manifest.ObjectNode.Entry;
import ai.fluxion.core.names.NearestName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The named option maps of a manifest, which {@code connectionRef} refers to. Their options are the base: what a source or
 * sink says itself counts instead. An option that nobody who refers to it takes is doubtful, and so is a connection that
 * nobody refers to.
 */
final class Connections {
    static final String REFERENCE = "connectionRef";

    private final Problems problems;
    private final Map<String, Connection> byName = new LinkedHashMap<>();

    /** @param declared what stands under {@code connections}; empty if there is nothing */
    Connections(Optional<Node> declared, Problems problems) {
        this.problems = problems;
        declared.ifPresent(this::declare);
    }

    /** One of them; it takes notes of what is used of it. */
    static final class Connection {
        private final String name;
        private final Location location;
        private final Optional<Entry> type;
        private final List<Entry> options;
        private final Set<String> taken = new HashSet<>();
        private boolean used;
        private boolean understood;

        private Connection(String name, Location location, Optional<Entry> type, List<Entry> options) {
            this.name = name;
            this.location = location;
            this.type = type;
            this.options = options;
        }

        /** What it connects to, if it says so. */
        Optional<Entry> type() {
            return type;
        }

        /**
         * The options for one that refers to it and does not say them itself.
         *
         * @param own the options that it says itself
         * @param known the options that it takes
         * @param elsewhere those that the same type takes in another role: what is only among these is not meant for it
         */
        List<Entry> base(Set<String> own, Set<String> known, Set<String> elsewhere) {
            understood = true;
            List<Entry> base = new ArrayList<>();
            for (Entry option : options) {
                String key = option.key();
                if (known.contains(key) || !elsewhere.contains(key)) {
                    taken.add(key);
                    if (!own.contains(key)) {
                        base.add(option);
                    }
                }
            }
            return base;
        }
    }

    private void declare(Node node) {
        ComponentOptions options = new ComponentOptions(problems);
        if (!(node instanceof ObjectNode map)) {
            problems.error(
                    "FLX-MANIFEST-TYPE",
                    node.location(),
                    "`connections`: expected a map of names to options, found " + node.describe());
            return;
        }
        for (Entry entry : map.entries()) {
            if (entry.value().isNull()) {
                continue;
            }
            if (entry.value() instanceof ObjectNode connection) {
                Optional<Entry> type = connection
                        .entry(ComponentOptions.TYPE)
                        .filter(found -> !found.value().isNull());
                List<Entry> given = options.of(connection).stream()
                        .filter(option -> !option.value().isNull())
                        .toList();
                byName.put(entry.key(), new Connection(entry.key(), entry.location(), type, given));
            } else {
                problems.error(
                        "FLX-MANIFEST-TYPE",
                        entry.value().location(),
                        "the connection '" + entry.key() + "': expected a map of options, found "
                                + entry.value().describe());
            }
        }
    }

    /** The one that a component refers to; empty if there is none, which is reported. */
    Optional<Connection> find(Entry reference) {
        if (!(reference.value() instanceof ScalarNode scalar)) {
            problems.error(
                    "FLX-MANIFEST-TYPE",
                    reference.value().location(),
                    "`" + REFERENCE + "`: expected text, found "
                            + reference.value().describe());
            return Optional.empty();
        }
        Optional<Connection> found = Optional.ofNullable(byName.get(scalar.text()));
        found.ifPresent(connection -> connection.used = true);
        if (found.isEmpty()) {
            problems.error(
                    "FLX-CONNECTION-UNKNOWN",
                    scalar.location(),
                    "there is no connection '" + scalar.text() + "' under `connections`"
                            + NearestName.hint(scalar.text(), byName.keySet()));
        }
        return found;
    }

    /** To be called once everything that may refer to them is read. */
    void reportUnused() {
        for (Connection connection : byName.values()) {
            if (!connection.used) {
                problems.report(
                        Severity.WARNING,
                        "FLX-CONNECTION-UNUSED",
                        connection.location,
                        "nothing refers to the connection '" + connection.name + "' by `" + REFERENCE + "`");
            } else if (connection.understood) {
                connection.options.stream()
                        .filter(option -> !connection.taken.contains(option.key()))
                        .forEach(option -> problems.report(
                                Severity.WARNING,
                                "FLX-CONNECTION-UNUSED",
                                option.location(),
                                "nothing that refers to the connection '" + connection.name + "' takes its option '"
                                        + option.key() + "'"));
            }
        }
    }
}
