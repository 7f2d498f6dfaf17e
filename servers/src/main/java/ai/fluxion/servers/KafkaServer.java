package ai.fluxion.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A Kafka broker in this process, with transactions and both group protocols, on the loopback address only.
 *
 * <p>It may be stopped and started again, on the same ports and the same data, as often as a test likes. Its data lives
 * in a temporary directory that goes with {@link #close()}, or with the process if that comes first, unless
 * {@link Builder#data} names one. Safe for use by several threads.
 */
public final class KafkaServer implements Server {

    private static final int SCRAM_ITERATIONS = 4096;

    private final KafkaSettings settings;
    private final Path data;
    private final Optional<Thread> removalAtExit;
    private final Map<String, Integer> ports = new HashMap<>();
    private Optional<KeyMaterial> keys = Optional.empty();
    private Optional<RunningBroker> running = Optional.empty();
    private boolean closed;

    private KafkaServer(KafkaSettings settings, Path data) {
        this.settings = settings;
        this.data = data;
        this.removalAtExit = settings.data().isPresent()
                ? Optional.empty()
                : Optional.of(new Thread(this::close, "kafka-server-removal"));
        ports.put(KafkaSettings.PLAINTEXT, settings.port());
        ports.put(KafkaSettings.SASL_SSL, settings.saslSslPort());
    }

    /** Starts a server with a free port and data of its own. */
    public static KafkaServer startNew() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts the broker again after {@link #stop()}; does nothing if it runs.
     *
     * @throws IllegalStateException if the server is closed, or the broker does not come up
     * @throws UncheckedIOException if a port is taken or the data directory can't be used
     */
    public synchronized void start() {
        if (closed) {
            throw new IllegalStateException("this Kafka server is closed");
        }
        if (running.isPresent()) {
            return;
        }
        try (BoundSockets sockets = new BoundSockets()) {
            if (settings.hasSaslSsl()) {
                keys = Optional.of(KeyMaterial.in(data.resolve("tls")));
                ports.compute(KafkaSettings.SASL_SSL, (listener, port) -> bind(sockets, listener, port));
            }
            ports.compute(KafkaSettings.PLAINTEXT, (listener, port) -> bind(sockets, listener, port));
            ports.put(KafkaSettings.CONTROLLER, sockets.bind(KafkaSettings.CONTROLLER, 0));
            Path logs = Files.createDirectories(data.resolve("log"));
            running = Optional.of(RunningBroker.start(
                    settings.brokerProperties(logs, ports, keys), ports.get(KafkaSettings.CONTROLLER), logs, sockets));
            addScramUsers();
        } catch (IOException e) {
            stop();
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) {
            stop();
            throw e;
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the Kafka broker started", e);
        } catch (Exception e) {
            stop();
            throw new IllegalStateException("the Kafka broker did not start", e);
        }
    }

    /** Stops the broker as an operator would, keeping ports and data for {@link #start()}; does nothing if it is stopped. */
    public synchronized void stop() {
        Optional<RunningBroker> stopping = running;
        running = Optional.empty();
        stopping.ifPresent(RunningBroker::stop);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            stop();
        } finally {
            removalAtExit.ifPresent(this::removeData);
        }
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public synchronized Map<String, String> addresses() {
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("bootstrapServers", bootstrapServers());
        if (settings.hasSaslSsl()) {
            addresses.put("saslSslBootstrapServers", saslSslBootstrapServers());
            addresses.put("truststore", truststore().toString());
        }
        return addresses;
    }

    /** The plain listener as {@code host:port}; the same before and after a restart. */
    public synchronized String bootstrapServers() {
        return KafkaSettings.HOST + ":" + ports.get(KafkaSettings.PLAINTEXT);
    }

    /**
     * The SASL_SSL listener as {@code host:port}; it takes SCRAM-SHA-512 and PLAIN.
     *
     * @throws IllegalStateException if the server was built without users
     */
    public synchronized String saslSslBootstrapServers() {
        keyMaterial();
        return KafkaSettings.HOST + ":" + ports.get(KafkaSettings.SASL_SSL);
    }

    /**
     * A PKCS#12 file with the certificate of the SASL_SSL listener.
     *
     * @throws IllegalStateException if the server was built without users
     */
    public synchronized Path truststore() {
        return keyMaterial().truststore();
    }

    /** The password of {@link #truststore()}. */
    public String truststorePassword() {
        return KeyMaterial.PASSWORD;
    }

    /** Where the server keeps its data. */
    public Path data() {
        return data;
    }

    private KeyMaterial keyMaterial() {
        return keys.orElseThrow(
                () -> new IllegalStateException("this Kafka server has no users, hence no SASL_SSL listener"));
    }

    private static int bind(BoundSockets sockets, String listener, int port) {
        try {
            return sockets.bind(listener, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addScramUsers() throws ExecutionException, InterruptedException, TimeoutException {
        if (!settings.hasSaslSsl()) {
            return;
        }
        ScramCredentialInfo kind = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, SCRAM_ITERATIONS);
        List<UserScramCredentialAlteration> users = new ArrayList<>();
        settings.users().forEach((user, password) -> users.add(new UserScramCredentialUpsertion(user, kind, password)));
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            admin.alterUserScramCredentials(users).all().get(30, TimeUnit.SECONDS);
        }
    }

    private void removeData(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and this may be the hook itself.
        }
        try {
            DirectoryTree.delete(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says what the server should be like; whatever is not said is chosen. */
    public static final class Builder {
        private int port;
        private Optional<Path> data = Optional.empty();
        private int saslSslPort;
        private final Map<String, String> users = new LinkedHashMap<>();
        private final Map<String, String> properties = new LinkedHashMap<>();

        private Builder() {}

        /** Port of the plain listener, 0 (the default) for a free one. */
        public Builder port(int port) {
            this.port = checked(port);
            return this;
        }

        /** Keeps the data there: it is made if it is missing, gone on with if it is not, and never removed. */
        public Builder data(Path directory) {
            this.data = Optional.of(directory.toAbsolutePath());
            return this;
        }

        /** A property of the broker, which wins over the one chosen here. Those that say where it listens are refused. */
        public Builder property(String key, String value) {
            properties.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /** Several of {@link #property}. */
        public Builder properties(Map<String, String> more) {
            more.forEach(this::property);
            return this;
        }

        /** A user of the SASL_SSL listener, which exists if there is at least one. */
        public Builder user(String name, String password) {
            if (!name.matches("[A-Za-z0-9_]+")) {
                throw new IllegalArgumentException("a user's name holds letters, digits and _ only: " + name);
            }
            users.put(name, Objects.requireNonNull(password, "password"));
            return this;
        }

        /** Port of the SASL_SSL listener, 0 (the default) for a free one. */
        public Builder saslSslPort(int port) {
            this.saslSslPort = checked(port);
            return this;
        }

        /**
         * Starts the server and returns it when clients are served, after a second or two.
         *
         * @throws IllegalArgumentException if a property is one that the server sets itself
         * @throws IllegalStateException if the broker does not come up
         * @throws UncheckedIOException if a port is taken or the data directory can't be used
         */
        public KafkaServer start() {
            KafkaSettings settings = new KafkaSettings(port, data, saslSslPort, users, properties);
            KafkaServer server;
            try {
                Path directory = data.isPresent()
                        ? Files.createDirectories(data.get())
                        : Files.createTempDirectory("fluxion-kafka-");
                server = new KafkaServer(settings, directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.removalAtExit.ifPresent(Runtime.getRuntime()::addShutdownHook);
            try {
                server.start();
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
            return server;
        }

        private static int checked(int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("a port is between 0 and 65535: " + port);
            }
            return port;
        }
    }
}
