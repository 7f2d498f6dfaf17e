package ai.fluxion.core.manifest;

import ai.fluxion.core.buffer.BufferSettings;
import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.streaming.ChangelogMode;
import ai.fluxion.core.engine.streaming.Delivery;
import ai.fluxion.core.engine.streaming.RetryPolicy;
import ai.fluxion.core.manifest.ManifestKey.Section;
import ai.fluxion.core.manifest.ObjectNode.Entry;
import ai.fluxion.core.manifest.SectionReader.Fields;
import ai.fluxion.core.names.NearestName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks one pipeline's keys, and makes its definition of them. */
final class ManifestChecker {
    private final Reading reading;
    private final SectionReader sections;
    private final ComponentReader components;
    private final Problems problems;

    ManifestChecker(Reading reading, Connections connections) {
        this.reading = reading;
        this.sections = new SectionReader(reading);
        this.components = new ComponentReader(reading, connections);
        this.problems = reading.problems();
    }

    /**
     * Checks one pipeline.
     *
     * @param section the keys that it may have
     * @param givenId its id, if that does not stand among its keys
     * @return empty if there is any error
     */
    Optional<PipelineDefinition> pipeline(ObjectNode map, Section section, Optional<String> givenId) {
        Fields fields = sections.fields(map, section);
        String id = givenId.or(() -> fields.node(ManifestKeys.ID).map(this::id)).orElse("");
        Optional<ComponentDefinition<SourceConnectorConfig>> source =
                fields.node(ManifestKeys.SOURCE).flatMap(components::source);
        StagesDefinition stages = stages(fields.node(ManifestKeys.STAGES), map);
        List<ComponentDefinition<ConnectorConfig>> sinks = sinks(fields, SectionReader.place(section), map.location());
        Fields errors = sections.section(fields, ManifestKeys.ERRORS);
        Fields retry = sections.section(errors, ManifestKeys.RETRY);
        Fields checkpoint = sections.section(fields, ManifestKeys.CHECKPOINT);
        Fields shutdown = sections.section(fields, ManifestKeys.SHUTDOWN);
        Optional<BufferSettings> buffer =
                fields.node(ManifestKeys.BUFFER).map(unused -> buffer(sections.section(fields, ManifestKeys.BUFFER)));
        MetricsDefinition metrics = metrics(sections.section(fields, MetricsKeys.METRICS));
        OnInvalid onInvalid =
                errors.node(ManifestKeys.ON_INVALID).map(this::onInvalid).orElseGet(OnInvalid.Fail::new);
        Optional<ComponentDefinition<ConnectorConfig>> store =
                checkpoint.node(ManifestKeys.STORE).flatMap(components::store);
        if (problems.hasErrors()) {
            return Optional.empty();
        }
        return Optional.of(new PipelineDefinition(
                id,
                reading.manifest().toAbsolutePath().normalize(),
                source.orElseThrow(),
                stages,
                sinks,
                delivery(fields.settings()),
                ChangelogMode.of(fields.settings().getString(ManifestKeys.CHANGELOG)),
                retry(retry.settings()),
                onInvalid,
                new CheckpointDefinition(checkpoint.settings().getDuration(ManifestKeys.INTERVAL), store),
                buffer,
                fields.settings().getInt(ManifestKeys.PARALLELISM),
                shutdown.settings().getDuration(ManifestKeys.TIMEOUT),
                metrics,
                reading.redaction()));
    }

    /** The source among a pipeline's keys, and nothing else of them. */
    Optional<ComponentDefinition<SourceConnectorConfig>> source(ObjectNode map) {
        Optional<Entry> entry = map.entry(ManifestKeys.SOURCE.name());
        if (entry.filter(found -> !found.value().isNull()).isEmpty()) {
            problems.error(
                    "FLX-MANIFEST-MISSING",
                    entry.map(Entry::location).orElse(map.location()),
                    "there is no `source`. " + ManifestKeys.SOURCE.doc());
            return Optional.empty();
        }
        return components.source(entry.get().value());
    }

    private static BufferSettings buffer(Fields buffer) {
        long most = buffer.settings().getSize(ManifestKeys.MAX_SIZE);
        long segment = Math.min(buffer.settings().getSize(ManifestKeys.SEGMENT_SIZE), most / 2);
        boolean block = buffer.settings().getString(ManifestKeys.WHEN_FULL).equals("block");
        return new BufferSettings(
                most, segment, block ? BufferSettings.WhenFull.BLOCK : BufferSettings.WhenFull.REFUSE);
    }

    private MetricsDefinition metrics(Fields metrics) {
        Optional<ConnectorConfig> http = metrics.node(MetricsKeys.HTTP)
                .map(given -> sections.section(metrics, MetricsKeys.HTTP).settings());
        Optional<Fields> otlp =
                metrics.node(MetricsKeys.OTLP).map(given -> sections.section(metrics, MetricsKeys.OTLP));
        otlp.flatMap(given -> given.settings().get(MetricsKeys.ENDPOINT.name()))
                .filter(endpoint -> !MetricsKeys.isEndpoint(String.valueOf(endpoint)))
                .ifPresent(wrong -> problems.error(
                        "FLX-OPTION-VALUE",
                        otlp.get().entries().get(MetricsKeys.ENDPOINT.name()).location(),
                        "option 'endpoint': expected a URL like http://localhost:4318/v1/metrics"));
        return MetricsKeys.read(metrics.settings(), http, otlp.map(Fields::settings));
    }

