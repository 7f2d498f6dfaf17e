package ai.fluxion.servers;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a {@link KafkaServer} was asked for, and the broker properties that follow.
 *
 * @param port port of the plain listener, 0 for a free one
 * @param data directory that outlives the server; without one it makes and removes its own
 * @param saslSslPort port of the SASL_SSL listener, 0 for a free one
 * @param users passwords by user; without users there is no SASL_SSL listener
 * @param overrides broker properties that win over those chosen here
 */
record KafkaSettings(
        int port, Optional<Path> data, int saslSslPort, Map<String, String> users, Map<String, String> overrides) {

    static final String HOST = "127.0.0.1";
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    static final String PLAINTEXT = "PLAINTEXT";
    static final String SASL_SSL = "SASL_SSL";
    static final String CONTROLLER = "CONTROLLER";
    static final int NODE_ID = 1;

    /** The server decides these; another value would only make it unreachable. */
    private static final Set<String> OWNED = Set.of(
            "process.roles",
            "node.id",
            "listeners",
            "advertised.listeners",
            "listener.security.protocol.map",
            "inter.broker.listener.name",
            "controller.listener.names",
            "controller.quorum.voters",
            "controller.quorum.bootstrap.servers",
            "log.dir",
            "log.dirs",
            "metadata.log.dir");

    KafkaSettings {
        users = Map.copyOf(users);
        overrides = Map.copyOf(overrides);
        for (String key : overrides.keySet()) {
            if (OWNED.contains(key)) {
                throw new IllegalArgumentException("the server sets " + key + " itself");
            }
        }
    }

    static InetSocketAddress address(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    boolean hasSaslSsl() {
        return !users.isEmpty();
    }

    /** Properties of a broker that is its own controller, sized for one machine and a quick start. */
    Map<String, String> brokerProperties(Path logs, Map<String, Integer> ports, Optional<KeyMaterial> keys) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(NODE_ID));
        properties.put("controller.listener.names", CONTROLLER);
        properties.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + ports.get(CONTROLLER));
        properties.put("inter.broker.listener.name", PLAINTEXT);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", logs.toString());

        String advertised = endpoint(PLAINTEXT, ports);
        if (keys.isPresent()) {
            advertised += "," + endpoint(SASL_SSL, ports);
            addSaslSsl(properties, keys.get());
        }
        properties.put("advertised.listeners", advertised);
        properties.put("listeners", advertised + "," + endpoint(CONTROLLER, ports));

        addSizes(properties);
        properties.putAll(overrides);
        return properties;
    }

    private static void addSizes(Map<String, String> properties) {
        properties.put("offsets.topic.num.partitions", "5");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("transaction.state.log.num.partitions", "5");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "5");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        // The default holds 128 MiB of heap for as long as the broker runs.
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
    }

    private void addSaslSsl(Map<String, String> properties, KeyMaterial keys) {
        StringBuilder plain = new StringBuilder("org.apache.kafka.common.security.plain.PlainLoginModule required");
        users.forEach((user, password) -> plain.append(" user_")
                .append(user)
                .append("=\"")
                .append(quoted(password))
                .append('"'));
        properties.put("listener.name.sasl_ssl.sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN");
        properties.put("listener.name.sasl_ssl.plain.sasl.jaas.config", plain + ";");
        properties.put(
                "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        properties.put("listener.name.sasl_ssl.ssl.keystore.type", KeyMaterial.TYPE);
        properties.put(
                "listener.name.sasl_ssl.ssl.keystore.location", keys.keystore().toString());
        properties.put("listener.name.sasl_ssl.ssl.keystore.password", KeyMaterial.PASSWORD);
        properties.put("listener.name.sasl_ssl.ssl.key.password", KeyMaterial.PASSWORD);
    }

    private static String quoted(String password) {
        return password.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String endpoint(String listener, Map<String, Integer> ports) {
        return listener + "://" + HOST + ":" + ports.get(listener);
    }
}
