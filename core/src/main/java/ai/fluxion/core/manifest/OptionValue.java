package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.manifest.ObjectNode.Entry;
import ai.fluxion.core.manifest.OptionReader.Options;
import ai.fluxion.core.manifest.References.Resolved;
import ai.fluxion.core.names.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reading of one option's value: by its type, with references resolved, and checked. */
final class OptionValue {
    private final Reading reading;
    private final OptionReader reader;
    private final ConnectorOption option;
    private final Options options;
    private Object value;
    private boolean known = true;
    private boolean referenced;
    private boolean failed;

    /**
     * @param reader for the options of a format
     * @param options whose value it is
     */
    OptionValue(Reading reading, OptionReader reader, ConnectorOption option, Options options) {
        this.reading = reading;
        this.reader = reader;
        this.option = option;
        this.options = options;
    }

    /** Reads it once, and reports what is wrong. */
    void read(Node node) {
        value = value(node);
        if (value == null) {
            fail(node.location(), "expected " + ValueRules.expected(option) + ", found " + node.describe());
        } else if (known && !failed) {
            check(node.location());
        }
    }

    /** Whether anything was wrong. */
    boolean failed() {
        return failed;
    }

    /** Whether all references stand for something. */
    boolean known() {
        return known;
    }

    /** The value; where it is not known, what was written or the default; empty if there is none to go on with. */
    Optional<Object> usable() {
        if (failed) {
            return Optional.empty();
        }
        if (!known && !textual()) {
            return option.defaultValue().map(otherwise -> otherwise);
        }
        boolean path = known && option.type() == ConnectorOption.Type.PATH;
        return Optional.of(path ? reading.paths().absolute((String) value) : value);
    }

    private void fail(Location location, String message) {
        if (!failed) {
            failed = true;
            reading.problems().error("FLX-OPTION-VALUE", location, "option '" + option.name() + "': " + message);
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
        Resolved resolved = reading.references().resolve(scalar);
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
        PlainValues.Plain plain = new PlainValues(reading.references()).resolved(node);
        known &= plain.known();
        if (known) {
            for (StageChecker.Finding finding : reading.stages().expression(plain.value())) {
                failed |= finding.error();
                reading.report(finding, NodePath.location(node, finding.path()));
            }
        }
        return plain.value();
    }

    private Object format(Node node) {
        if (node instanceof ScalarNode scalar) {
            return formatOptions(scalar, List.of(), node.location());
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
        return formatOptions(name, rest, type.location());
    }

    private Object formatOptions(ScalarNode type, List<Entry> entries, Location missingAt) {
        String name = text(type);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("type", name);
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("type", type.text());
        entries.forEach(entry -> shown.put(entry.key(), PlainValues.masked(entry.value())));
        options.shown.put(option.name(), entries.isEmpty() ? type.text() : shown);
        ComponentType format =
                reading.catalog().type(ComponentType.Role.FORMAT, name).orElse(null);
        if (format == null) {
            if (known) {
                failed = true;
                List<String> there = reading.catalog().types(ComponentType.Role.FORMAT).stream()
                        .map(ComponentType::id)
                        .toList();
                reading.problems()
                        .error(
                                ComponentType.Role.FORMAT.unknown(),
                                type.location(),
                                "there is no format "
                                        + (referenced
                                                ? "of that name"
                                                : "'" + name + "'" + NearestName.hint(name, there)));
            }
            return values;
        }
        String owner = referenced ? "format" : name + " format";
        Options inner = reader.read(owner, entries, format.options(), format.passThrough(), missingAt);
        values.putAll(inner.values);
        failed |= inner.wrong;
        known &= inner.doubtful.isEmpty();
        shown.putAll(inner.shown);
        return values;
    }

    private void check(Location location) {
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
