package ai.fluxion.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentBuilderTest {
    @Test
    void aNamePutTwiceIsOneFieldAtItsFirstPlace() {
        Document document =
                Document.builder().put("a", 1).put("b", 2).put("a", 3).build();
        assertThat(document.toJson()).isEqualTo("{\"a\":3,\"b\":2}");
    }

    @Test
    void itGoesOnAfterBuildWithoutChangingWhatWasBuilt() {
        DocumentBuilder builder = Document.builder(1).put("a", 1);
        Document first = builder.build();
        Document second = builder.put("a", 2).putList("b", List.of(3)).build();
        assertThat(first.toJson()).isEqualTo("{\"a\":1}");
        assertThat(second.toJson()).isEqualTo("{\"a\":2,\"b\":[3]}");
    }

    @Test
    void putAllKeepsTheTextOfNumbers() {
        Document literal = Document.of("n", NumberLiteral.parse("1.50"));
        assertThat(Document.builder().putAll(literal).build().toJson()).isEqualTo("{\"n\":1.50}");
    }

    @Test
    void metadataMakesItARecord() {
        RecordMetadata metadata = RecordMetadata.builder().partition("p").build();
        assertThat(Document.builder().metadata(metadata).build().metadata()).isSameAs(metadata);
        assertThat(Document.builder().build()).isSameAs(Document.empty());
    }

    @Test
    void aFieldNeedsAName() {
        assertThatThrownBy(() -> Document.builder().put(null, 1)).isInstanceOf(NullPointerException.class);
        DocumentBuilder wide = wide(2_000);
        assertThatThrownBy(() -> wide.put(null, 1)).isInstanceOf(NullPointerException.class);
    }

    private static DocumentBuilder wide(int fields) {
        DocumentBuilder builder = Document.builder();
        for (int i = 0; i < fields; i++) {
            builder.put("field" + i, i);
        }
        return builder;
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 16, 499, 500, 501, 502, 3_000})
    void aDocumentOfAnyWidthFindsItsFields(int fields) {
        Document document = wide(fields).put("field3", "again").build();
        assertThat(document.size()).isEqualTo(fields);
        for (int i = 0; i < fields; i++) {
            assertThat(document.ordinal("field" + i)).isEqualTo(i);
        }
        assertThat(document.get("field3")).isEqualTo("again");
        assertThat(document.has("field" + fields)).isFalse();
        Document wider = document.with("one", 1).with("more", 2).with("one", 3);
        assertThat(wider.size()).isEqualTo(fields + 2);
        assertThat(wider.getInt("one")).isEqualTo(3);
        assertThat(wider.without("one").without("more")).isEqualTo(document);
        assertThat(document).isEqualTo(wide(fields).put("field3", "again").build());
    }

    @Test
    @Timeout(20)
    void aDocumentOfManyFieldsTakesNoMoreThanItsSize() {
        Document document = wide(200_000).build();
        assertThat(document.getInt("field199999")).isEqualTo(199_999);
        assertThat(document).isEqualTo(wide(200_000).build());
    }

    @Test
    void namesThatNeverRepeatDoNotFillTheMemory() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();
        for (int i = 0; i < 200_000; i++) {
            Document document = Document.of(UUID.randomUUID().toString(), i, "b", 2, "c", 3);
            assertThat(document.getInt("c")).isEqualTo(3);
        }
        System.gc();
        long kept = runtime.totalMemory() - runtime.freeMemory() - before;
        assertThat(kept).isLessThan(100L << 20);
    }
}
