package ai.fluxion.bench.document;

import com.alibaba.fastjson2.JSON;
import com.alibaba.fastjson2.JSONObject;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.Blackhole;

/** fastjson2, into its maps and out of them. */
final class Fastjson2Maps implements Library {
    private final Records records;

    Fastjson2Maps(Records records) {
        this.records = records;
    }

    @Override
    public Object changeOne(byte[] record) {
        JSONObject map = JSON.parseObject(record);
        holder(map).put("status", CHANGED);
        return JSON.toJSONBytes(map, com.alibaba.fastjson2.JSONWriter.Feature.WriteMapNullValue);
    }

    @Override
    public Object readOne(byte[] record, Blackhole hole) {
        JSONObject map = JSON.parseObject(record);
        hole.consume(holder(map).getLongValue(records.number()));
        return record;
    }

    @Override
    public Object readAll(byte[] record, Blackhole hole) {
        JSONObject map = JSON.parseObject(record);
        consume(map, hole);
        holder(map).put("status", CHANGED);
        return JSON.toJSONBytes(map, com.alibaba.fastjson2.JSONWriter.Feature.WriteMapNullValue);
    }

    private JSONObject holder(JSONObject map) {
        return records.holder() == null ? map : map.getJSONObject(records.holder());
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
