package ai.fluxion.core.formats;

import static ai.fluxion.core.formats.FormatChecks.decode;
import static ai.fluxion.core.formats.FormatChecks.documents;
import static ai.fluxion.core.formats.FormatChecks.file;
import static ai.fluxion.core.formats.FormatChecks.invalid;
import static ai.fluxion.core.formats.FormatChecks.isReadAlikeHowever;
import static ai.fluxion.core.formats.FormatChecks.options;
import static ai.fluxion.core.formats.FormatChecks.reader;
import static ai.fluxion.core.formats.FormatChecks.utf8;
import static ai.fluxion.core.formats.FormatChecks.written;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.RecordMetadata;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueFormatTest {
    private static final StringFormat STRING = new StringFormat();
    private static final RawFormat RAW = new RawFormat();
    private static final byte[] NO_TEXT = {'a', (byte) 0xFF, 0, '\r'};

    @Test
    void aTextIsTheValueOfOneField() {
        Document record = decode(STRING, options(STRING), utf8("two\nlines ä"));

        assertThat(record).isEqualTo(Document.of("value", "two\nlines ä"));
        assertThat(STRING.encoder(options(STRING)).encode(record)).isEqualTo(Bytes.utf8("two\nlines ä"));
        assertThat(decode(STRING, options(STRING, "field", "line"), utf8(""))).isEqualTo(Document.of("line", ""));
    }

    @Test
    void bytesAreTheValueOfOneField() {
        Document record = decode(RAW, options(RAW), NO_TEXT);

        assertThat(record).isEqualTo(Document.of("value", Bytes.copyOf(NO_TEXT)));
        assertThat(RAW.encoder(options(RAW)).encode(record)).isEqualTo(Bytes.copyOf(NO_TEXT));
        assertThat(RAW.encoder(options(RAW, "field", "f")).encode(Document.of("f", "ä")))
                .isEqualTo(Bytes.utf8("ä"));
    }

    @Test
    void bytesThatAreNoTextAreAnInvalidRecord() {
        var failure = invalid(() -> decode(STRING, options(STRING), NO_TEXT));

        assertThat(failure.code()).isEqualTo("FLX-FORMAT-STRING");
        assertThat(failure.place()).isEqualTo("byte 1");
    }

    @Test
    void whatTheFormatCanNotHoldIsAnInvalidRecordThatNamesTheField() {
        var text = STRING.encoder(options(STRING));
        var raw = RAW.encoder(options(RAW));

        assertThat(invalid(() -> text.encode(Document.of("value", 1))).message())
                .isEqualTo("expected text, found a value of type Integer");
        assertThat(invalid(() -> text.encode(Document.of("other", "x"))).place())
                .isEqualTo("value");
        invalid(() -> text.encode(Document.of("value", Bytes.utf8("x"))));
        invalid(() -> text.encode(Document.of("value", "\uDC00")));
        assertThat(invalid(() -> raw.encode(Document.of("value", true))).code()).isEqualTo("FLX-FORMAT-RAW");
        invalid(() -> raw.encode(Document.of("value", null)));
    }

    @Test
    void aRecordThatNobodyChangedIsHandedOnAsItCame() {
        Bytes payload = Bytes.wrap(NO_TEXT);
        Document came = Document.encoded(payload, RAW.decoder(options(RAW)), RecordMetadata.NONE);

        assertThat(RAW.encoder(options(RAW)).encode(came)).isSameAs(payload);
        invalid(() -> STRING.encoder(options(STRING)).encode(came));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "a", "a\n", "a\r\n\r\nb\r\n", "\uFEFFa\n\n\nb", "ä\r\r\n😀"})
    void aFileIsReadAlikeAtOnceInPiecesWhileItGrowsAndResumed(String content) {
        isReadAlikeHowever(STRING, options(STRING), utf8(content));
        isReadAlikeHowever(RAW, options(RAW), utf8(content));
    }

    @Test
    void eachLineOfAFileIsARecordAlsoAnEmptyOne() {
        assertThat(documents(STRING, options(STRING), "a\r\n\n b"))
                .extracting(r -> r.getString("value"))
                .containsExactly("a", "", " b");
        assertThat(documents(RAW, options(RAW), "a\r\n\nb"))
                .extracting(r -> r.get("value"))
                .containsExactly(Bytes.utf8("a\r"), Bytes.empty(), Bytes.utf8("b"));
    }

    @Test
    void whatIsWrittenToAFileIsReadFromIt() {
        List<Document> texts = List.of(Document.of("value", ""), Document.of("value", "\r a"));
        List<Document> bytes = List.of(Document.of("value", Bytes.empty()), Document.of("value", Bytes.wrap(NO_TEXT)));

        assertThat(documents(reader(STRING, options(STRING), file(written(STRING, options(STRING), texts)), 0)))
                .isEqualTo(texts);
        assertThat(documents(reader(RAW, options(RAW), file(written(RAW, options(RAW), bytes)), 0)))
                .isEqualTo(bytes);
    }

    @Test
    void whatWouldBeReadAsSeveralLinesOrAnotherIsNotWritten() {
        Document came = Document.encoded(Bytes.utf8("a\nb"), RAW.decoder(options(RAW)), RecordMetadata.NONE);

        invalid(() -> written(STRING, options(STRING), List.of(Document.of("value", "a\nb"))));
        invalid(() -> written(STRING, options(STRING), List.of(Document.of("value", "a\r"))));
        invalid(() -> written(RAW, options(RAW), List.of(Document.of("value", "a\n"))));
        invalid(() -> written(RAW, options(RAW), List.of(came)));
    }
}
