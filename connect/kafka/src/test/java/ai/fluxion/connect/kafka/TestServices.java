package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorMetrics;
import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.formats.PayloadEncoder;
import ai.fluxion.core.engine.stages.Expression;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import ai.fluxion.core.model.PayloadDecoder;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import java.util.concurrent.ThreadFactory;

/**
 * What the connector asks of an engine, without one: {@code $field}, {@code $_meta.field}, maps and constants as
 * expressions, and one format, in which {@code text} is the only field. It refuses text that begins with {@code !}.
 */
final class TestServices implements ConnectorServices {
    @Override
    public FormatProvider format(String name) {
        return new TextFormat();
    }

    @Override
    public Expression expression(Object definition) {
        if (definition instanceof Map<?, ?> map) {
            return record -> {
                DocumentBuilder all = Document.builder();
                map.forEach((name, item) ->
                        all.put(String.valueOf(name), expression(item).evaluate(record)));
                return all.build();
            };
        }
        if (definition instanceof String text && text.startsWith("$_meta.")) {
            return record -> record.metadata().get(text.substring("$_meta.".length()));
        }
        if (definition instanceof String text && text.startsWith("$")) {
            return record -> record.get(text.substring(1));
        }
        return record -> definition;
    }

    @Override
    public ThreadFactory threads(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public ConnectorMetrics metrics() {
        return ConnectorMetrics.NONE;
    }

    private static final class TextFormat implements FormatProvider {
        @Override
        public String name() {
            return "text";
        }

        @Override
        public String doc() {
            return "one field";
        }

        @Override
        public PayloadDecoder decoder(ConnectorConfig config) {
            return new PayloadDecoder() {
                @Override
                public String format() {
                    return "text";
                }

                @Override
                public Document decode(Bytes payload) {
                    try {
                        return Document.of("text", payload.strictUtf8());
                    } catch (CharacterCodingException malformed) {
                        throw Failure.invalidRecord("FLX-TEXT", "no UTF-8").exception();
                    }
                }
            };
        }

        @Override
        public PayloadEncoder encoder(ConnectorConfig config) {
            return new PayloadEncoder() {
                @Override
                public String format() {
                    return "text";
                }

                @Override
                public Bytes encode(Document record) {
                    String text = String.valueOf(record.get("text"));
                    if (text.startsWith("!")) {
                        throw Failure.invalidRecord("FLX-TEXT", "begins with !").exception();
                    }
                    return record.payload().orElseGet(() -> Bytes.utf8(text));
                }
            };
        }
    }
}
