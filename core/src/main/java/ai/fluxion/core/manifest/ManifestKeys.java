package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.manifest.ManifestKey.Execution;
import ai.fluxion.core.manifest.ManifestKey.InvalidRecords;
import ai.fluxion.core.manifest.ManifestKey.NamedOptions;
import ai.fluxion.core.manifest.ManifestKey.Note;
import ai.fluxion.core.manifest.ManifestKey.OperationDefinitions;
import ai.fluxion.core.manifest.ManifestKey.Operations;
import ai.fluxion.core.manifest.ManifestKey.PipelineId;
import ai.fluxion.core.manifest.ManifestKey.Section;
import ai.fluxion.core.manifest.ManifestKey.Setting;
import ai.fluxion.core.manifest.ManifestKey.Sink;
import ai.fluxion.core.manifest.ManifestKey.Source;
import ai.fluxion.core.manifest.ManifestKey.Stages;
import ai.fluxion.core.manifest.ManifestKey.Store;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All keys of manifests, in their short form and their long one. */
public final class ManifestKeys {
    static final PipelineId ID = new PipelineId(
            "id",
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}"),
            "The pipeline's name: 1 to 100 letters, digits, dots, underscores and hyphens, with a letter or digit first."
                    + " Its checkpoints are kept under it.");
    static final Source SOURCE = new Source("source", "Where records come from: the type of a source and its options.");
    static final Stages STAGES = new Stages("stages", "What happens to each record, in order.");
    static final Sink SINK = new Sink("sink", "Where records go: the type of a sink and its options.", false);
    static final Sink SINKS =
            new Sink("sinks", "Where records go, if there are several sinks; in place of `sink`.", true);

    static final ConnectorOption DELIVERY = ConnectorOption.builder("delivery", ConnectorOption.Type.STRING)
            .allowed("at-most-once", "at-least-once", "exactly-once")
            .doc("The guarantee that is demanded: where it can't hold, the pipeline does not start. Unstated, it is"
                    + " at-least-once.")
            .build();

    static final ConnectorOption CHANGELOG = ConnectorOption.builder("changelog", ConnectorOption.Type.STRING)
            .defaultValue("strict")
            .allowed("strict", "passthrough")
            .doc("What a filter does with a change of a row when nobody knows the row before. `strict`: such a pipeline"
                    + " is refused where that is known before the start. `passthrough`: the change is judged by itself,"
                    + " and a row that leaves the filter stays at the sink.")
            .build();

    static final ConnectorOption MAX_ATTEMPTS = ConnectorOption.builder("maxAttempts", ConnectorOption.Type.INTEGER)
            .defaultValue("5")
            .range(1, 1_000_000)
            .doc("How often something that may succeed later is tried in all; the first attempt counts.")
            .build();
    static final ConnectorOption BACKOFF = ConnectorOption.builder("backoff", ConnectorOption.Type.DURATION)
            .defaultValue("200ms")
            .range(0, 3_600_000)
            .doc("The wait before the second attempt.")
            .build();
    static final ConnectorOption MAX_BACKOFF = ConnectorOption.builder("maxBackoff", ConnectorOption.Type.DURATION)
            .defaultValue("30s")
            .range(0, 3_600_000)
            .doc("No wait is longer.")
            .build();
    static final ConnectorOption MULTIPLIER = ConnectorOption.builder("multiplier", ConnectorOption.Type.NUMBER)
            .defaultValue("2")
            .range(1, 100)
            .doc("How much longer each wait is than the one before.")
            .build();
    static final ConnectorOption JITTER = ConnectorOption.builder("jitter", ConnectorOption.Type.NUMBER)
            .defaultValue("0.2")
            .range(0, 1)
            .doc("By which part of itself a wait is longer or shorter by chance.")
            .build();
    static final Section RETRY = new Section(
            "retry",
            "How failures that may go away are tried again.",
            settings(MAX_ATTEMPTS, BACKOFF, MAX_BACKOFF, MULTIPLIER, JITTER));
    static final InvalidRecords ON_INVALID = new InvalidRecords(
            "onInvalid",
            "What becomes of a record that can't be handled: `fail` (the default) stops the pipeline, `skip` leaves it"
                    + " out, `deadLetter` sends it to a sink.");
    static final Section ERRORS =
            new Section("errors", "What happens when something fails.", List.of(RETRY, ON_INVALID));

    static final ConnectorOption INTERVAL = ConnectorOption.builder("interval", ConnectorOption.Type.DURATION)
            .defaultValue("1s")
            .range(10, 3_600_000)
            .doc("The time from one checkpoint to the next.")
            .build();
    static final Store STORE = new Store("store", "Where checkpoints are kept: the type of a store and its options.");
    static final Section CHECKPOINT =
            new Section("checkpoint", "How progress is kept.", List.of(new Setting(INTERVAL), STORE));

    static final ConnectorOption PARALLELISM = ConnectorOption.builder("parallelism", ConnectorOption.Type.INTEGER)
            .defaultValue("1")
            .range(1, 256)
            .doc("How many lanes run side by side.")
            .build();

    static final ConnectorOption TIMEOUT = ConnectorOption.builder("timeout", ConnectorOption.Type.DURATION)
            .defaultValue("30s")
            .range(1, 86_400_000)
            .doc("How long a stop may take, until what is under way is given up.")
            .build();
    static final Section SHUTDOWN = new Section("shutdown", "How the pipeline stops.", settings(TIMEOUT));

    static final ConnectorOption MAX_SIZE = ConnectorOption.builder("maxSize", ConnectorOption.Type.SIZE)
            .defaultValue("1GiB")
            .range(1 << 20, 1L << 50)
            .doc("How large the log on the disk may grow.")
            .build();
    static final ConnectorOption SEGMENT_SIZE = ConnectorOption.builder("segmentSize", ConnectorOption.Type.SIZE)
            .defaultValue("64MiB")
            .range(1 << 16, 1L << 40)
            .doc(
                    "From which size on a file of the log is followed by the next; at most half of `maxSize` counts. Files are removed"
                            + " whole, once all in them is committed.")
            .build();
    static final ConnectorOption WHEN_FULL = ConnectorOption.builder("whenFull", ConnectorOption.Type.STRING)
            .allowed("block", "refuse")
            .defaultValue("block")
            .doc(
                    "What happens to the source while the log is full: it is not asked for more, or it is closed, so that the"
                            + " sender notices.")
            .build();
    static final Section BUFFER = new Section(
            "buffer",
            "A durable buffer before the stages, for a source that can't be read again: a log in the state directory.",
            settings(MAX_SIZE, SEGMENT_SIZE, WHEN_FULL));

    static final NamedOptions CONNECTIONS = new NamedOptions(
            "connections",
            "Named maps of options, which a source or sink refers to by `connectionRef`. What it says itself counts"
                    + " instead.");

    static final Section MANIFEST = new Section(
            "manifest",
            "A pipeline: one source, stages, one or more sinks.",
            List.of(
                    ID,
                    SOURCE,
                    STAGES,
                    SINK,
                    SINKS,
                    new Setting(DELIVERY),
                    new Setting(CHANGELOG),
                    ERRORS,
                    CHECKPOINT,
                    new Setting(PARALLELISM),
                    SHUTDOWN,
                    MetricsKeys.METRICS,
                    BUFFER,
                    CONNECTIONS));

    static final Note EXECUTION_TYPE = new Note(
            "type", "What the operation does. `streaming` is a pipeline; other operations are left out.", true);
    static final Section PIPELINE_EXECUTION = new Section(
            "execution",
            "A pipeline, with the keys of the short form.",
            Stream.concat(
                            Stream.of(
                                    EXECUTION_TYPE,
                                    note("stream", "What the stream is called; says nothing to Fluxion.")),
                            MANIFEST.keys().stream().filter(key -> !key.equals(ID) && !key.equals(CONNECTIONS)))
                    .toList());
    static final Execution EXECUTION = new Execution(
            "execution", "What the operation does: `type: streaming` and a pipeline.", PIPELINE_EXECUTION);
    static final Section OPERATION = new Section(
            "operation",
            "One operation of a connector manifest.",
            List.of(
                    note("kind", "`trigger` or `action`; a streaming operation is a trigger."),
                    EXECUTION,
                    note("operationId", "The operation's name for other programs."),
                    note("displayName", "The operation's name for people."),
                    note("description", "What the operation is for."),
                    note("inputSchema", "A JSON Schema of what the operation takes."),
                    note("outputSchema", "A JSON Schema of what the operation gives.")));
    static final Note SCHEMA_VERSION = note("schemaVersion", "The version of the long form: `1`, or `1.` and more.");
    static final Operations OPERATIONS = new Operations(
            "operations",
            "What the manifest offers: a list of names, or a map from names to definitions, each by its name or as"
                    + " `{$ref: \"#/operationDefs/name\"}`. Absent, all of `operationDefs`.");
    static final OperationDefinitions OPERATION_DEFS = new OperationDefinitions(
            "operationDefs",
            "The operations by name. Each that streams is a pipeline, and its id is the manifest's, a dot, and the name.",
            OPERATION);
    static final Section CONNECTOR_MANIFEST = new Section(
            "connector manifest",
            "Operations under one id; those that stream are pipelines.",
            List.of(
                    SCHEMA_VERSION,
                    ID,
                    note("version", "The version of the manifest's content."),
                    note("displayName", "The name for people."),
                    note("description", "What it is for."),
                    note("category", "What it belongs to."),
                    note("auth", "How people sign in, for other programs."),
                    note("configSchema", "A JSON Schema of settings, for other programs."),
                    OPERATIONS,
                    OPERATION_DEFS,
                    CONNECTIONS));

    private ManifestKeys() {}

    private static Note note(String name, String doc) {
        return new Note(name, doc, false);
    }

    /** The keys of the long form at the top, as {@link #all()}. */
    public static List<ManifestKey> longForm() {
        return CONNECTOR_MANIFEST.keys();
    }

    /** The keys at the top, in the order in which docs name them. */
    public static List<ManifestKey> all() {
        return MANIFEST.keys();
    }

    private static List<ManifestKey> settings(ConnectorOption... options) {
        return Arrays.stream(options).<ManifestKey>map(Setting::new).toList();
    }
}
