package ai.fluxion.servers;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A {@link KafkaServer} in a process of its own, for tests that kill or stop it: {@code [--port PORT] [--data DIR]
 * [--property KEY=VALUE]…}. Lives as {@link ServerProcess} says; ends with 2 if the arguments are wrong, and with 3 if
 * the server does not start.
 */
public final class KafkaServerMain {

    private KafkaServerMain() {}

    public static void main(String[] args) throws InterruptedException {
        KafkaServer server;
        try {
            server = builder(List.of(args)).start();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        } catch (IllegalStateException | UncheckedIOException e) {
            e.printStackTrace();
            System.exit(3);
            return;
        }
        ServerProcess.serve(List.of(server), System.out);
        System.exit(0);
    }

    private static KafkaServer.Builder builder(List<String> args) {
        KafkaServer.Builder builder = KafkaServer.builder();
        for (int i = 0; i < args.size(); i += 2) {
            String option = args.get(i);
            if (i + 1 == args.size()) {
                throw new IllegalArgumentException(option + " needs a value, or is no option");
            }
            String value = args.get(i + 1);
            switch (option) {
                case "--port" -> builder.port(Integer.parseInt(value));
                case "--data" -> builder.data(Path.of(value));
                case "--property" -> addProperty(value, builder);
                default -> throw new IllegalArgumentException("no such option: " + option);
            }
        }
        return builder;
    }

    private static void addProperty(String property, KafkaServer.Builder builder) {
        int equals = property.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("a property is KEY=VALUE: " + property);
        }
        builder.property(property.substring(0, equals), property.substring(equals + 1));
    }
}
