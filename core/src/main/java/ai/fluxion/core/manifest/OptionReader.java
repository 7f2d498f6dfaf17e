package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.manifest.ObjectNode.Entry;
import ai.fluxion.core.manifest.References.Resolved;
import ai.fluxion.core.names.NearestName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the values of options: checks each by itself, resolves references, and says how they may be shown. */
final class OptionReader {
    private final ManifestCatalog catalog;
    private final References references;
    private final ManifestPaths paths;
    private final StageChecker stages;
    private final Problems problems;
    private final Redaction redaction;

    OptionReader(
            ManifestCatalog catalog,
            References references,
            ManifestPaths paths,
            StageChecker stages,
            Problems problems,
            Redaction redaction) {
        this.catalog = catalog;
        this.references = references;
        this.paths = paths;
        this.stages = stages;
        this.problems = problems;
        this.redaction = redaction;
    }

    /** What was read of some options. */
    static final class Options {
        /** Good values, by the options' names; what is null in the manifest is left out. */
        final Map<String, Object> values = new LinkedHashMap<>();
        /** All values as people may see them. */
        final Map<String, Object> shown = new LinkedHashMap<>();
        /** The options about which there is a problem already, or whose values nobody knows yet. */
        final Set<String> doubtful = new HashSet<>();
        /** Known names that were probably meant by unknown ones. */
        final Set<String> meant = new HashSet<>();
        /** Whether there is any error. */
        boolean wrong;
    }

    /**
     * Reads options.
     *
     * @param owner what has them, in messages
     * @param missingAt where an option that is missing is reported
     */
    Options read(
            String owner,
            List<Entry> entries,
            List<ConnectorOption> declared,
            Set<String> passThrough,
            Location missingAt) {
        Options options = new Options();
        Map<String, ConnectorOption> byName = new LinkedHashMap<>();
        declared.forEach(option -> byName.put(option.name(), option));
        for (Entry entry : entries) {
            ConnectorOption option = byName.get(entry.key());
            if (option != null) {
                known(option, entry, options);
            } else if (passThrough.contains(entry.key())) {
                passThrough(entry, options);
            } else {
                unknown(owner, entry, byName.keySet(), passThrough, options);
            }
        }
        for (ConnectorOption option : declared) {
            if (option.required() && !options.shown.containsKey(option.name())) {
                options.wrong = true;
                if (!options.meant.contains(option.name())) {
                    problems.error(
                            "FLX-OPTION-MISSING",
                            missingAt,
                            "the " + owner + " needs the option '" + option.name() + "': " + option.doc());
                }
            }
        }
        return options;
    }

    private void unknown(String owner, Entry entry, Set<String> names, Set<String> passThrough, Options options) {
        Set<String> known = new LinkedHashSet<>(names);
        known.addAll(passThrough);
        NearestName.of(entry.key(), known).ifPresent(options.meant::add);
        options.wrong = true;
        options.doubtful.add(entry.key());
        problems.error(
                "FLX-OPTION-UNKNOWN",
                entry.location(),
                "the " + owner + " has no option '" + entry.key() + "'" + NearestName.hint(entry.key(), known));
    }

    private void known(ConnectorOption option, Entry entry, Options options) {
        Node node = entry.value();
        if (node.isNull()) {
            return;
        }
        String name = option.name();
        options.shown.put(name, option.secret() ? PlainValues.masked(node) : PlainValues.written(node));
        Reading reading = new Reading(option, options);
        Object value = reading.value(node);
        if (value == null) {
            reading.fail(node.location(), "expected " + ValueRules.expected(option) + ", found " + node.describe());
        } else if (reading.known && !reading.failed) {
            reading.check(node.location(), value);
        }
        if (reading.failed) {
            options.wrong = true;
            options.doubtful.add(name);
            return;
        }
        if (!reading.known) {
            options.doubtful.add(name);
        }
        if (reading.known || reading.textual()) {
            options.values.put(
                    name,
                    reading.known && option.type() == ConnectorOption.Type.PATH
                            ? paths.absolute((String) value)
                            : value);
        } else {
            option.defaultValue().ifPresent(otherwise -> options.values.put(name, otherwise));
        }
        if (option.secret() && value instanceof String secret) {
            redaction.hide(secret, Redaction.MASK);
        }
    }

    /** A client's own setting: text, whatever it looks like. */
    private void passThrough(Entry entry, Options options) {
        if (entry.value().isNull()) {
            return;
        }
        ConnectorOption text =
                ConnectorOption.builder(entry.key(), ConnectorOption.Type.LIST).build();
        boolean secret = SecretNames.looksSecret(entry.key());
        options.shown.put(entry.key(), secret ? PlainValues.masked(entry.value()) : PlainValues.written(entry.value()));
        Reading reading = new Reading(text, options);
        Object value = reading.value(entry.value());
        if (value == null || reading.failed) {
            reading.fail(
                    entry.value().location(),
                    "expected text or a list, found " + entry.value().describe());
            options.wrong = true;
            options.doubtful.add(entry.key());
            return;
        }
        if (!reading.known) {
            options.doubtful.add(entry.key());
        }
        String plain = value instanceof List<?> items
                ? String.join(",", items.stream().map(String::valueOf).toList())
                : String.valueOf(value);
        options.values.put(entry.key(), plain);
        if (secret) {
            redaction.hide(plain, Redaction.MASK);
        }
    }

