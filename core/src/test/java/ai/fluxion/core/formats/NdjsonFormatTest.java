package ai.fluxion.core.formats;

import static ai.fluxion.core.formats.FormatChecks.documents;
import static ai.fluxion.core.formats.FormatChecks.fatal;
import static ai.fluxion.core.formats.FormatChecks.invalid;
import static ai.fluxion.core.formats.FormatChecks.isReadAlikeHowever;
import static ai.fluxion.core.formats.FormatChecks.options;
import static ai.fluxion.core.formats.FormatChecks.reader;
import static ai.fluxion.core.formats.FormatChecks.utf8;
import static ai.fluxion.core.formats.FormatChecks.written;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.formats.RecordReader;
import ai.fluxion.core.formats.FormatChecks.Growing;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.RecordMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonFormatTest {
    private static final NdjsonFormat NDJSON = new NdjsonFormat();
    private static final ConnectorConfig DEFAULTS = options(NDJSON);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n \n\t\r\n",
                "{\"a\":1}",
                "{\"a\":1}\n",
                "{\"a\":1}\r\n{\"a\":2}\r\n",
                "\n{\"a\":1}\n\n\n{\"a\":2}\n\n",
                "\uFEFF{\"a\":1}\n{\"ä\":\"😀\"}",
                "{\"a\":\n1}\n",
                "rubbish\n{\"a\":1}\n{\"a\"",
                "{\"a\":1}\r",
                "{\"a\":1}{\"a\":2}\n{}\n"
            })
    void aFileIsReadAlikeAtOnceInPiecesWhileItGrowsAndResumed(String content) {
        isReadAlikeHowever(NDJSON, DEFAULTS, utf8(content));
        isReadAlikeHowever(NDJSON, options(NDJSON, "maxRecordBytes", 5), utf8(content));
    }

    @Test
    void eachLineIsARecordAtItsOffset() {
        List<Document> records = documents(NDJSON, DEFAULTS, "{\"a\":1}\n\n{\"a\":2}\r\n{\"a\":3}");

        assertThat(records).containsExactly(Document.of("a", 1), Document.of("a", 2), Document.of("a", 3));
        assertThat(records).extracting(r -> r.metadata().offsetNumber()).containsExactly(0L, 9L, 18L);
        assertThat(records).allSatisfy(r -> assertThat(r.format()).contains("ndjson"));
    }

    @Test
    void aMalformedLineIsThatRecordsFailureAlone() {
        List<Document> records = documents(NDJSON, DEFAULTS, "{\"a\":1}\n{\"a\":\n{\"a\":3}\n");

        assertThat(records).hasSize(3);
        assertThat(records.get(0)).isEqualTo(Document.of("a", 1));
        invalid(() -> records.get(1).decode());
        assertThat(records.get(2)).isEqualTo(Document.of("a", 3));
    }

    @Test
    void aPartOfALineIsARecordOnlyOnceItsEndIsThere() throws IOException {
        byte[] content = utf8("{\"a\":1}\n{\"a\":22}\n");
        Growing file = new Growing(content);
        try (RecordReader reader = reader(NDJSON, DEFAULTS, file, 0)) {
            file.growTo(12);
            assertThat(reader.next(false, RecordMetadata.builder())).isEqualTo(Document.of("a", 1));
            assertThat(reader.next(false, RecordMetadata.builder())).isNull();
            assertThat(reader.offset()).isEqualTo(8);

            file.growTo(content.length);
            assertThat(reader.next(false, RecordMetadata.builder())).isEqualTo(Document.of("a", 22));
            assertThat(reader.next(false, RecordMetadata.builder())).isNull();
            assertThat(reader.offset()).isEqualTo(content.length);
        }
    }

    @Test
    void anEndlessLineTakesNoMemoryAndIsOneInvalidRecord() {
        long length = 1L << 30;
        List<Document> records = documents(reader(
                NDJSON, options(NDJSON, "maxRecordBytes", "1MiB"), offset -> new LongLine(length, "\n{\"a\":1}\n"), 0));

        assertThat(records).hasSize(2);
        assertThat(records.get(0).original().orElseThrow().length()).isEqualTo(1024);
        assertThat(invalid(() -> records.get(0).decode()).message()).contains("more than 1048576 bytes");
        assertThat(records.get(1)).isEqualTo(Document.of("a", 1));
        assertThat(records.get(1).metadata().offsetNumber()).isEqualTo(length + 1);
    }

    /** So many x, and then a text. */
    private static final class LongLine extends InputStream {
        private final byte[] then;
        private long left;
        private int at;

        LongLine(long length, String then) {
            this.left = length;
            this.then = utf8(then);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] target, int from, int length) {
            if (left > 0) {
                int count = (int) Math.min(length, left);
                java.util.Arrays.fill(target, from, from + count, (byte) 'x');
                left -= count;
                return count;
            }
            int count = Math.min(length, then.length - at);
            System.arraycopy(then, at, target, from, count);
            at += count;
            return count == 0 ? -1 : count;
        }
    }

    @Test
    void theHeadOfATooLargeRecordIsNeverHandedOnAsTheRecord() {
        Document record = documents(NDJSON, options(NDJSON, "maxRecordBytes", 3), "{\"a\":1}\n")
                .get(0);

        for (var format : Formats.load().all()) {
            invalid(() -> format.encoder(options(format)).encode(record));
        }
    }

    @Test
    void aRecordAsLargeAsAllowedIsRead() {
        ConnectorConfig seven = options(NDJSON, "maxRecordBytes", 7);

        assertThat(documents(NDJSON, seven, "{\"a\":1}\r\n{\"a\":2}"))
                .containsExactly(Document.of("a", 1), Document.of("a", 2));
    }

    @Test
    void aLimitOutOfBoundsIsRefused() {
        assertThat(fatal(() -> documents(NDJSON, options(NDJSON, "maxRecordBytes", 0), ""))
                        .place())
                .isEqualTo("maxRecordBytes");
    }

    @Test
    void whatDoesNotFitOnALineIsWrittenAnew() {
        var decoder = new JsonFormat().decoder(options(NDJSON));
        Document pretty = Document.encoded(Bytes.utf8("{\n  \"a\": 0.10\n}"), decoder, RecordMetadata.NONE);
        Document asItCame = Document.encoded(Bytes.utf8("{ \"a\": 0.10 }"), decoder, RecordMetadata.NONE);

        assertThat(written(NDJSON, DEFAULTS, List.of(pretty, asItCame)))
                .isEqualTo(utf8("{\"a\":0.10}\n{ \"a\": 0.10 }\n"));
        assertThat(NDJSON.encoder(DEFAULTS).encode(pretty).utf8()).isEqualTo("{\"a\":0.10}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "7", "[]"})
    void whatWouldNotBeReadAsARecordIsNotWrittenAsOne(String payload) {
        Document record =
                Document.encoded(Bytes.utf8(payload), new JsonFormat().decoder(DEFAULTS), RecordMetadata.NONE);

        invalid(() -> NDJSON.encoder(DEFAULTS).encode(record));
    }
}
