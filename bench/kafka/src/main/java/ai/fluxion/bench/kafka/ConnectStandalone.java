package ai.fluxion.bench.kafka;

import ai.fluxion.bench.kafka.Arm.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Kafka Connect with one worker and MirrorMaker's source connector in it: what a user of Connect copies topics with. */
record ConnectStandalone(ClassPaths classPaths) implements Arm.Launch {
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

    @Override
    public Command prepare(Task task) throws IOException {
        Path worker = task.write(
                "worker.properties",
                ClientSettings.ordered(
                        "bootstrap.servers",
                        task.bootstrapServers(),
                        "listeners",
                        "http://127.0.0.1:0",
                        "key.converter",
                        BYTES,
                        "value.converter",
                        BYTES,
                        "plugin.discovery",
                        "service_load",
                        "offset.storage.file.filename",
                        task.folder().resolve("offsets").toString()));
        Path connector = task.write(
                "connector.properties",
                ClientSettings.ordered(
                        "name", "copy",
                        "connector.class", "org.apache.kafka.connect.mirror.MirrorSourceConnector",
                        "source.cluster.alias", task.alias(),
                        "target.cluster.alias", "target",
                        "source.cluster.bootstrap.servers", task.bootstrapServers(),
                        "target.cluster.bootstrap.servers", task.bootstrapServers(),
                        "topics", task.input(),
                        "key.converter", BYTES,
                        "value.converter", BYTES,
                        "sync.topic.configs.enabled", "false",
                        "sync.topic.acls.enabled", "false",
                        "replication.factor", "1",
                        "offset-syncs.topic.replication.factor", "1"));
        return new Command(
                ClassPaths.java(
                        ClassPaths.PEER_FLAGS,
                        classPaths.peers("connect-mirror"),
                        "org.apache.kafka.connect.cli.ConnectStandalone",
                        worker.toString(),
                        connector.toString()),
                Map.of());
    }
}
