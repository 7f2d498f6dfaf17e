package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.manifest.ComponentType.Role;
import ai.fluxion.core.manifest.Connections.Connection;
import ai.fluxion.core.manifest.ObjectNode.Entry;
import ai.fluxion.core.manifest.OptionReader.Options;
import ai.fluxion.core.names.NearestName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads sources, sinks and stores: a type, with its options beside it, under {@code options}, or in the connection that it
 * refers to.
 */
final class ComponentReader {
    private static final String TYPE = ComponentOptions.TYPE;
    private static final String OPTIONS = ComponentOptions.OPTIONS;
    private static final String CONNECTION = Connections.REFERENCE;

    private final Reading reading;
    private final Connections connections;
    private final OptionReader reader;
    private final ComponentOptions finder;
    private final Problems problems;

    ComponentReader(Reading reading, Connections connections) {
        this.reading = reading;
        this.connections = connections;
        this.reader = new OptionReader(reading);
        this.finder = new ComponentOptions(reading.problems());
        this.problems = reading.problems();
    }

    /** @return empty if it is wrong, which is reported */
    Optional<ComponentDefinition<SourceConnectorConfig>> source(Node node) {
        return read(Role.SOURCE, node)
                .map(read -> new ComponentDefinition<>(
                        SourceConnectorConfig.builder(read.type)
                                .options(read.options.values)
                                .build(),
                        read.options.shown,
                        node.location()));
    }

    /** As {@link #source}. */
    Optional<ComponentDefinition<ConnectorConfig>> sink(Node node) {
        return other(Role.SINK, ConnectorConfig.Kind.SINK, node);
    }

    /** As {@link #source}. */
    Optional<ComponentDefinition<ConnectorConfig>> store(Node node) {
        return other(Role.STORE, ConnectorConfig.Kind.STORE, node);
    }

    private Optional<ComponentDefinition<ConnectorConfig>> other(Role role, ConnectorConfig.Kind kind, Node node) {
        return read(role, node)
                .map(read -> new ComponentDefinition<>(
                        ConnectorConfig.builder(read.type, kind)
                                .options(read.options.values)
                                .build(),
                        read.options.shown,
                        node.location()));
    }

    private record Read(String type, Options options) {}

    private Optional<Read> read(Role role, Node node) {
        if (!(node instanceof ObjectNode written)) {
            problems.error(
                    "FLX-MANIFEST-TYPE",
                    node.location(),
                    "a " + role + ": expected a map with `type` and options, found " + node.describe());
            return Optional.empty();
        }
        ObjectNode referring = spelled(role, written, CONNECTION, ScalarNode.class, Set.of());
        Optional<Entry> reference =
                referring.entry(CONNECTION).filter(entry -> !entry.value().isNull());
        Optional<Connection> connection = reference.flatMap(connections::find);
        boolean nothingKnown = reference.isPresent() && connection.isEmpty();
        boolean typed = nothingKnown || connection.flatMap(Connection::type).isPresent();
        ObjectNode meant = typed ? referring : spelled(role, referring, TYPE, ScalarNode.class, Set.of());
        if (nothingKnown && meant.entry(TYPE).isEmpty()) {
            return Optional.empty();
        }
        Optional<ComponentType> type = type(role, meant, connection);
        Set<String> names = type.map(ComponentType::names).orElse(Set.of());
        ObjectNode component = spelled(role, meant, OPTIONS, ObjectNode.class, names);
        List<Entry> entries = new ArrayList<>(finder.of(component));
        if (type.isEmpty() || nothingKnown) {
            return Optional.empty();
        }
        connection.ifPresent(base -> entries.addAll(0, base(role, type.get(), base, entries)));
        Location missingAt = component
                .entry(OPTIONS)
                .or(() -> component.entry(TYPE))
                .or(() -> component.entry(CONNECTION))
                .orElseThrow()
                .location();
        String owner =
                role == Role.STORE ? type.get().id() + " store" : type.get().id() + " " + role;
        Options options =
                reader.read(owner, entries, type.get().options(), type.get().passThrough(), missingAt);
        checkTogether(type.get(), owner, entries, options, missingAt);
        return Optional.of(new Read(type.get().id(), options));
    }

    /** What a connection adds: not what the component says itself, nor what is for the other role of the type. */
    private List<Entry> base(Role role, ComponentType type, Connection connection, List<Entry> said) {
        Set<String> own = said.stream()
                .filter(entry -> !entry.value().isNull())
                .map(Entry::key)
                .collect(Collectors.toSet());
        Set<String> elsewhere = new HashSet<>();
        for (Role other : Role.values()) {
            if (other != role) {
                reading.catalog().type(other, type.id()).ifPresent(found -> elsewhere.addAll(found.names()));
            }
        }
        return connection.base(own, type.names(), elsewhere);
    }

