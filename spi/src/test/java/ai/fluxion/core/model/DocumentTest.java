package ai.fluxion.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DocumentTest {
    private final Document order = Document.of("id", 7, "name", "chair", "price", 9.5);

    @Test
    void fieldsKeepTheOrderInWhichTheyWerePut() {
        assertThat(order.names()).containsExactly("id", "name", "price");
        assertThat(order.size()).isEqualTo(3);
        assertThat(order.ordinal("price")).isEqualTo(2);
        assertThat(order.ordinal("missing")).isEqualTo(-1);
        assertThat(order.nameAt(1)).isEqualTo("name");
    }

    @Test
    void aMissingFieldIsNotANullOne() {
        Document document = Document.of("empty", null);
        assertThat(document.has("empty")).isTrue();
        assertThat(document.isNull(0)).isTrue();
        assertThat(document.get("empty")).isNull();
        assertThat(document.has("missing")).isFalse();
        assertThat(document.get("missing")).isNull();
        assertThatThrownBy(() -> document.getString("empty")).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> document.getLong("missing")).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> document.getLong(0)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aTypedGetterRefusesAnotherType() {
        assertThat(order.getString("name")).isEqualTo("chair");
        assertThat(order.getInt("id")).isEqualTo(7);
        assertThat(order.getLong(0)).isEqualTo(7);
        assertThat(order.getDouble(2)).isEqualTo(9.5);
        assertThatThrownBy(() -> order.getString("id")).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> order.getLong("name")).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> order.getBoolean("id")).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> order.getDocument("id")).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> order.getList("id")).isInstanceOf(ClassCastException.class);
    }

    @Test
    void aNumberThatDoesNotFitIsRefusedAndNotCut() {
        assertThatThrownBy(() -> order.getLong("price")).isInstanceOf(ArithmeticException.class);
        for (Object tooMuch :
                List.of(0x1p63, -0x1p64, Double.NaN, Double.POSITIVE_INFINITY, new BigDecimal("1e999999999"))) {
            Document document = Document.of("n", tooMuch);
            assertThatThrownBy(() -> document.getLong("n")).isInstanceOf(ArithmeticException.class);
        }
        assertThatThrownBy(() -> Document.of("n", 1L << 31).getInt("n")).isInstanceOf(ArithmeticException.class);
        assertThat(Document.of("n", -0x1p63).getLong("n")).isEqualTo(Long.MIN_VALUE);
        assertThat(Document.of("n", new BigDecimal("12.00")).getLong("n")).isEqualTo(12);
    }

    @Test
    void otherClassesAreBroughtToThoseThatDocumentsHold() {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        assertThat(Document.of("v", (short) 3).get("v")).isEqualTo(3);
        assertThat(Document.of("v", 0.1f).get("v")).isEqualTo(0.1);
        assertThat(Document.of("v", BigInteger.TEN).get("v")).isEqualTo(10L);
        assertThat(Document.of("v", BigInteger.TWO.pow(80)).get("v")).isEqualTo(new BigDecimal(BigInteger.TWO.pow(80)));
        assertThat(Document.of("v", new byte[] {1}).get("v")).isEqualTo(Bytes.copyOf(new byte[] {1}));
        assertThat(Document.of("v", Date.from(now)).get("v")).isEqualTo(now);
        assertThat(Document.of("v", now.atOffset(ZoneOffset.ofHours(5))).get("v"))
                .isEqualTo(now);
        assertThat(Document.of("v", Operation.READ).get("v")).isEqualTo("READ");
        assertThat(Document.of("v", new long[] {1, 2}).get("v")).isEqualTo(List.of(1L, 2L));
        assertThat(Document.of("v", Map.of("a", List.of('x'))).get("v")).isEqualTo(Document.of("a", List.of("x")));
        assertThat(Document.of("v", NumberLiteral.parse("0.10")).get("v")).isEqualTo(0.1);
        assertThatThrownBy(() -> Document.of("v", new AtomicInteger())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Document.of("v", new Object())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> order.with("v", Thread.currentThread())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDocumentDoesNotChangeWithWhatItWasMadeOf() {
        byte[] bytes = {1, 2};
        Map<String, Object> map = new LinkedHashMap<>(Map.of("a", 1));
        Document document = Document.of("bytes", bytes, "map", map, "list", Arrays.asList(1, null));
        bytes[0] = 9;
        map.put("b", 2);
        assertThat(document.get("bytes")).isEqualTo(Bytes.copyOf(new byte[] {1, 2}));
        assertThat(document.getDocument("map").names()).containsExactly("a");
        List<Object> list = document.getList("list");
        assertThat(list).containsExactly(1, null);
        assertThatThrownBy(() -> list.set(0, 2)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void withReplacesInPlaceOrAppendsAndLeavesTheOriginalAsItWas() {
        assertThat(order.with("name", "table").toJson()).isEqualTo("{\"id\":7,\"name\":\"table\",\"price\":9.5}");
        assertThat(order.with("total", 19L).toJson())
                .isEqualTo("{\"id\":7,\"name\":\"chair\",\"price\":9.5,\"total\":19}");
        assertThat(order.with("name", null).isNull(1)).isTrue();
        assertThat(order.toJson()).isEqualTo("{\"id\":7,\"name\":\"chair\",\"price\":9.5}");
    }

    @Test
    void withoutRemovesAndIsTheSameIfThereIsNothingToRemove() {
        assertThat(order.without("name").toJson()).isEqualTo("{\"id\":7,\"price\":9.5}");
        assertThat(order.without("missing")).isSameAs(order);
        assertThat(order.without("id").without("name").without("price")).isEqualTo(Document.empty());
    }

    @Test
    void changesKeepTheMetadataAndTakeNoneFromOthers() {
        RecordMetadata mine = RecordMetadata.builder().offset(1).build();
        Document record = order.withMetadata(mine);
        Document other = Document.of("x", 1)
                .withMetadata(RecordMetadata.builder().offset(2).build());
        assertThat(record.with("a", 1).metadata()).isSameAs(mine);
        assertThat(record.without("id").metadata()).isSameAs(mine);
        assertThat(record.withFieldsOf(other).metadata()).isSameAs(mine);
        assertThat(record.withFieldsOf(other)).isEqualTo(other);
    }

    @Test
    void equalityIsByValueWhateverTheOrderAndTheClassOfNumbers() {
        assertThat(Document.of("a", 1, "b", 2)).isEqualTo(Document.of("b", 2L, "a", new BigDecimal("1.0")));
        assertThat(Document.of("a", 1, "b", 2)).hasSameHashCodeAs(Document.of("b", 2.0, "a", 1L));
        assertThat(Document.of("n", NumberLiteral.parse("0.10"))).isEqualTo(Document.of("n", new BigDecimal("0.1")));
        assertThat(Document.of("n", 0.0)).isEqualTo(Document.of("n", -0.0));
        assertThat(Document.of("n", Double.NaN)).isEqualTo(Document.of("n", Double.NaN));
        assertThat(Document.of("n", List.of(1, 2))).isEqualTo(Document.of("n", List.of(1L, 2.0)));
        assertThat(Document.of("n", 1)).isNotEqualTo(Document.of("n", "1"));
        assertThat(Document.of("n", 1)).isNotEqualTo(Document.of("m", 1));
        assertThat(Document.of("n", null)).isNotEqualTo(Document.of("m", null));
        assertThat(Document.of("n", null)).isNotEqualTo(Document.empty());
    }

    @Test
    void numbersThatADoubleCanNotTellApartAreNotEqual() {
        long large = (1L << 53) + 1;
        assertThat(Document.of("n", large)).isNotEqualTo(Document.of("n", (double) large));
        assertThat(Document.of("n", new BigDecimal("1e400"))).isNotEqualTo(Document.of("n", Double.POSITIVE_INFINITY));
        assertThat(Document.of("n", Double.NEGATIVE_INFINITY)).isNotEqualTo(Document.of("n", new BigDecimal("-1e400")));
        assertThat(Document.of("n", new BigDecimal("1e400"))).isNotEqualTo(Document.of("n", new BigDecimal("2e400")));
        assertThat(Document.of("n", new BigDecimal("1e400"))).isEqualTo(Document.of("n", NumberLiteral.parse("1E400")));
    }

    @Test
    void metadataDoesNotCountForEquality() {
        assertThat(order.withMetadata(RecordMetadata.builder().offset(9).build()))
                .isEqualTo(order);
    }

    @Test
    void aMapOfItIsAsDeepAsItIs() {
        Document document = Document.of("a", Document.of("b", List.of(Document.of("c", 1))));
        assertThat(document.toMap()).isEqualTo(Map.of("a", Map.of("b", List.of(Map.of("c", 1)))));
        assertThat(Document.of(document.toMap())).isEqualTo(document);
    }
}