    /** A manifest's id; one that is none is reported. */
    String id(Node node) {
        String id = node instanceof ScalarNode scalar ? scalar.text() : "";
        if (!ManifestKeys.ID.pattern().matcher(id).matches()) {
            problems.error(
                    "FLX-MANIFEST-ID",
                    node.location(),
                    "an id is 1 to 100 letters, digits, dots, underscores and hyphens, with a letter or digit first");
        }
        return id;
    }

    private StagesDefinition stages(Optional<Node> given, Node pipeline) {
        Node node = given.orElseGet(() -> new ArrayNode(pipeline.location(), List.of()));
        if (!(node instanceof ArrayNode)) {
            problems.error("FLX-MANIFEST-TYPE", node.location(), "`stages`: expected a list, found " + node.describe());
            return new StagesDefinition(List.of(), List.of(), node);
        }
        PlainValues.Plain resolved = new PlainValues(reading.references()).resolved(node);
        StagesDefinition stages =
                new StagesDefinition((List<?>) resolved.value(), (List<?>) PlainValues.written(node), node);
        for (StageChecker.Finding finding : reading.stages().stages(stages.stages())) {
            NodePath.Found found = NodePath.find(node, finding.path());
            if (!resolved.unknown().contains(found.node().location())) {
                reading.report(finding, found.location());
            }
        }
        return stages;
    }

    private List<ComponentDefinition<ConnectorConfig>> sinks(Fields fields, String owner, Location at) {
        Optional<Node> one = fields.node(ManifestKeys.SINK);
        Optional<Node> several = fields.node(ManifestKeys.SINKS);
        if (one.isPresent() && several.isPresent()) {
            Location first = fields.entries().get("sink").location();
            Location second = fields.entries().get("sinks").location();
            problems.error(
                    "FLX-MANIFEST-SINKS",
                    first.compareTo(second) > 0 ? first : second,
                    owner + " has `sink` or `sinks`, not both; write all of them under `sinks`");
        } else if (one.isEmpty()
                && several.isEmpty()
                && Collections.disjoint(fields.meant(), Set.of("sink", "sinks"))) {
            problems.error("FLX-MANIFEST-MISSING", at, owner + " needs `sink`. " + ManifestKeys.SINK.doc());
        }
        List<Node> nodes = new ArrayList<>(one.stream().toList());
        several.ifPresent(list -> {
            if (list instanceof ArrayNode array && !array.items().isEmpty()) {
                nodes.addAll(array.items());
            } else {
                String found = list instanceof ArrayNode ? "an empty one" : list.describe();
                problems.error(
                        "FLX-MANIFEST-TYPE", list.location(), "`sinks`: expected a list of sinks, found " + found);
            }
        });
        return nodes.stream().flatMap(node -> components.sink(node).stream()).toList();
    }

    private OnInvalid onInvalid(Node node) {
        if (node instanceof ScalarNode scalar && scalar.text().equals("fail")) {
            return new OnInvalid.Fail();
        }
        if (node instanceof ScalarNode scalar && scalar.text().equals("skip")) {
            return new OnInvalid.Skip();
        }
        if (node instanceof ObjectNode map && !map.entries().isEmpty()) {
            return deadLetter(map);
        }
        problems.error(
                "FLX-MANIFEST-VALUE",
                node.location(),
                "`onInvalid` is fail, skip or {deadLetter: {type: …}} with a sink, found " + node.describe());
        return new OnInvalid.Fail();
    }

    private OnInvalid deadLetter(ObjectNode map) {
        OnInvalid result = new OnInvalid.Fail();
        for (Entry entry : map.entries()) {
            if (!entry.key().equals("deadLetter")) {
                problems.error(
                        "FLX-MANIFEST-KEY-UNKNOWN",
                        entry.location(),
                        "there is no key '" + entry.key() + "' in `onInvalid`"
                                + NearestName.hint(entry.key(), List.of("deadLetter")));
            } else {
                result = components
                        .sink(entry.value())
                        .<OnInvalid>map(OnInvalid.DeadLetter::new)
                        .orElse(result);
            }
        }
        return result;
    }

    private static Optional<Delivery> delivery(ConnectorConfig settings) {
        return settings.has("delivery") ? Delivery.of(settings.getString(ManifestKeys.DELIVERY)) : Optional.empty();
    }

    private static RetryPolicy retry(ConnectorConfig settings) {
        return new RetryPolicy(
                settings.getInt(ManifestKeys.MAX_ATTEMPTS),
                settings.getDuration(ManifestKeys.BACKOFF),
                settings.getDuration(ManifestKeys.MAX_BACKOFF),
                number(settings, ManifestKeys.MULTIPLIER),
                number(settings, ManifestKeys.JITTER));
    }

    private static double number(ConnectorConfig settings, ConnectorOption option) {
        return settings.getDouble(
                option.name(), Double.parseDouble(option.defaultValue().orElseThrow()));
    }
}
