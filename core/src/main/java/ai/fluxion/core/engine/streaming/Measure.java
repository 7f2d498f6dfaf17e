package ai.fluxion.core.engine.streaming;

import java.util.List;

/**
 * What a pipeline measures of itself; there is no other source for the meters that are registered and for what the docs say. What a
 * name counts never changes.
 */
public enum Measure {
    STATUS("pipeline.status", Kind.GAUGE, "1 for the status that the pipeline has, 0 for the others", "status"),
    LIVE("pipeline.live", Kind.GAUGE, "1 if the pipeline lives, as `/health/live` says"),
    READY("pipeline.ready", Kind.GAUGE, "1 if it is ready, as `/health/ready` says"),
    ATTEMPTS("pipeline.attempts", Kind.COUNTER, "Attempts begun: each after the first goes on at the last checkpoint"),
    RETRIES("retries", Kind.COUNTER, "How often something was tried again, attempts among it"),

    RECORDS_IN("records.in", Kind.COUNTER, "Records read, in committed epochs: a replay counts nothing twice"),
    RECORDS_OUT("records.out", Kind.COUNTER, "Records written, in committed epochs"),
    DEAD_LETTERS("records.dead.letters", Kind.COUNTER, "Records that became dead letters, in committed epochs"),
    SKIPPED("records.skipped", Kind.COUNTER, "Invalid records that were left out, in committed epochs"),
    REJECTED(
            "records.rejected",
            Kind.COUNTER,
            "Invalid records when they were found, those of epochs that are read again among them: by the stage that"
                    + " found it, or `decode` or `sink`",
            "step"),

    CHECKPOINTS("checkpoints", Kind.COUNTER, "Checkpoints made durable"),
    CHECKPOINT_DURATION(
            "checkpoint.duration",
            Kind.TIMER,
            "How long epochs took from the cut to the last commit (`all`), and the steps `prepare` (until all before the"
                    + " cut is written), `store` and `commit`; idle epochs count",
            "step"),
    CHECKPOINT_LAST("checkpoint.last.duration", Kind.SECONDS, "How long the last epoch took"),
    CHECKPOINT_AGE("checkpoint.age", Kind.SECONDS, "How long ago an epoch got through, idle ones count"),
    CHECKPOINT_INTERVAL("checkpoint.interval", Kind.SECONDS, "The time from one checkpoint to the next, as configured"),
    CHECKPOINT_EPOCH("checkpoint.epoch", Kind.GAUGE, "The last epoch that held anything"),

    SOURCE_RECORDS("source.records", Kind.COUNTER, "Records that the source handed out, repeated ones too", Lane.TAGS),
    SOURCE_BYTES("source.bytes", Kind.BYTE_COUNTER, "About how many bytes these records had", Lane.TAGS),
    SOURCE_BATCHES("source.batches", Kind.COUNTER, "Batches that the source handed out", Lane.TAGS),
    SOURCE_BATCH_RECORDS("source.batch.records", Kind.GAUGE, "Records of the last batch", Lane.TAGS),
    SOURCE_POLL("source.poll", Kind.TIMER, "Polls, with what they waited where nothing was there", Lane.TAGS),
    SOURCE_BLOCKED(
            "source.blocked", Kind.TIMER, "Waits for room in the queue: a rate near 1 is a slow sink", Lane.TAGS),
    SOURCE_LAG_RECORDS(
            "source.lag.records", Kind.GAUGE, "Records left to read, where the source counts records", Lag.TAGS),
    SOURCE_LAG_BYTES("source.lag.bytes", Kind.BYTES, "Bytes left to read, where the source counts bytes", Lag.TAGS),

    STAGES_DURATION("stages.duration", Kind.TIMER, "Batches taken through decoding and stages", "lane"),
    STAGES_RECORDS("stages.records", Kind.COUNTER, "Records that came of it", "lane"),

    SINK_RECORDS("sink.records", Kind.COUNTER, "Records handed to the sink, repeated ones too", Lane.TAGS),
    SINK_BATCHES("sink.batches", Kind.COUNTER, "Batches handed to the sink", Lane.TAGS),
    SINK_BATCH_RECORDS("sink.batch.records", Kind.GAUGE, "Records of the last batch", Lane.TAGS),
    SINK_WRITE("sink.write", Kind.TIMER, "Calls that write", Lane.TAGS),
    SINK_PREPARE("sink.prepare", Kind.TIMER, "Calls that make an epoch's records durable", Lane.TAGS),

    QUEUE_RECORDS("queue.records", Kind.GAUGE, "Records, as they were read, that wait between two steps", Queue.TAGS),
    QUEUE_BATCHES("queue.batches", Kind.GAUGE, "Batches that wait", Queue.TAGS),
    QUEUE_BYTES("queue.bytes", Kind.BYTES, "About how many bytes wait", Queue.TAGS),
    QUEUE_CAPACITY_BATCHES("queue.capacity.batches", Kind.GAUGE, "How many batches may wait", Queue.TAGS),
    QUEUE_CAPACITY_BYTES("queue.capacity.bytes", Kind.BYTES, "How many bytes may wait", Queue.TAGS);

    /** What a number is to Micrometer and to Prometheus. */
    enum Kind {
        COUNTER("counter", "", "_total"),
        BYTE_COUNTER("counter", "bytes", "_total"),
        GAUGE("gauge", "", ""),
        BYTES("gauge", "bytes", ""),
        SECONDS("gauge", "seconds", "_seconds"),
        TIMER("summary", "seconds", "_seconds");

        private final String word;
        private final String unit;
        private final String suffix;

        Kind(String word, String unit, String suffix) {
            this.word = word;
            this.unit = unit;
            this.suffix = suffix;
        }

        /** The base unit; empty text for a plain number. */
        String unit() {
            return unit;
        }
    }

    private static final class Lane {
        static final String TAGS = "connector role lane";
    }

    private static final class Lag {
        static final String TAGS = "connector role partition";
    }

    private static final class Queue {
        static final String TAGS = "lane queue";
    }

    private final String meter;
    private final Kind kind;
    private final String doc;
    private final String labels;

    Measure(String name, Kind kind, String doc) {
        this(name, kind, doc, "");
    }

    Measure(String name, Kind kind, String doc, String labels) {
        this.meter = "fluxion." + name;
        this.kind = kind;
        this.doc = doc;
        this.labels = labels;
    }

    /** The name in a registry. */
    String meter() {
        return meter;
    }

    Kind kind() {
        return kind;
    }

    /** The name in Prometheus; a summary's series end in {@code _count} and {@code _sum} behind it. */
    public String prometheusName() {
        return meter.replace('.', '_') + kind.suffix;
    }

    /** {@code counter}, {@code gauge} or {@code summary}. */
    public String type() {
        return kind.word;
    }

    /** What it says, without a full stop. */
    public String doc() {
        return doc;
    }

    /** The labels beside {@code pipeline}. */
    public List<String> labels() {
        return labels.isEmpty() ? List.of() : List.of(labels.split(" "));
    }
}
