package ai.fluxion.bench.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What {@link Manifests#STAGES} says, written with Jackson and a {@code Map}, as one would without an engine. */
final class OrderJob {
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final Set<String> KEPT = Set.of("orderId", "customer", "price", "quantity", "total", "createdAt");

    private final JsonMapper mapper = JsonMapper.shared();

    /** The order as it is written, or empty if it is not paid. */
    Optional<byte[]> apply(byte[] value) {
        Map<String, Object> order = mapper.readValue(value, FIELDS);
        if (!"PAID".equals(order.get("status"))) {
            return Optional.empty();
        }
        order.put("total", number(order, "price") * number(order, "quantity"));
        order.keySet().retainAll(KEPT);
        return Optional.of(mapper.writeValueAsBytes(order));
    }

    /** What must come of the first so many orders. */
    static Content.Sum contentOf(long records) {
        OrderJob job = new OrderJob();
        Content content = new Content();
        for (long number = 0; number < records; number++) {
            byte[] key = Orders.key(number);
            job.apply(Orders.value(number)).ifPresent(value -> content.add(key, value));
        }
        return content.sum();
    }

    private static double number(Map<String, Object> order, String field) {
        return ((Number) order.get(field)).doubleValue();
    }
}
