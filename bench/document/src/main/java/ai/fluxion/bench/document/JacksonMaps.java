package ai.fluxion.bench.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Jackson, into maps and out of them. */
final class JacksonMaps implements Library {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ObjectReader reader = MAPPER.readerFor(new TypeReference<Map<String, Object>>() {});
    private final ObjectWriter writer = MAPPER.writerFor(new TypeReference<Map<String, Object>>() {});
    private final Records records;

    JacksonMaps(Records records) {
        this.records = records;
    }

    @Override
    public Object changeOne(byte[] record) {
        Map<String, Object> map = reader.readValue(record);
        holder(map).put("status", CHANGED);
        return writer.writeValueAsBytes(map);
    }

    @Override
    public Object readOne(byte[] record, Blackhole hole) {
        Map<String, Object> map = reader.readValue(record);
        hole.consume(((Number) holder(map).get(records.number())).longValue());
        return record;
    }

    @Override
    public Object readAll(byte[] record, Blackhole hole) {
        Map<String, Object> map = reader.readValue(record);
        consume(map, hole);
        holder(map).put("status", CHANGED);
        return writer.writeValueAsBytes(map);
    }

    /** What the stages of {@link FluxionDocuments#stages} do, by hand; null if the record does not match. */
    Object stages(byte[] record) {
        Map<String, Object> map = reader.readValue(record);
        Map<String, Object> holder = holder(map);
        if ("CANCELLED".equals(holder.get("status"))) {
            return null;
        }
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("status", holder.get("status"));
        Object number = holder.get(records.number());
        kept.put(records.number(), number);
        kept.put("twice", ((Number) number).longValue() * 2);
        return writer.writeValueAsBytes(kept);
    }

    @SuppressWarnings("unchecked") // objects become maps
    private Map<String, Object> holder(Map<String, Object> map) {
        return records.holder() == null ? map : (Map<String, Object>) map.get(records.holder());
    }

    private static void consume(Object value, Blackhole hole) {
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                hole.consume(entry.getKey());
                consume(entry.getValue(), hole);
            }
        } else if (value instanceof List<?> items) {
            for (Object item : items) {
                consume(item, hole);
            }
        } else {
            hole.consume(value);
        }
    }
}