    /** The reading of one value. */
    private final class Reading {
        private final ConnectorOption option;
        private final Options options;
        private boolean known = true;
        private boolean referenced;
        private boolean failed;

        Reading(ConnectorOption option, Options options) {
            this.option = option;
            this.options = options;
        }

        private void fail(Location location, String message) {
            if (!failed) {
                failed = true;
                problems.error("FLX-OPTION-VALUE", location, "option '" + option.name() + "': " + message);
            }
        }

        /** Whether a text that nobody knows yet can stand for the value. */
        private boolean textual() {
            return option.allowed().isEmpty()
                    && switch (option.type()) {
                        case STRING, PATH, LIST, MAP, EXPRESSION, FORMAT -> true;
                        case INTEGER, NUMBER, BOOLEAN, DURATION, SIZE -> false;
                    };
        }

        /** What the option's type makes of a node; null if its kind is wrong. */
        private Object value(Node node) {
            return switch (option.type()) {
                case STRING, PATH, DURATION, SIZE -> node instanceof ScalarNode scalar ? text(scalar) : null;
                case INTEGER, NUMBER, BOOLEAN ->
                    node instanceof ScalarNode scalar ? resolve(scalar).value() : null;
                case LIST ->
                    node instanceof ArrayNode list ? texts(list) : node instanceof ScalarNode one ? text(one) : null;
                case MAP -> node instanceof ObjectNode map ? texts(map) : null;
                case EXPRESSION -> expression(node);
                case FORMAT -> format(node);
            };
        }

        private Resolved resolve(ScalarNode scalar) {
            Resolved resolved = references.resolve(scalar);
            known &= resolved.known();
            referenced |= resolved.referenced();
            return resolved;
        }

        private String text(ScalarNode scalar) {
            return resolve(scalar).text();
        }

        private List<String> texts(ArrayNode list) {
            List<String> texts = new ArrayList<>();
            for (Node item : list.items()) {
                if (item instanceof ScalarNode scalar && !scalar.isNull()) {
                    texts.add(text(scalar));
                } else {
                    fail(item.location(), "expected text, found " + item.describe());
                }
            }
            return texts;
        }

        private Map<String, String> texts(ObjectNode map) {
            Map<String, String> texts = new LinkedHashMap<>();
            for (Entry entry : map.entries()) {
                if (entry.value() instanceof ScalarNode scalar && !scalar.isNull()) {
                    texts.put(entry.key(), text(scalar));
                } else {
                    fail(
                            entry.value().location(),
                            "expected text, found " + entry.value().describe());
                }
            }
            return texts;
        }

        private Object expression(Node node) {
            PlainValues.Plain plain = new PlainValues(references).resolved(node);
            known &= plain.known();
            if (known) {
                for (StageChecker.Finding finding : stages.expression(plain.value())) {
                    failed |= finding.error();
                    problems.report(
                            finding.error() ? Severity.ERROR : Severity.WARNING,
                            finding.code(),
                            NodePath.location(node, finding.path()),
                            redaction.apply(finding.message()));
                }
            }
            return plain.value();
        }

        private Object format(Node node) {
            if (node instanceof ScalarNode scalar) {
                Resolved name = resolve(scalar);
                return name.known()
                        ? formatOptions(name.text(), node.location(), List.of(), node.location())
                        : Map.of("type", name.text());
            }
            if (!(node instanceof ObjectNode map)) {
                return null;
            }
            Entry type = map.entry("type").orElse(null);
            if (type == null || !(type.value() instanceof ScalarNode name) || name.isNull()) {
                fail(type == null ? map.location() : type.value().location(), "expected `type`, the name of a format");
                return Map.of();
            }
            List<Entry> rest = map.entries().stream()
                    .filter(entry -> !entry.key().equals("type"))
                    .toList();
            options.shown.put(option.name(), PlainValues.written(node));
            return formatOptions(resolve(name).text(), type.value().location(), rest, type.location());
        }

        private Object formatOptions(String name, Location nameAt, List<Entry> entries, Location missingAt) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("type", name);
            ComponentType format = catalog.type(ComponentType.Role.FORMAT, name).orElse(null);
            if (format == null) {
                if (known) {
                    failed = true;
                    List<String> there = catalog.types(ComponentType.Role.FORMAT).stream()
                            .map(ComponentType::id)
                            .toList();
                    problems.error(
                            ComponentType.Role.FORMAT.unknown(),
                            nameAt,
                            "there is no format "
                                    + (referenced ? "of that name" : "'" + name + "'" + NearestName.hint(name, there)));
                }
                return values;
            }
            Options inner = read(name + " format", entries, format.options(), format.passThrough(), missingAt);
            values.putAll(inner.values);
            failed |= inner.wrong;
            known &= inner.doubtful.isEmpty();
            if (!entries.isEmpty()) {
                Map<String, Object> shown = new LinkedHashMap<>();
                shown.put("type", name);
                shown.putAll(inner.shown);
                options.shown.put(option.name(), shown);
            }
            return values;
        }

        private void check(Location location, Object value) {
            boolean format = option.type() == ConnectorOption.Type.FORMAT;
            ValueRules.violation(option, format ? ((Map<?, ?>) value).get("type") : value)
                    .ifPresent(wrong -> fail(
                            location,
                            referenced || option.secret()
                                    ? "expected " + ValueRules.expected(option)
                                            + (referenced ? ", and the reference stands for something else" : "")
                                    : wrong));
        }
    }
}
