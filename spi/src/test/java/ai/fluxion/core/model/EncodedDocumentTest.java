package ai.fluxion.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Documents that came as bytes: nobody decodes them before a field is looked at, and then once. */
class EncodedDocumentTest {
    private final Texts format = new Texts();
    private final RecordMetadata metadata = RecordMetadata.builder().offset(3).build();
    private final Bytes bytes = Bytes.utf8("id=7;name=chair");
    private final Document record = Document.encoded(bytes, format, metadata);
    private final Document malformed = Document.encoded(Bytes.utf8("no fields"), format, metadata);

    @Test
    void nothingIsDecodedWhileNobodyLooks() {
        assertThat(record.payload()).containsSame(bytes);
        assertThat(record.original()).containsSame(bytes);
        assertThat(record.format()).contains("texts");
        assertThat(record.metadata()).isSameAs(metadata);
        Document detached = record.withMetadata(RecordMetadata.NONE).detach();
        assertThat(detached.payload()).contains(bytes);
        assertThat(detached.isDecoded()).isFalse();
        assertThat(record.isDecoded()).isFalse();
        assertThat(format.decoded()).isZero();
    }

    @Test
    void manyLooksDecodeOnce() {
        assertThat(record.getString("id")).isEqualTo("7");
        assertThat(record.names()).containsExactly("id", "name");
        assertThat(record.toJson()).isEqualTo("{\"id\":\"7\",\"name\":\"chair\"}");
        assertThat(record.hashCode())
                .isEqualTo(Document.of("id", "7", "name", "chair").hashCode());
        assertThat(record.isDecoded()).isTrue();
        assertThat(format.decoded()).isEqualTo(1);
    }

    @Test
    void aLookLeavesThePayload() {
        assertThat(record.getString("name")).isEqualTo("chair");
        assertThat(record.payload()).containsSame(bytes);
    }

    @Test
    void aChangeTakesThePayloadAndLeavesTheOriginal() {
        for (Document changed :
                List.of(record.with("id", 8), record.without("id"), record.withFieldsOf(Document.of("x", 1)))) {
            assertThat(changed.payload()).isEmpty();
            assertThat(changed.original()).containsSame(bytes);
            assertThat(changed.format()).contains("texts");
            assertThat(changed.metadata()).isSameAs(metadata);
        }
        assertThat(record.payload()).containsSame(bytes);
    }

    @Test
    void malformedBytesFailAtTheFirstLookOnlyAndCanStillBeHandedOn() {
        assertThat(malformed.payload()).contains(Bytes.utf8("no fields"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> malformed.get("id")).hasMessageContaining("malformed");
        }
        assertThatThrownBy(malformed::decode).hasMessageContaining("malformed");
        assertThatThrownBy(() -> malformed.with("a", 1)).hasMessageContaining("malformed");
        assertThatThrownBy(() -> malformed.without("a")).hasMessageContaining("malformed");
        assertThat(malformed.isDecoded()).isFalse();
        assertThat(malformed.payload()).contains(Bytes.utf8("no fields"));
        assertThat(malformed.withFieldsOf(Document.of("a", 1)).original()).contains(Bytes.utf8("no fields"));
    }

    @Test
    void malformedBytesCanBeShown() {
        assertThat(malformed.toString()).isEqualTo("<malformed texts, 9 bytes>");
        assertThat(Document.of("inner", malformed).toString()).contains("malformed");
    }

    @Test
    void oneThatCameAsBytesEqualsOneThatDidNot() {
        assertThat(record).isEqualTo(Document.of("name", "chair", "id", "7"));
        assertThat(Document.of("name", "chair", "id", "7")).isEqualTo(record);
    }

    @Test
    void detachingLetsTheBufferGo() {
        byte[] buffer = "id=7;name=chair;and a great many more".getBytes(StandardCharsets.UTF_8);
        Bytes slice = Bytes.wrap(buffer, 0, 15);
        RecordMetadata around = RecordMetadata.builder()
                .key(slice)
                .headers(List.of(new Header("h", slice), new Header("none", null)))
                .before(Document.of("b", slice))
                .attributes(Document.of("a", List.of(Document.of("deep", slice))))
                .build();
        Document detached = Document.encoded(slice, format, around)
                .withFieldsOf(Document.of("x", slice, "y", List.of(slice), "z", Document.of("w", slice)))
                .detach();
        Document untouched = Document.encoded(slice, format, around).detach();
        buffer[0] = 'X';

        List<Object> kept = new ArrayList<>();
        kept.add(untouched.payload().orElseThrow());
        kept.add(detached.original().orElseThrow());
        kept.add(detached.get("x"));
        kept.add(detached.getList("y").get(0));
        kept.add(detached.getDocument("z").get("w"));
        kept.add(detached.metadata().key());
        kept.add(detached.metadata().headers().get(0).bytes());
        kept.add(detached.metadata().before().orElseThrow().get("b"));
        kept.add(((Document) detached.metadata().attributes().getList("a").get(0)).get("deep"));
        assertThat(kept).allSatisfy(value -> assertThat(value).isEqualTo(bytes));
        assertThat(detached.metadata().headers().get(1).value()).isEmpty();
    }
}
