package ai.fluxion.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DocumentCodecTest {
    private static final Texts TEXTS = new Texts();

    private static PayloadDecoder formats(String name) {
        return name.equals("texts") ? TEXTS : null;
    }

    private static Document roundTrip(Document document) {
        return DocumentCodec.decode(DocumentCodec.encode(document), DocumentCodecTest::formats);
    }

    /** One with every class of value. What it is in version 1 is kept as a resource, and must stay readable. */
    private static Document everything() {
        Document fields = Document.builder()
                .put("null", null)
                .put("false", false)
                .put("true", true)
                .put("int", -7)
                .put("long", 1L << 40)
                .put("double", 0.5)
                .put("nan", Double.NaN)
                .put("decimal", new BigDecimal("-12.3400"))
                .put("literal", NumberLiteral.parse("0.10"))
                .put("string", "ä€\ud83d\ude00")
                .put("bytes", Bytes.copyOf(new byte[] {0, -1}))
                .put("instant", Instant.parse("1969-12-31T23:59:59.999999999Z"))
                .put("date", LocalDate.of(2026, 2, 28))
                .put("time", LocalTime.of(23, 59, 59, 1))
                .put("datetime", LocalDateTime.of(1, 1, 1, 0, 0))
                .put("uuid", new UUID(1, -2))
                .put("array", Arrays.asList(1, null, List.of(NumberLiteral.parse("1E5"))))
                .put("document", Document.of("a", Document.of("b", "c")))
                .put("unavailable", Unavailable.VALUE)
                .build();
        RecordMetadata metadata = RecordMetadata.builder().stream("shop.orders")
                .partition("orders-0")
                .offset(42)
                .ordinal(1)
                .key(Document.of("id", 7))
                .headers(List.of(new Header("trace", Bytes.utf8("x")), new Header("none", null)))
                .timestamp(1_700_000_000_000L)
                .operation(Operation.UPDATE)
                .before(Document.of("id", 6))
                .attributes(Document.of("topic", "orders"))
                .build();
        return fields.withMetadata(metadata);
    }

    private static Bytes resource(String name) throws IOException {
        try (InputStream in = DocumentCodecTest.class.getResourceAsStream(name)) {
            return Bytes.wrap(HexFormat.of()
                    .parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", "")));
        }
    }

    @Test
    void aDocumentOfVersion1IsRead() throws IOException {
        Document read = DocumentCodec.decode(resource("document-1.hex"), DocumentCodecTest::formats);
        assertThat(read).isEqualTo(everything());
        assertThat(read.toJson()).isEqualTo(everything().toJson());
        assertThat(read.metadata().toString()).isEqualTo(everything().metadata().toString());
        assertThat(read.metadata().ordinal()).isEqualTo(1);
    }

    @Test
    void version1IsStillWhatIsWritten() throws IOException {
        assertThat(DocumentCodec.encode(everything())).isEqualTo(resource("document-1.hex"));
    }

    @Property
    void whatIsWrittenIsReadWithoutLoss(@ForAll("documents") Document document) {
        Bytes bytes = DocumentCodec.encode(document);
        Document read = DocumentCodec.decode(bytes, DocumentCodecTest::formats);
        assertThat(read).isEqualTo(document);
        assertThat(read.names()).isEqualTo(document.names());
        assertThat(read.toJson()).isEqualTo(document.toJson());
        assertThat(read.metadata().offset()).isEqualTo(document.metadata().offset());
        assertThat(read.metadata().offsetNumber()).isEqualTo(document.metadata().offsetNumber());
        assertThat(read.metadata().headers()).isEqualTo(document.metadata().headers());
        assertThat(read.metadata().asDocument()).isEqualTo(document.metadata().asDocument());
        // the bytes tell the class of each value, and the text of each number
        assertThat(DocumentCodec.encode(read)).isEqualTo(bytes);
    }

    @Test
    void bytesThatNobodyDecodedStayBytes() {
        TEXTS.decode(Bytes.utf8("a=1"));
        int before = TEXTS.decoded();
        Document read = roundTrip(
                Document.encoded(Bytes.utf8("no fields"), TEXTS, everything().metadata()));
        assertThat(read.payload()).contains(Bytes.utf8("no fields"));
        assertThat(read.format()).contains("texts");
        assertThat(read.isDecoded()).isFalse();
        assertThat(read.metadata().toString()).isEqualTo(everything().metadata().toString());
        assertThat(TEXTS.decoded()).isEqualTo(before);
    }

    @Test
    void aChangedRecordKeepsTheBytesThatItCameAs() {
        Document changed =
                Document.encoded(Bytes.utf8("a=1"), TEXTS, RecordMetadata.NONE).with("b", 2);
        Document read = roundTrip(changed);
        assertThat(read).isEqualTo(changed);
        assertThat(read.payload()).isEmpty();
        assertThat(read.original()).contains(Bytes.utf8("a=1"));
        assertThat(read.format()).contains("texts");
    }

    @Test
    void aFormatThatIsNotKnownIsRefused() {
        Bytes bytes = DocumentCodec.encode(Document.encoded(Bytes.utf8("a=1"), TEXTS, RecordMetadata.NONE));
        assertThatThrownBy(() -> DocumentCodec.decode(bytes, name -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("texts");
    }

    @Test
    void anUnknownVersionIsRefusedByItsNumber() {
        byte[] bytes = DocumentCodec.encode(everything()).toArray();
        bytes[0] = 2;
        assertThatThrownBy(() -> DocumentCodec.decode(Bytes.wrap(bytes), DocumentCodecTest::formats))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 2")
                .hasMessageContaining("version 1");
    }

    @Test
    void aDocumentCutAtAnyByteIsRefused() {
        Bytes whole = DocumentCodec.encode(everything());
        for (int length = 0; length < whole.length(); length++) {
            Bytes cut = whole.slice(0, length);
            assertThatThrownBy(() -> DocumentCodec.decode(cut, DocumentCodecTest::formats))
                    .as("cut to " + length)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void bytesAfterTheEndAreRefused() {
        byte[] whole = DocumentCodec.encode(everything()).toArray();
        assertThatThrownBy(() -> DocumentCodec.decode(
                        Bytes.wrap(Arrays.copyOf(whole, whole.length + 1)), DocumentCodecTest::formats))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void mutatedBytesAreADocumentOrAnIllegalArgument(
            @ForAll("documents") Document document,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int changes) {
        byte[] bytes = DocumentCodec.encode(document).toArray();
        java.util.Random random = new java.util.Random(seed);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        onlyIllegalArguments(bytes);
    }

    @Test
    void everySingleMutationOfEveryClassIsADocumentOrAnIllegalArgument() {
        byte[] whole = DocumentCodec.encode(everything()).toArray();
        for (int at = 0; at < whole.length; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] bytes = whole.clone();
                bytes[at] = (byte) value;
                onlyIllegalArguments(bytes);
            }
        }
    }

    private static void onlyIllegalArguments(byte[] bytes) {
        try {
            DocumentCodec.decode(Bytes.wrap(bytes), DocumentCodecTest::formats);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Test
    void aSizeThatIsALieAllocatesNothing() {
        byte[] whole = DocumentCodec.encode(Document.of("a", "b")).toArray();
        for (int at = 1; at + 4 <= whole.length; at++) {
            byte[] lie = whole.clone();
            lie[at] = 0x7f;
            lie[at + 1] = -1;
            lie[at + 2] = -1;
            lie[at + 3] = -1;
            // an array of that size would be an OutOfMemoryError
            onlyIllegalArguments(lie);
        }
    }

    @Test
    void aDocumentNestedTooDeepIsRefusedBothWays() {
        Document deep = Document.empty();
        for (int i = 0; i < 490; i++) {
            deep = Document.of("a", deep);
        }
        assertThat(roundTrip(deep)).isEqualTo(deep);
        Document deeper = Document.of("a", Document.of("b", deep));
        for (int i = 0; i < 20; i++) {
            deeper = Document.of("a", List.of(deeper));
        }
        Document tooDeep = deeper;
        assertThatThrownBy(() -> DocumentCodec.encode(tooDeep))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("500");
    }

    @Provide
    Arbitrary<Document> documents() {
        return RandomDocuments.documents();
    }
}
