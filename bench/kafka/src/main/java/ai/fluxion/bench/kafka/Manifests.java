package ai.fluxion.bench.kafka;

import java.util.Map;
import java.util.stream.Collectors;

/** The manifests that the engine runs. Its clients get the settings of the bare loops. */
final class Manifests {
    /** The job of the arms with stages. */
    static final String STAGES = """
            stages:
              - $match: {status: PAID}
              - $set: {total: {$multiply: [$price, $quantity]}}
              - $project: {orderId: 1, customer: 1, price: 1, quantity: 1, total: 1, createdAt: 1}
            """;

    private Manifests() {}

    static String manifest(Task task, boolean stages, boolean exactlyOnce) {
        return """
                id: %s
                source:
                  type: kafka
                  options:
                    topic: %s
                    bootstrapServers: "%s"
                    start: earliest
                %s%ssink:
                  type: kafka
                  options:
                    topic: %s
                    bootstrapServers: "%s"
                %sdelivery: %s
                checkpoint: {interval: 1s}
                """.formatted(
                        task.output(),
                        task.input(),
                        task.bootstrapServers(),
                        options(ClientSettings.CONSUMER),
                        stages ? STAGES : "",
                        task.output(),
                        task.bootstrapServers(),
                        options(ClientSettings.PRODUCER),
                        exactlyOnce ? "exactly-once" : "at-least-once");
    }

    private static String options(Map<String, String> keys) {
        return keys.entrySet().stream()
                .map(key -> "    " + key.getKey() + ": " + key.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
