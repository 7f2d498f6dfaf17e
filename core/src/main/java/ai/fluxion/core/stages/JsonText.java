package ai.fluxion.core.stages;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.formats.JsonFormat;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;
import java.util.List;

/** Arrays and objects that text in JSON stands for, read by the rules of the format {@code json}. */
final class JsonText {
    private static final PayloadDecoder JSON = new JsonFormat()
            .decoder(
                    ConnectorConfig.builder("json", ConnectorConfig.Kind.FORMAT).build());

    private JsonText() {}

    /** The array or object that a value is, or that its text stands for. */
    static Object read(Object value, BsonType target, Place place) {
        if (BsonType.of(value).equals(target)) {
            return value;
        }
        if (value instanceof String text) {
            Object read = read(text);
            boolean asWanted = target.equals(BsonType.ARRAY) ? read instanceof List : read instanceof Document;
            if (asWanted) {
                return read;
            }
        }
        throw place.invalid("FLX-STAGE-CONVERT", "can't convert " + Place.show(value) + " to " + target.word());
    }

    /** What the text stands for; missing if it is no JSON. */
    private static Object read(String text) {
        try {
            Document field = JSON.decode(Bytes.utf8("{\"v\":" + text + "}"));
            return field.size() == 1 ? field.valueAt(0) : Missing.VALUE;
        } catch (FluxionException noJson) {
            return Missing.VALUE;
        }
    }
}
