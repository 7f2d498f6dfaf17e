package ai.fluxion.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WideDocumentTest {
    @Test
    void putNewPutsAFieldOnceAndSaysWhetherItDid() {
        DocumentBuilder builder = Document.builder();

        assertThat(builder.putNew("a", null)).isTrue();
        assertThat(builder.putNew("b", 1)).isTrue();
        assertThat(builder.putNew("a", 2)).isFalse();

        assertThat(builder.build().toJson()).isEqualTo("{\"a\":null,\"b\":1}");
    }

    @Test
    @Timeout(60)
    void veryManyFieldsAreBuiltAndFoundInTimeThatGrowsWithTheirNumber() {
        int fields = 200_000;
        DocumentBuilder builder = Document.builder();
        for (int i = 0; i < fields; i++) {
            assertThat(builder.putNew("f" + i, i)).isTrue();
        }
        assertThat(builder.putNew("f7", 0)).isFalse();

        Document document = builder.put("f8", "changed").build();

        assertThat(document.size()).isEqualTo(fields);
        for (int i = 9; i < fields; i++) {
            assertThat(document.getInt("f" + i)).isEqualTo(i);
        }
        assertThat(document.getString("f8")).isEqualTo("changed");
    }

    @Test
    void aFieldIsWrittenAloneWithTheTextOfItsNumber() {
        Document document = Document.of("a", NumberLiteral.parse("0.10"), "b", "x");
        JsonWriter json = new JsonWriter();

        json.field(document, 0);

        assertThat(new String(json.toByteArray(), java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("0.10");
    }
}
