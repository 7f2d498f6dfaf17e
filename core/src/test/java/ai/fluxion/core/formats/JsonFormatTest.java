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
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.formats.RecordReader;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.RecordMetadata;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFormatTest {
    private static final JsonFormat JSON = new JsonFormat();
    private static final ConnectorConfig DEFAULTS = options(JSON);

    private static Document decoded(String json) {
        return decode(JSON, DEFAULTS, utf8(json));
    }

    private static String encoded(Document record) {
        return JSON.encoder(DEFAULTS).encode(record).utf8();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":null,\"b\":true,\"c\":false,\"d\":\"\"}",
                "{\"price\":0.10,\"huge\":1e400,\"tiny\":1E-400,\"long\":12345678901234567890123456789012345678901}",
                "{\"zero\":-0,\"real\":-0.0,\"exponent\":1e2,\"upper\":1E+2}",
                "{\"max\":9223372036854775807,\"min\":-9223372036854775808,\"beyond\":9223372036854775808}",
                "{\"a\":[1,[2,[3.50,{\"b\":[]}]],{}]}",
                "{\"\":{\"\":\"\"}}",
                "{\"ä\":\"日本 😀\",\"q\":\"\\\"\\\\\\n\\u0000\"}"
            })
    void whatIsReadIsWrittenBackLetterByLetter(String json) {
        assertThat(encoded(decoded(json))).isEqualTo(json);
    }

    @Test
    void escapesMeanWhatTheyMean() {
        Document document = decoded("{\"a\":\"\\u0041\\/\\b\\f\\n\\r\\t\\\"\\\\\\ud83d\\ude00\"}");

        assertThat(document.getString("a")).isEqualTo("A/\b\f\n\r\t\"\\😀");
    }

    @Test
    void whiteSpaceAndAByteOrderMarkArePassedOver() {
        assertThat(decoded("\uFEFF \r\n\t{ \"a\" : [ 1 , 2 ] } \n")).isEqualTo(decoded("{\"a\":[1,2]}"));
    }

    @Test
    void fiveHundredLevelsAreAllowed() {
        Document document = decoded("{\"a\":".repeat(500) + "1" + "}".repeat(500));

        assertThat(encoded(document)).startsWith("{\"a\":{\"a\":").endsWith(":1" + "}".repeat(500));
    }

    @Test
    void aRecordThatNobodyChangedIsHandedOnAsItCame() {
        Bytes pretty = Bytes.utf8("{\n  \"a\" : 1\n}");
        Document record = Document.encoded(pretty, JSON.decoder(DEFAULTS), RecordMetadata.NONE);

        assertThat(JSON.encoder(DEFAULTS).encode(record)).isSameAs(pretty);
        assertThat(record.isDecoded()).isFalse();
        assertThat(encoded(record.with("b", 2))).isEqualTo("{\"a\":1,\"b\":2}");
    }

    @Test
    void aFileIsWrittenAsLinesThatCanBeContinued() {
        Document pretty = Document.encoded(Bytes.utf8("{\n\"a\":0.10}"), JSON.decoder(DEFAULTS), RecordMetadata.NONE);

        byte[] content = written(JSON, DEFAULTS, List.of(Document.of("a", 1), pretty));

        assertThat(content).isEqualTo(utf8("{\"a\":1}\n{\"a\":0.10}\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "[]",
                " [ ] \n",
                "[{\"a\":1}]",
                "\uFEFF[{\"a\":1}]",
                "[\n  {\"a\": [1, {\"b\": \"]}\\\"\"}]},\n  {\"a\": \"\\\\\"} ,{}\n]\n",
                "{\"a\":1}",
                "\uFEFF{\"a\":1}\n{\"a\":2}",
                "{\"a\":1}{\"a\":2}  {\"a\":\n3}\n",
                "{\"a\":\"{[}]\"}\r\n{\"b\":\"\\\\\\\"}\"}",
                "[1, \"x\", [2], {\"a\":1}, null]",
                "1 \"x\"[2]{\"a\":1}null",
                "{\"a\":1",
                "{\"a\":1}\n{\"a\":\"2",
                "{\"a\":1]\n{\"a\":2}"
            })
    void aFileIsReadAlikeAtOnceInPiecesWhileItGrowsAndResumed(String content) {
        isReadAlikeHowever(JSON, DEFAULTS, utf8(content));
    }

    @Test
    void theElementsOfAnArrayAreItsRecords() {
        String content = "[{\"a\":1},\n {\"a\":2}]";

        List<Document> records = documents(JSON, DEFAULTS, content);

        assertThat(records).containsExactly(Document.of("a", 1), Document.of("a", 2));
        assertThat(records).extracting(r -> r.metadata().offset()).containsExactly("1", "11");
    }

    @Test
    void whatIsNoObjectIsThatRecordsFailureAlone() {
        List<Document> records = documents(JSON, DEFAULTS, "[1, {\"a\":}, \"x\", {\"a\":1}]");

        assertThat(records).hasSize(4);
        assertThat(invalid(() -> records.get(0).decode()).message()).contains("found a number");
        invalid(() -> records.get(1).decode());
        assertThat(invalid(() -> records.get(2).decode()).message()).contains("found a string");
        assertThat(records.get(3)).isEqualTo(Document.of("a", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "[{}",
                "[{},",
                "[{},{",
                "[,",
                "[{}{}",
                "[{},,{}]",
                "[{},]",
                "[{}]{}",
                "[{}] x",
                "{},{}",
                "}",
                "]",
                ":",
                "[}",
                "[{}:{}]"
            })
    void whatIsWrongBetweenRecordsIsFatalWithItsPlace(String content) {
        Failure failure = fatal(() -> documents(JSON, DEFAULTS, content));

        assertThat(failure.code()).isEqualTo("FLX-FORMAT-JSON");
        assertThat(failure.place()).matches("byte \\d+");
        assertThat(failure.message()).startsWith("expected ");
    }

    @Test
    void anArrayThatIsNotClosedIsFatalOnlyOnceTheFileIsComplete() throws IOException {
        try (RecordReader reader = reader(JSON, DEFAULTS, file("[{\"a\":1},"), 0)) {
            assertThat(reader.next(false, RecordMetadata.builder())).isEqualTo(Document.of("a", 1));
            assertThat(reader.next(false, RecordMetadata.builder())).isNull();
            assertThat(fatal(() -> reader.next(true, RecordMetadata.builder())).remedy())
                    .isEqualTo("Is the file complete?");
        }
    }

    @Test
    @Timeout(60)
    void anObjectOfVeryManyFieldsIsReadInTimeThatGrowsWithItsSize() {
        StringBuilder json = new StringBuilder("{\"f\":0");
        for (int i = 0; i < 300_000; i++) {
            json.append(",\"f").append(i).append("\":").append(i);
        }

        assertThat(decoded(json + "}").getInt("f299999")).isEqualTo(299_999);
        assertThat(invalid(() -> decoded(json + ",\"f7\":1}")).message()).isEqualTo("the name 'f7' stands twice");
    }

    @Test
    void aRecordBeyondTheLimitIsPassedOverAndTheNextIsRead() {
        String content = "[{\"a\":\"" + "x".repeat(300_000) + "\"},{\"b\":2}]";

        List<Document> records = documents(JSON, options(JSON, "maxRecordBytes", "10"), content);

        assertThat(records).hasSize(2);
        assertThat(invalid(() -> records.get(0).decode()).code()).isEqualTo("FLX-FORMAT-TOO-LARGE");
        assertThat(records.get(1)).isEqualTo(Document.of("b", 2));
    }

    @Test
    void anArrayOfManyRecordsIsReadAcrossBuffers() {
        StringBuilder content = new StringBuilder("[");
        for (int i = 0; i < 50_000; i++) {
            content.append(i == 0 ? "" : ",").append("{\"number\":").append(i).append('}');
        }

        List<Document> records =
                documents(reader(JSON, DEFAULTS, file(content.append(']').toString()), 0));

        assertThat(records).hasSize(50_000);
        for (int i = 0; i < records.size(); i++) {
            assertThat(records.get(i).getInt("number")).isEqualTo(i);
        }
    }
}
