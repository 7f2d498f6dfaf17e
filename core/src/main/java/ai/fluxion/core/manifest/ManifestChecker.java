package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.streaming.ChangelogMode;
import ai.fluxion.core.engine.streaming.Delivery;
import ai.fluxion.core.engine.streaming.RetryPolicy;
import ai.fluxion.core.manifest.ManifestKey.Section;
import ai.fluxion.core.manifest.ManifestKey.Setting;
import ai.fluxion.core.manifest.ManifestKey.Unsupported;
import ai.fluxion.core.manifest.ObjectNode.Entry;
import ai.fluxion.core.names.NearestName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks one tree against the declared keys, and makes the pipeline's definition of it. */
final class ManifestChecker {
    private final Reading reading;
    private final OptionReader options;
    private final ComponentReader components;
    private final Problems problems;

    ManifestChecker(Reading reading) {
        this.reading = reading;
        this.options = new OptionReader(reading);
        this.components = new ComponentReader(reading);
        this.problems = reading.problems();
    }

    /** The keys of one map: those with values, the settings among them, and those that were probably meant by others. */
    private record Fields(Map<String, Entry> entries, ConnectorConfig settings, Set<String> meant) {
        Optional<Node> node(ManifestKey key) {
            return Optional.ofNullable(entries.get(key.name())).map(Entry::value);
        }
    }

    /** @return empty if there is any error */
    Optional<PipelineDefinition> check(Node root) {
        if (!(root instanceof ObjectNode map)) {
            problems.error(
                    "FLX-MANIFEST-TYPE", root.location(), "a manifest: expected a map, found " + root.describe());
            return Optional.empty();
        }
        Optional<Entry> longForm = map.entry("operationDefs");
        if (longForm.isPresent()) {
            problems.error(
                    "FLX-MANIFEST-UNSUPPORTED",
                    longForm.get().location(),
                    "connector manifests (the long form) are not read by this version; write id, source, stages and sink"
                            + " at the top");
            return Optional.empty();
        }
        Fields fields = fields(map, ManifestKeys.MANIFEST);
        String id = fields.node(ManifestKeys.ID).map(this::id).orElse("");
        Optional<ComponentDefinition<SourceConnectorConfig>> source =
                fields.node(ManifestKeys.SOURCE).flatMap(components::source);
        StagesDefinition stages = stages(fields.node(ManifestKeys.STAGES), root);
        List<ComponentDefinition<ConnectorConfig>> sinks = sinks(fields, root.location());
        Fields errors = section(fields, ManifestKeys.ERRORS);
        Fields retry = section(errors, ManifestKeys.RETRY);
        Fields checkpoint = section(fields, ManifestKeys.CHECKPOINT);
        Fields shutdown = section(fields, ManifestKeys.SHUTDOWN);
        MetricsDefinition metrics = metrics(section(fields, MetricsKeys.METRICS));
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
                fields.settings().getInt(ManifestKeys.PARALLELISM),
                shutdown.settings().getDuration(ManifestKeys.TIMEOUT),
                metrics,
                reading.redaction()));
    }

    private Fields fields(ObjectNode map, Section section) {
        Map<String, ManifestKey> known = new LinkedHashMap<>();
        section.keys().forEach(key -> known.put(key.name(), key));
        List<String> names = known.values().stream()
                .filter(key -> !(key instanceof Unsupported))
                .map(ManifestKey::name)
                .toList();
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
            } else if (key instanceof Unsupported later) {
                problems.error("FLX-MANIFEST-UNSUPPORTED", entry.location(), "`" + key.name() + "`: " + later.doc());
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

    private static String place(Section section) {
        return section.equals(ManifestKeys.MANIFEST) ? "a manifest" : "`" + section.name() + "`";
    }

    private Fields section(Fields parent, Section section) {
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

    private MetricsDefinition metrics(Fields metrics) {
        Optional<ConnectorConfig> http = metrics.node(MetricsKeys.HTTP)
                .map(given -> section(metrics, MetricsKeys.HTTP).settings());
        Optional<Fields> otlp = metrics.node(MetricsKeys.OTLP).map(given -> section(metrics, MetricsKeys.OTLP));
        otlp.flatMap(given -> given.settings().get(MetricsKeys.ENDPOINT.name()))
                .filter(endpoint -> !MetricsKeys.isEndpoint(String.valueOf(endpoint)))
                .ifPresent(wrong -> problems.error(
                        "FLX-OPTION-VALUE",
                        otlp.get().entries().get(MetricsKeys.ENDPOINT.name()).location(),
                        "option 'endpoint': expected a URL like http://localhost:4318/v1/metrics"));
        return MetricsKeys.read(metrics.settings(), http, otlp.map(Fields::settings));
    }

    private String id(Node node) {
        String id = node instanceof ScalarNode scalar ? scalar.text() : "";
        if (!ManifestKeys.ID.pattern().matcher(id).matches()) {
            problems.error(
                    "FLX-MANIFEST-ID",
                    node.location(),
                    "an id is 1 to 100 letters, digits, dots, underscores and hyphens, with a letter or digit first");
        }
        return id;
    }

    private StagesDefinition stages(Optional<Node> given, Node root) {
        Node node = given.orElseGet(() -> new ArrayNode(root.location(), List.of()));
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

    private List<ComponentDefinition<ConnectorConfig>> sinks(Fields fields, Location at) {
        Optional<Node> one = fields.node(ManifestKeys.SINK);
        Optional<Node> several = fields.node(ManifestKeys.SINKS);
        if (one.isPresent() && several.isPresent()) {
            Location first = fields.entries().get("sink").location();
            Location second = fields.entries().get("sinks").location();
            problems.error(
                    "FLX-MANIFEST-SINKS",
                    first.compareTo(second) > 0 ? first : second,
                    "a manifest has `sink` or `sinks`, not both; write all of them under `sinks`");
        } else if (one.isEmpty()
                && several.isEmpty()
                && Collections.disjoint(fields.meant(), Set.of("sink", "sinks"))) {
            problems.error("FLX-MANIFEST-MISSING", at, "a manifest needs `sink`. " + ManifestKeys.SINK.doc());
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
