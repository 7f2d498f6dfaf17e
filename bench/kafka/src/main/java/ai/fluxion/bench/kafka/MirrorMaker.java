package ai.fluxion.bench.kafka;

import ai.fluxion.bench.kafka.Arm.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * MirrorMaker 2 in its dedicated mode, from the broker to the same broker.
 *
 * @param tuning what stands in its configuration beside the necessary; {@code SOURCE} in a key stands for the alias
 */
record MirrorMaker(ClassPaths classPaths, Map<String, String> tuning) implements Arm.Launch {
    static final Map<String, String> TUNING = ClientSettings.ordered(
            "plugin.discovery", "service_load",
            "tasks.max", "2",
            "emit.heartbeats.enabled", "false",
            "emit.checkpoints.enabled", "false",
            "offset.lag.max", "100000",
            "SOURCE.consumer.max.poll.records", "5000",
            "SOURCE.consumer.fetch.min.bytes", "100000",
            "SOURCE.consumer.fetch.max.bytes", "52428800",
            "SOURCE.consumer.max.partition.fetch.bytes", "4194304",
            "target.producer.batch.size", "524288",
            "target.producer.linger.ms", "20",
            "target.producer.buffer.memory", "67108864",
            "target.producer.compression.type", "none");

    @Override
    public Command prepare(Task task) throws IOException {
        String source = task.alias();
        Map<String, String> keys = ClientSettings.ordered(
                "clusters",
                source + ",target",
                source + ".bootstrap.servers",
                task.bootstrapServers(),
                "target.bootstrap.servers",
                task.bootstrapServers(),
                source + "->target.enabled",
                "true",
                "target->" + source + ".enabled",
                "false",
                source + "->target.topics",
                task.input(),
                "sync.topic.configs.enabled",
                "false",
                "sync.topic.acls.enabled",
                "false",
                "replication.factor",
                "1",
                "checkpoints.topic.replication.factor",
                "1",
                "heartbeats.topic.replication.factor",
                "1",
                "offset-syncs.topic.replication.factor",
                "1",
                "offset.storage.replication.factor",
                "1",
                "status.storage.replication.factor",
                "1",
                "config.storage.replication.factor",
                "1");
        tuning.forEach((key, value) -> keys.put(key.replace("SOURCE", source), value));
        Path properties = task.write("mirrormaker.properties", keys);
        return new Command(
                ClassPaths.java(
                        ClassPaths.PEER_FLAGS,
                        classPaths.peers("connect-mirror"),
                        "org.apache.kafka.connect.mirror.MirrorMaker",
                        properties.toString()),
                Map.of());
    }
}
