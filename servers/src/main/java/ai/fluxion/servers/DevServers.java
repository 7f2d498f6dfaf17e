package ai.fluxion.servers;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Servers by their names, for a process that is there for their sake. Speaks JDK types only: it is called by name. */
public final class DevServers {

    private static final List<String> NAMES = List.of("kafka");

    private DevServers() {}

    /**
     * Starts servers and lives as {@link ServerProcess#serve} says.
     *
     * @param names what to start
     * @param port where the only server listens; a free port if empty
     * @param data the directory under which each keeps its data, by its name; if empty, nothing is kept
     * @throws IllegalArgumentException if there is no such server, one is named twice, or a port is given for several
     * @throws IllegalStateException if one does not start; those that did are stopped
     * @throws java.io.UncheckedIOException if the port is taken or the directory can't be used; likewise
     */
    public static void serve(List<String> names, Optional<Integer> port, Optional<Path> data, PrintStream out)
            throws InterruptedException {
        check(names, port);
        List<Server> started = new ArrayList<>();
        try {
            for (String name : names) {
                started.add(start(name, port, data.map(folder -> folder.resolve(name))));
            }
        } catch (RuntimeException e) {
            started.forEach(Server::close);
            throw e;
        }
        ServerProcess.serve(started, out);
    }

    private static void check(List<String> names, Optional<Integer> port) {
        for (String name : names) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "there is no service " + name + ". There are: " + String.join(", ", NAMES) + ".");
            }
        }
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("a service is named twice");
        }
        if (names.size() > 1 && port.isPresent()) {
            throw new IllegalArgumentException("one port can't serve " + names.size() + " services");
        }
        if (port.isPresent() && (port.get() < 0 || port.get() > 65_535)) {
            throw new IllegalArgumentException("a port is 0 to 65535: " + port.get());
        }
    }

    private static Server start(String name, Optional<Integer> port, Optional<Path> data) {
        return switch (name) {
            case "kafka" -> {
                KafkaServer.Builder kafka = KafkaServer.builder();
                port.ifPresent(kafka::port);
                data.ifPresent(kafka::data);
                yield kafka.start();
            }
            default -> throw new IllegalArgumentException("there is no service " + name);
        };
    }
}
