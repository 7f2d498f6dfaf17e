package ai.fluxion.proof;

import ai.fluxion.core.engine.streaming.ProtocolStep;
import ai.fluxion.servers.KafkaServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The rows of the matrix. A new combination of kinds gets a row here. */
enum RowKind {
    /** A two-phase sink; the home is the local store. */
    FILE_TO_FILE("file → file") {
        @Override
        Row open(Path folder, Random random) throws IOException {
            Numbers input = new Numbers(folder.resolve("in"), PARTITIONS, random);
            FileTarget target = fileTarget(folder);
            String manifest = """
                    id: file-file
                    source: {type: file, options: {path: "%s", follow: true, batchSize: 100}}
                    stages:
                      - $match: {kind: data}
                      - $set: {twice: {$multiply: [2, $number]}}
                    sink: {type: file, options: {path: "%s"}}
                    %s""".formatted(input.pattern(), target.path(), COMMON);
            Leg leg = new Leg("file-file", manifest, EnumSet.allOf(ProtocolStep.class), false, target);
            return new Row(title(), input, List.of(leg), List.of());
        }
    },

    /** A transactional sink that is the home, then the source of the same system and a two-phase sink. */
    FILE_TO_KAFKA_TO_FILE("file → Kafka → file") {
        @Override
        Row open(Path folder, Random random) throws Exception {
            Numbers input = new Numbers(folder.resolve("in"), PARTITIONS, random);
            KafkaServer server = KafkaServer.startNew();
            TopicTarget topic = TopicTarget.create(server.bootstrapServers(), "numbers", TOPIC_PARTITIONS, PARTITIONS);
            FileTarget target = fileTarget(folder);
            String in = """
                    id: file-kafka
                    source: {type: file, options: {path: "%s", follow: true, batchSize: 100}}
                    stages:
                      - $match: {kind: data}
                    sink: {type: kafka, options: {topic: numbers, bootstrapServers: "%s", key: $partition}}
                    %s""".formatted(input.pattern(), server.bootstrapServers(), COMMON);
            String out = """
                    id: kafka-file
                    source: {type: kafka, options: {topic: numbers, bootstrapServers: "%s", pollTimeout: 100ms}}
                    stages:
                      - $set: {twice: {$multiply: [2, $number]}}
                    sink: {type: file, options: {path: "%s"}}
                    %s""".formatted(server.bootstrapServers(), target.path(), COMMON);
            Set<ProtocolStep> withoutStore =
                    EnumSet.complementOf(EnumSet.of(ProtocolStep.BEFORE_STORE, ProtocolStep.AFTER_STORE));
            return new Row(
                    title(),
                    input,
                    List.of(
                            new Leg("file-kafka", in, withoutStore, true, topic),
                            new Leg("kafka-file", out, EnumSet.allOf(ProtocolStep.class), false, target)),
                    List.of(server));
        }
    };

    private static final int PARTITIONS = 4;
    private static final int TOPIC_PARTITIONS = 3;
    private static final String COMMON = """
            delivery: exactly-once
            checkpoint: {interval: 50ms}
            """;

    private final String title;

    RowKind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Starts what the row needs, and makes its files in the folder. */
    abstract Row open(Path folder, Random random) throws Exception;

    private static FileTarget fileTarget(Path folder) throws IOException {
        Path out = Files.createDirectories(folder.resolve("out"));
        return new FileTarget(out.resolve("out.ndjson"), PARTITIONS, Numbers::lineAfterStages);
    }
}
