package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import ai.fluxion.core.model.Header;
import ai.fluxion.core.model.RecordMetadata;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;

/** The form in which a record that could not be handled is kept: with its bytes, origin, cause and epoch. */
final class DeadLetter {
    private DeadLetter() {}

    static Document of(RejectedRecord rejected, String pipeline, long epoch) {
        RecordMetadata metadata = rejected.record().metadata();
        Failure failure = rejected.failure();
        DocumentBuilder letter = Document.builder(10)
                .put("pipeline", pipeline)
                .put("epoch", epoch)
                .put("time", Instant.now())
                .put("stage", rejected.stage())
                .put("code", failure.code())
                .put(
                        "message",
                        failure.place().isEmpty() ? failure.message() : failure.place() + ": " + failure.message())
                .put("source", Document.of("partition", metadata.partition(), "offset", metadata.get("offset")));
        letter.put("key", metadata.key() instanceof Bytes bytes ? readable(bytes) : metadata.key());
        DocumentBuilder headers = Document.builder(metadata.headers().size());
        for (Header header : metadata.headers()) {
            headers.put(header.name(), header.value().map(DeadLetter::readable).orElse(null));
        }
        letter.put("headers", headers.build());
        letter.put("value", value(rejected.record()));
        RecordMetadata.Builder own = RecordMetadata.builder().stream(metadata.stream())
                .partition(metadata.partition())
                .ordinal(metadata.ordinal())
                .key(metadata.key());
        if (!metadata.offset().isEmpty()) {
            own.offset(metadata.offset());
        }
        return letter.metadata(own.build()).build();
    }

    private static Object value(Document record) {
        return record.original().map(DeadLetter::readable).orElse(record);
    }

    private static Object readable(Bytes bytes) {
        try {
            return bytes.strictUtf8();
        } catch (CharacterCodingException notText) {
            return Document.of("base64", bytes.base64());
        }
    }
}
