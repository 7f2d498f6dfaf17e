package ai.fluxion.bench.document;

import ai.fluxion.core.model.Bytes;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** That every arm does the work: what it writes of each record is what it should be. */
final class Check {
    private static final JsonMapper JSON = new JsonMapper();

    private Check() {}

    /** @throws IllegalStateException naming the first arm and record that are wrong */
    static void all(Records records, FluxionDocuments fluxion, JacksonMaps jackson, Library... others) {
        Blackhole hole = new Blackhole(
                "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");
        for (byte[] record : records.load()) {
            JsonNode came = JSON.readTree(record);
            JsonNode changed = changed(came, records);
            for (Library library : List.of(fluxion, jackson, others[0])) {
                same(library, "changeOne", record, library.changeOne(record), changed);
                same(library, "readOne", record, library.readOne(record, hole), came);
                same(library, "readAll", record, library.readAll(record, hole), changed);
            }
            same(fluxion, "rebuild", record, fluxion.rebuild(record, hole), changed);
            JsonNode staged = staged(came, records);
            same(fluxion, "stages", record, fluxion.stages(record), staged);
            same(jackson, "stages", record, jackson.stages(record), staged);
        }
    }

    private static JsonNode changed(JsonNode came, Records records) {
        JsonNode copy = came.deepCopy();
        ((ObjectNode) holder(copy, records)).put("status", Library.CHANGED);
        return copy;
    }

    private static JsonNode staged(JsonNode came, Records records) {
        JsonNode holder = holder(came, records);
        if (holder.get("status").stringValue().equals("CANCELLED")) {
            return null;
        }
        ObjectNode staged = JSON.createObjectNode();
        staged.set("status", holder.get("status"));
        staged.set(records.number(), holder.get(records.number()));
        staged.put("twice", holder.get(records.number()).longValue() * 2);
        return JSON.readTree(staged.toString());
    }

    private static JsonNode holder(JsonNode record, Records records) {
        return records.holder() == null ? record : record.get(records.holder());
    }

    private static void same(Library library, String work, byte[] record, Object written, JsonNode expected) {
        JsonNode found = written == null ? null : JSON.readTree(bytes(written));
        if (!Objects.equals(found, expected)) {
            throw new IllegalStateException(library.getClass().getSimpleName() + "." + work + " made " + found + " of "
                    + JSON.readTree(record) + ", expected " + expected);
        }
    }

    private static byte[] bytes(Object written) {
        return written instanceof Bytes bytes ? bytes.toArray() : (byte[]) written;
    }
}
