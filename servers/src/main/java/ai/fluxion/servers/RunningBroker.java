package ai.fluxion.servers;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.fault.FaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A broker and its controller, from start to stop. {@code KafkaRaftServer} joins the same parts, but it ends the process
 * when one of them fails, and it can't be handed sockets; here the process belongs to somebody else.
 */
final class RunningBroker {

    private static final Logger log = LoggerFactory.getLogger(RunningBroker.class);

    private final ControllerServer controller;
    private final BrokerServer broker;

    private RunningBroker(ControllerServer controller, BrokerServer broker) {
        this.controller = controller;
        this.broker = broker;
    }

    /** Formats the log directory if it is new, starts on it, and returns when clients are served. */
    static RunningBroker start(Map<String, String> properties, int controllerPort, Path logs, BoundSockets sockets)
            throws Exception {
        if (!Files.exists(logs.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            format(logs);
        }
        KafkaConfig config = new KafkaConfig(properties, false);
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> formatted =
                KafkaRaftServer.initializeLogDirs(config, log, "kafka: ");
        SharedServer shared = new SharedServer(
                config,
                formatted._1(),
                Time.SYSTEM,
                new Metrics(),
                CompletableFuture.completedFuture(Map.of(KafkaSettings.NODE_ID, KafkaSettings.address(controllerPort))),
                List.of(),
                (name, fatal, action) -> faultHandler(name, action),
                sockets);
        RunningBroker running = new RunningBroker(
                new ControllerServer(shared, KafkaRaftServer.configSchema(), formatted._2()), new BrokerServer(shared));
        try {
            running.controller.startup();
            running.broker.startup();
        } catch (Throwable e) {
            running.stop();
            throw e;
        }
        return running;
    }

    private static void format(Path logs) throws Exception {
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(KafkaSettings.NODE_ID)
                    .setDirectories(List.of(logs.toString()))
                    .setMetadataLogDirectory(logs.toString())
                    .setControllerListenerName(KafkaSettings.CONTROLLER)
                    .setHasDynamicQuorum(false)
                    .run();
        }
    }

    private static FaultHandler faultHandler(String name, Runnable action) {
        return (message, cause) -> {
            log.error("fault in the Kafka broker: part={} message={}", name, message, cause);
            action.run();
            return new IllegalStateException(name + ": " + message, cause);
        };
    }

    /** Stops both parts in order; returns when their threads and files are released. */
    void stop() {
        try {
            broker.shutdown();
            broker.awaitShutdown();
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }
}