    /** The component with a misspelled key, which is reported, as it was meant: what follows from it is no news. */
    private ObjectNode spelled(
            Role role, ObjectNode component, String key, Class<? extends Node> kind, Set<String> options) {
        if (component.entry(key).isPresent()) {
            return component;
        }
        List<Entry> entries = new ArrayList<>();
        boolean found = false;
        for (Entry entry : component.entries()) {
            boolean meant = !found
                    && kind.isInstance(entry.value())
                    && !options.contains(entry.key())
                    && NearestName.of(entry.key(), List.of(key)).isPresent();
            if (meant) {
                problems.error(
                        "FLX-MANIFEST-KEY-UNKNOWN",
                        entry.location(),
                        "there is no key '" + entry.key() + "' in a " + role + ": did you mean '" + key + "'?");
            }
            found |= meant;
            entries.add(meant ? new Entry(key, entry.location(), entry.value()) : entry);
        }
        return new ObjectNode(component.location(), entries);
    }

    private Optional<ComponentType> type(Role role, ObjectNode component, Optional<Connection> connection) {
        Optional<Entry> given = connection.flatMap(Connection::type);
        Optional<Entry> entry =
                component.entry(TYPE).filter(found -> !found.value().isNull()).or(() -> given);
        List<String> there =
                reading.catalog().types(role).stream().map(ComponentType::id).toList();
        if (entry.isEmpty()) {
            Location at = component.entry(TYPE).map(Entry::location).orElse(component.location());
            problems.error(
                    "FLX-MANIFEST-MISSING",
                    at,
                    "the " + role + " needs `type`; there are: " + String.join(", ", there));
            return Optional.empty();
        }
        Node value = entry.get().value();
        if (!(value instanceof ScalarNode scalar)) {
            problems.error("FLX-MANIFEST-TYPE", value.location(), "`type`: expected text, found " + value.describe());
            return Optional.empty();
        }
        if (given.isPresent()
                && !(given.get().value() instanceof ScalarNode other
                        && other.text().equals(scalar.text()))) {
            problems.error(
                    "FLX-CONNECTION-TYPE",
                    component.entry(CONNECTION).orElseThrow().value().location(),
                    "the " + role + " has the type '" + scalar.text() + "', and its connection, at line "
                            + given.get().location().line() + ", another");
            return Optional.empty();
        }
        Optional<ComponentType> type = reading.catalog().type(role, scalar.text());
        if (type.isEmpty()) {
            problems.error(
                    role.unknown(),
                    value.location(),
                    "there is no " + role + " of type '" + scalar.text() + "'" + otherRole(role, scalar.text())
                            + NearestName.hint(scalar.text(), there));
        }
        return type;
    }

    /** Many a type is known as the one and not as the other. */
    private String otherRole(Role role, String type) {
        Role other = role == Role.SOURCE ? Role.SINK : Role.SOURCE;
        boolean there =
                role != Role.STORE && reading.catalog().type(other, type).isPresent();
        return there ? ", only a " + other : "";
    }

    private void checkTogether(
            ComponentType type, String owner, List<Entry> entries, Options options, Location missingAt) {
        List<OptionProblem> found;
        try {
            found = type.check(options.values, reading.discovery());
        } catch (FluxionException refused) {
            if (!options.wrong) {
                String place = refused.failure().place();
                found = List.of(OptionProblem.error(
                        refused.failure().code(),
                        options.shown.containsKey(place) ? place : "",
                        (refused.failure().message() + " " + refused.failure().remedy()).strip()));
            } else {
                found = List.of();
            }
        } catch (RuntimeException | LinkageError defect) {
            found = List.of(OptionProblem.error(
                    "FLX-CONNECTOR-DEFECT",
                    "",
                    "the " + owner + " can't check its options: "
                            + defect.getClass().getName()));
        }
        for (OptionProblem problem : found) {
            boolean about = options.shown.containsKey(problem.option());
            if (options.doubtful.contains(problem.option()) || (options.wrong && !about)) {
                continue; // may follow from what is reported already
            }
            Location at = entries.stream()
                    .filter(entry -> about && entry.key().equals(problem.option()))
                    .map(entry -> entry.value().location())
                    .findFirst()
                    .orElse(missingAt);
            problems.report(
                    problem.error() ? Severity.ERROR : Severity.WARNING,
                    problem.code(),
                    at,
                    reading.redaction().apply(problem.message()));
        }
    }
}
