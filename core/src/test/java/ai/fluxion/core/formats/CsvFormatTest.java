package ai.fluxion.core.formats;

import static ai.fluxion.core.formats.FormatChecks.decode;
import static ai.fluxion.core.formats.FormatChecks.documents;
import static ai.fluxion.core.formats.FormatChecks.fatal;
import static ai.fluxion.core.formats.FormatChecks.file;
import static ai.fluxion.core.formats.FormatChecks.invalid;
import static ai.fluxion.core.formats.FormatChecks.isReadAlikeHowever;
import static ai.fluxion.core.formats.FormatChecks.options;
import static ai.fluxion.core.formats.FormatChecks.reader;
import static ai.fluxion.core.formats.FormatChecks.utf8;
import static ai.fluxion.core.formats.FormatChecks.written;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.formats.RecordReader;
import ai.fluxion.core.engine.formats.RecordWriter;
import ai.fluxion.core.formats.FormatChecks.Growing;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.RecordMetadata;
import ai.fluxion.core.model.Unavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFormatTest {
    private static final CsvFormat CSV = new CsvFormat();
    private static final ConnectorConfig DEFAULTS = options(CSV);
    private static final ConnectorConfig MESSAGE = options(CSV, "columns", List.of("a", "b"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a,b",
                "a,b\n",
                "\n\na,b\n\n1,2\n\n\n3,4\n",
                "a,b\r\n1,2\r\n3,4",
                "a,b\n\"1\n\n\",\"\"\"\"\n3,\"x,\r\ny\"\n",
                "\uFEFFa,b\n1,2\n",
                "\uFEFF\"a\",b\n1,2\n",
                "a\n\n1\n\n\n2\n",
                "a,b\n1\n1,2,3\n,\n",
                "a,b\n1,\"2\n3,4\n",
                "a,b\n\"1\"x,2\n3,4\n",
                "a,b\nx\"y,2\n3,\"4\"\"\"\n",
                "ä,日本\n😀,ß\n"
            })
    void aFileIsReadAlikeAtOnceInPiecesWhileItGrowsAndResumed(String content) {
        isReadAlikeHowever(CSV, DEFAULTS, utf8(content));
        isReadAlikeHowever(CSV, options(CSV, "header", false, "columns", "x,y"), utf8(content));
    }

    @Test
    void theHeaderNamesTheFieldsAndAllAreText() {
        String content = "id,name\r\n1,\"a \"\"b\"\", c\"\r\n2,\"two\r\nlines\"\r\n";

        List<Document> records = documents(CSV, DEFAULTS, content);

        assertThat(records)
                .containsExactly(
                        Document.of("id", "1", "name", "a \"b\", c"), Document.of("id", "2", "name", "two\r\nlines"));
        assertThat(records.get(1).metadata().offsetNumber()).isEqualTo(content.indexOf("2,\"two"));
    }

    @Test
    void anEmptyFieldIsNullAndAnEmptyTextIsQuoted() {
        assertThat(documents(CSV, DEFAULTS, "a,b\n,\"\"\n")).containsExactly(Document.of("a", null, "b", ""));
        assertThat(documents(CSV, options(CSV, "nullText", "NULL"), "a,b,c\n,NULL,\"NULL\"\n"))
                .containsExactly(Document.of("a", "", "b", null, "c", "NULL"));
    }

    @Test
    void otherDelimitersAndQuotesAreTaken() {
        ConnectorConfig config = options(CSV, "delimiter", "\t", "quote", "'");

        assertThat(documents(CSV, config, "a\tb\n'1\t''2'\t\"x\n"))
                .containsExactly(Document.of("a", "1\t'2", "b", "\"x"));
    }

    @Test
    void typesAreInferredStrictlyAndOnlyWhereNothingIsQuoted() {
        ConnectorConfig infer = options(CSV, "types", "infer");

        Document record = documents(
                        CSV, infer, "a,b,c,d,e,f,g,h,i\n1,0.10,true,\"1\",007,+1,1e400,TRUE,9223372036854775808\n")
                .get(0);

        assertThat(record.toJson())
                .isEqualTo("{\"a\":1,\"b\":0.10,\"c\":true,\"d\":\"1\",\"e\":\"007\",\"f\":\"+1\",\"g\":1e400,"
                        + "\"h\":\"TRUE\",\"i\":9223372036854775808}");
        assertThat(written(CSV, infer, List.of(record)))
                .asString(StandardCharsets.UTF_8)
                .endsWith("\n1,0.10,true,\"1\",007,+1,1e400,TRUE,9223372036854775808\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "1|expected 2 fields, found 1|",
                "1,2,3|expected 2 fields, found 3|",
                "1,x\"y|a quote within a field that does not begin with one|field 2",
                "\"1\"x,2|text behind the closing quote|field 1",
                "\"1\" ,2|text behind the closing quote|field 1",
                "1,\"2|a quote that is not closed|field 2"
            })
    void aMalformedRecordSaysWhere(String line, String message, String place) {
        Document record = documents(CSV, DEFAULTS, "a,b\n" + line + "\n").get(0);

        var failure = invalid(record::decode);

        assertThat(failure.code()).isEqualTo("FLX-FORMAT-CSV");
        assertThat(failure.message()).isEqualTo(message);
        assertThat(failure.place()).isEqualTo(place == null ? "" : place);
    }

    @Test
    void aMalformedRecordIsItsOwnFailureAlone() {
        List<Document> records = documents(CSV, DEFAULTS, "a,b\n1\nx\"y,2\n\"3\",4\n");

        invalid(() -> records.get(0).decode());
        invalid(() -> records.get(1).decode());
        assertThat(records.get(2)).isEqualTo(Document.of("a", "3", "b", "4"));
    }

    @Test
    void bytesThatAreNoUtf8AreAnInvalidRecord() {
        byte[] content = utf8("a,b\n1,?\n3,4\n");
        content[6] = (byte) 0xE4;

        List<Document> records = documents(reader(CSV, DEFAULTS, file(content), 0));

        assertThat(invalid(() -> records.get(0).decode()).place()).isEqualTo("byte 2");
        assertThat(records.get(1)).isEqualTo(Document.of("a", "3", "b", "4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,a\n1,2\n", "a,\"b\n1,2\n", "a,b\"c\n1,2\n", "a,\"b\"c\n"})
    void aHeaderThatNamesNoFieldsIsFatal(String content) {
        assertThat(fatal(() -> documents(CSV, DEFAULTS, content)).code()).startsWith("FLX-FORMAT-CSV");
    }

    @Test
    void aHeaderThatSaysOtherThanTheManifestIsFatalAndNamesTheWayOut() {
        assertThat(documents(CSV, MESSAGE, "a,b\n1,2\n")).containsExactly(Document.of("a", "1", "b", "2"));

        var failure = fatal(() -> documents(CSV, MESSAGE, "1,2\n3,4\n"));

        assertThat(failure.code()).isEqualTo("FLX-FORMAT-CSV-HEADER");
        assertThat(failure.message()).isEqualTo("expected the columns [a, b], found [1, 2]");
        assertThat(failure.remedy()).contains("header: false");
    }

    @Test
    void withoutAHeaderTheColumnsMustBeNamed() {
        assertThat(documents(CSV, options(CSV, "header", false, "columns", "a,b"), "1,2\n"))
                .containsExactly(Document.of("a", "1", "b", "2"));
        assertThat(fatal(() -> documents(CSV, options(CSV, "header", false), "1,2\n"))
                        .place())
                .isEqualTo("columns");
        fatal(() -> CSV.decoder(options(CSV, "header", false)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "delimiter|;;",
                "delimiter|§",
                "delimiter|\"",
                "quote|,",
                "types|guess",
                "nullText|a,b",
                "columns|a,b,a"
            })
    void anOptionThatCanNotHoldIsRefusedByName(String option, String value) {
        var failure = fatal(() -> CSV.decoder(options(CSV, option, value)));

        assertThat(failure.code()).isEqualTo("FLX-OPTION-VALUE");
        assertThat(failure.place()).isEqualTo(option.equals("delimiter") && value.equals("\"") ? "quote" : option);
    }

    @Test
    void aHeaderThatIsNotThereYetIsWaitedFor() throws IOException {
        byte[] content = utf8("a,b\n1,2\n");
        Growing growing = new Growing(content);
        try (RecordReader reader = reader(CSV, DEFAULTS, growing, 0)) {
            growing.growTo(3);
            assertThat(reader.next(false, RecordMetadata.builder())).isNull();
            assertThat(reader.offset()).isZero();
            growing.growTo(content.length);
            assertThat(reader.next(false, RecordMetadata.builder())).isEqualTo(Document.of("a", "1", "b", "2"));
        }
    }

    @Test
    void aRecordBeyondTheLimitIsPassedOverAndTheNextIsRead() {
        String content = "a,b\n1,\"" + "x\n".repeat(200_000) + "\"\n3,4\n";

        List<Document> records = documents(CSV, options(CSV, "maxRecordBytes", 100), content);

        assertThat(records).hasSize(2);
        assertThat(invalid(() -> records.get(0).decode()).code()).isEqualTo("FLX-FORMAT-TOO-LARGE");
        assertThat(records.get(1)).isEqualTo(Document.of("a", "3", "b", "4"));
    }

    @Test
    void aMessageIsOneRecordWithColumnsFromTheManifestOrItsHeader() {
        assertThat(decode(CSV, MESSAGE, utf8("1,2"))).isEqualTo(Document.of("a", "1", "b", "2"));
        assertThat(decode(CSV, MESSAGE, utf8("1,2\r\n"))).isEqualTo(Document.of("a", "1", "b", "2"));
        assertThat(decode(CSV, DEFAULTS, utf8("\uFEFFx,y\r\n1,2"))).isEqualTo(Document.of("x", "1", "y", "2"));
        assertThat(invalid(() -> decode(CSV, DEFAULTS, utf8("x,y"))).message()).isEqualTo("a header and no record");
        assertThat(invalid(() -> decode(CSV, DEFAULTS, utf8("x,x\n1,2"))).code())
                .isEqualTo("FLX-FORMAT-CSV-HEADER");
        assertThat(invalid(() -> decode(CSV, MESSAGE, utf8("1,2\n3,4"))).message())
                .contains("found more");
        invalid(() -> decode(CSV, MESSAGE, utf8("")));
    }

    @Test
    void aMessageIsEncodedAsItIsDecoded() {
        Document record = Document.of("b", "x,y", "a", null);

        assertThat(CSV.encoder(MESSAGE).encode(record).utf8()).isEqualTo(",\"x,y\"");
        assertThat(CSV.encoder(DEFAULTS).encode(record).utf8()).isEqualTo("b,a\n\"x,y\",");
    }

    @Test
    void everyKindOfValueIsWrittenAsText() {
        Document record = Document.builder()
                .put("text", "plain")
                .put("number", 1.5)
                .put("no", null)
                .put("flag", true)
                .put("time", Instant.parse("2026-01-02T03:04:05Z"))
                .put("bytes", Bytes.utf8("hello"))
                .put("nested", Map.of("k", "ü"))
                .put("list", List.of(1, "x"))
                .put("nan", Double.NaN)
                .put("unsent", Unavailable.VALUE)
                .build();

        assertThat(written(CSV, options(CSV, "header", false), List.of(record)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("plain,1.5,,true,2026-01-02T03:04:05Z,aGVsbG8=,\"{\"\"k\"\":\"\"ü\"\"}\","
                        + "\"[1,\"\"x\"\"]\",NaN,\n");
    }

    @Test
    void aNumberThatNobodyChangedKeepsItsText() {
        Document record = decode(new JsonFormat(), options(new JsonFormat()), utf8("{\"price\":0.10,\"big\":1e400}"));

        assertThat(written(CSV, DEFAULTS, List.of(record)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("price,big\n0.10,1e400\n");
    }

    @Test
    void aFieldThatIsNoColumnIsAnInvalidRecordAndNothingOfItIsWritten() {
        RecordWriter writer = CSV.writer(MESSAGE, Optional.empty());

        assertThat(invalid(() -> written(writer, List.of(Document.of("a", 1, "c", 2))))
                        .place())
                .isEqualTo("c");
        assertThat(writer.state()).isEmpty();
        assertThat(written(writer, List.of(Document.of("b", 1)))).isEqualTo(utf8("a,b\n,1\n"));
        invalid(() -> written(CSV, DEFAULTS, List.of(Document.empty())));
    }

    @Test
    void aLaterWriterGoesOnWithTheColumnsAndWritesNoSecondHeader() {
        RecordWriter first = CSV.writer(DEFAULTS, Optional.empty());
        byte[] beginning = written(first, List.of(Document.of("b", 1, "a", 2)));
        RecordWriter later = CSV.writer(DEFAULTS, first.state());
        byte[] rest = written(later, List.of(Document.of("a", 3, "b", 4)));

        assertThat(beginning).isEqualTo(utf8("b,a\n1,2\n"));
        assertThat(rest).isEqualTo(utf8("4,3\n"));
        assertThat(later.state()).isEqualTo(first.state());
        assertThat(fatal(() -> CSV.writer(MESSAGE, first.state())).code()).isEqualTo("FLX-FORMAT-CSV-COLUMNS");
    }

    @Test
    void halfOfASurrogatePairIsAnInvalidRecord() {
        invalid(() -> written(CSV, DEFAULTS, List.of(Document.of("a", "\uD800"))));
    }

    @Test
    void aSingleNullIsALineOfItsOwn() {
        List<Document> records = Arrays.asList(Document.of("a", null), Document.of("a", ""), Document.of("a", "x"));

        byte[] content = written(CSV, DEFAULTS, records);

        assertThat(content).isEqualTo(utf8("a\n\n\"\"\nx\n"));
        assertThat(documents(reader(CSV, DEFAULTS, file(content), 0))).isEqualTo(records);
    }
}
