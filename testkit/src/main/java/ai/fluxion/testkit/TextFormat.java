package ai.fluxion.testkit;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.formats.PayloadEncoder;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;
import java.nio.charset.CharacterCodingException;

/** The format {@code text}, for tests without an engine: a payload in UTF-8 is a record whose only field is {@code text}. */
public final class TextFormat implements FormatProvider {
    /** The one field. */
    public static final String FIELD = "text";

    @Override
    public String name() {
        return FIELD;
    }

    @Override
    public String doc() {
        return "The payload, in UTF-8, as the one field `text`.";
    }

    @Override
    public PayloadDecoder decoder(ConnectorConfig config) {
        return new PayloadDecoder() {
            @Override
            public String format() {
                return name();
            }

            @Override
            public Document decode(Bytes payload) {
                try {
                    return Document.of(FIELD, payload.strictUtf8());
                } catch (CharacterCodingException malformed) {
                    throw Failure.invalidRecord("FLX-TEXT-MALFORMED", "the bytes are not UTF-8")
                            .cause(malformed)
                            .exception();
                }
            }
        };
    }

    @Override
    public PayloadEncoder encoder(ConnectorConfig config) {
        return new PayloadEncoder() {
            @Override
            public String format() {
                return name();
            }

            @Override
            public Bytes encode(Document record) {
                if (record.size() == 1 && record.get(FIELD) instanceof String text) {
                    return Bytes.utf8(text);
                }
                throw Failure.invalidRecord("FLX-TEXT-FIELDS", "expected one field, `text`, that is text")
                        .exception();
            }
        };
    }
}
