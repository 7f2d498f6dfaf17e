package ai.fluxion.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonWriterTest {
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Test
    void controlCharactersQuotesAndBackslashesAreEscaped() {
        assertThat(JsonWriter.text("\"\\/\b\f\n\r\t\u0000\u001f\u007f"))
                .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\"");
    }

    @Test
    void textIsWrittenInUtf8() {
        String text = "aä€\ud83d\ude00\u2028";
        JsonWriter writer = new JsonWriter(1);
        writer.string(text);
        assertThat(writer.toByteArray()).isEqualTo(("\"" + text + "\"").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void loneSurrogatesBecomeTheReplacementCharacter() {
        assertThat(JsonWriter.text("a\ud83d")).isEqualTo("\"a\ufffd\"");
        assertThat(JsonWriter.text("\ude00b")).isEqualTo("\"\ufffdb\"");
        assertThat(JsonWriter.text("\ude00\ud83d")).isEqualTo("\"\ufffd\ufffd\"");
    }

    @Test
    void whateverStandsWhereIsEscapedIfItMustBe() {
        for (int length = 0; length < 20; length++) {
            for (int at = 0; at <= length; at++) {
                for (String odd :
                        List.of("\"", "\\", "\u0000", "\u001f", "\u007f", "\u0080", "é", "€", "😀", "?", "\n\n")) {
                    String text = "?".repeat(at) + odd + "x".repeat(length - at);
                    assertThat(JACKSON.readTree(JsonWriter.text(text)).stringValue())
                            .isEqualTo(text);
                }
                String half = "x".repeat(at) + "\ud83d" + "?".repeat(length - at);
                assertThat(JsonWriter.text(half)).isEqualTo('"' + half.replace('\ud83d', '\ufffd') + '"');
            }
        }
    }

    @Test
    void everyClassOfValueHasItsJson() {
        assertThat(JsonWriter.text(null)).isEqualTo("null");
        assertThat(JsonWriter.text(true)).isEqualTo("true");
        assertThat(JsonWriter.text(Integer.MIN_VALUE)).isEqualTo("-2147483648");
        assertThat(JsonWriter.text(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
        assertThat(JsonWriter.text(Long.MAX_VALUE)).isEqualTo("9223372036854775807");
        assertThat(JsonWriter.text(0)).isEqualTo("0");
        assertThat(JsonWriter.text(1.5)).isEqualTo("1.5");
        assertThat(JsonWriter.text(new BigDecimal("0.10"))).isEqualTo("0.10");
        assertThat(JsonWriter.text(Double.NaN)).isEqualTo("\"NaN\"");
        assertThat(JsonWriter.text(Double.POSITIVE_INFINITY)).isEqualTo("\"Infinity\"");
        assertThat(JsonWriter.text(Double.NEGATIVE_INFINITY)).isEqualTo("\"-Infinity\"");
        assertThat(JsonWriter.text(Bytes.utf8("hello"))).isEqualTo("\"aGVsbG8=\"");
        assertThat(JsonWriter.text(Instant.parse("2026-01-02T03:04:05.006Z")))
                .isEqualTo("\"2026-01-02T03:04:05.006Z\"");
        assertThat(JsonWriter.text(LocalDate.of(2026, 1, 2))).isEqualTo("\"2026-01-02\"");
        assertThat(JsonWriter.text(LocalTime.of(3, 4, 5))).isEqualTo("\"03:04:05\"");
        assertThat(JsonWriter.text(LocalDateTime.of(2026, 1, 2, 3, 4, 5))).isEqualTo("\"2026-01-02T03:04:05\"");
        assertThat(JsonWriter.text(new UUID(1, 2))).isEqualTo("\"00000000-0000-0001-0000-000000000002\"");
        assertThat(JsonWriter.text(Arrays.asList(1, null, List.of()))).isEqualTo("[1,null,[]]");
        assertThat(JsonWriter.text(Document.of("a", Document.empty()))).isEqualTo("{\"a\":{}}");
        assertThatThrownBy(() -> JsonWriter.text(new Object())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnavailableFieldIsLeftOut() {
        assertThat(Document.of("a", Unavailable.VALUE, "b", 1, "c", Unavailable.VALUE)
                        .toJson())
                .isEqualTo("{\"b\":1}");
        assertThat(Document.of("a", Unavailable.VALUE).toJson()).isEqualTo("{}");
    }

    @Test
    void theBufferIsUsedAgain() {
        JsonWriter writer = new JsonWriter(0);
        writer.document(Document.of("text", "x".repeat(10_000)));
        writer.reset();
        writer.document(Document.of("a", 1));
        writer.raw((byte) '\n');
        writer.raw(Bytes.utf8("{}"));
        assertThat(new String(writer.toByteArray(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}\n{}");
        assertThat(writer.length()).isEqualTo(10);
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadByOthersAsTheSame(@ForAll("documents") Document document) {
        assertSame(JACKSON.readTree(document.toJson()), document);
    }

    @Property
    void anyTextIsReadByOthersAsTheSame(@ForAll("texts") String text) {
        assertThat(JACKSON.readTree(JsonWriter.text(text)).stringValue()).isEqualTo(text);
    }

    private static void assertSame(JsonNode node, Object value) {
        if (value instanceof Document document) {
            assertThat(node.isObject()).isTrue();
            Iterator<String> names = node.propertyNames().iterator();
            document.forEach((name, item) -> {
                if (item != Unavailable.VALUE) {
                    assertThat(names.next()).isEqualTo(name);
                    assertSame(node.get(name), item);
                }
            });
            assertThat(names.hasNext()).isFalse();
        } else if (value instanceof List<?> items) {
            assertThat(node.size()).isEqualTo(items.size());
            for (int i = 0; i < items.size(); i++) {
                assertSame(node.get(i), items.get(i));
            }
        } else if (value == null || value == Unavailable.VALUE) {
            assertThat(node.isNull()).isTrue();
        } else if (value instanceof Boolean flag) {
            assertThat(node.booleanValue()).isEqualTo(flag);
        } else if (value instanceof Double real && Double.isFinite(real)) {
            // a double may have been written in more digits than it prints, and decimals know no -0.0
            assertThat(node.decimalValue().doubleValue() + 0.0).isEqualTo(real + 0.0);
        } else if (value instanceof Number number && !(number instanceof Double)) {
            assertThat(node.decimalValue()).isEqualByComparingTo(Values.exact(number));
        } else {
            String text = value instanceof Bytes bytes ? bytes.base64() : value.toString();
            assertThat(node.stringValue()).isEqualTo(text);
        }
    }

    @Provide
    Arbitrary<Document> documents() {
        return RandomDocuments.fields();
    }

    @Provide
    Arbitrary<String> texts() {
        return RandomDocuments.texts();
    }
}
