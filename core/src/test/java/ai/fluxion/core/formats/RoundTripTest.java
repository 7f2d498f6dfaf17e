package ai.fluxion.core.formats;

import static ai.fluxion.core.formats.FormatChecks.decode;
import static ai.fluxion.core.formats.FormatChecks.documents;
import static ai.fluxion.core.formats.FormatChecks.file;
import static ai.fluxion.core.formats.FormatChecks.isReadAlikeHowever;
import static ai.fluxion.core.formats.FormatChecks.options;
import static ai.fluxion.core.formats.FormatChecks.reader;
import static ai.fluxion.core.formats.FormatChecks.utf8;
import static ai.fluxion.core.formats.FormatChecks.written;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripTest {
    private static final JsonFormat JSON = new JsonFormat();
    private static final NdjsonFormat NDJSON = new NdjsonFormat();
    private static final CsvFormat CSV = new CsvFormat();

    /** Texts with what formats stumble over. */
    private static Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "", ",", ";", "\"", "\"\"", "\n", "\r\n", "\r", " ", "\t", "\\", "null", "true", "1", "-0.10", "1e400",
                "007", "{", "}", "[", "]", "ä", "日本", "😀", "\uFEFF", "\u2028", "\u0000", "\u0001", "\u007f", "'", "x",
                "NULL", ":");
        return pieces.list().ofMaxSize(6).map(all -> String.join("", all));
    }

    private static Arbitrary<Object> scalars() {
        return Arbitraries.oneOf(
                texts().map(t -> (Object) t),
                Arbitraries.integers().map(n -> (Object) n),
                Arbitraries.longs().map(n -> (Object) n),
                Arbitraries.doubles().map(n -> (Object) n),
                Arbitraries.bigDecimals().filter(RoundTripTest::isExact).map(n -> (Object) n),
                Arbitraries.bigIntegers().map(n -> (Object) new BigDecimal(n)),
                Arbitraries.of(true, false).map(b -> (Object) b),
                Arbitraries.just((Object) null));
    }

    /** Of 16 and 17 digits, two decimals may be the same double, which is what JSON makes of them. */
    private static boolean isExact(BigDecimal number) {
        int digits = number.stripTrailingZeros().precision();
        return digits < 16 || digits > 17;
    }

    private static Arbitrary<Object> values(int deepest) {
        if (deepest == 0) {
            return scalars();
        }
        return Arbitraries.oneOf(
                scalars(),
                values(deepest - 1).list().ofMaxSize(3).map(list -> (Object) list),
                fields(deepest - 1).map(map -> (Object) map));
    }

    private static Arbitrary<Map<String, Object>> fields(int deepest) {
        return Arbitraries.maps(texts(), values(deepest)).ofMaxSize(4);
    }

    @Provide
    Arbitrary<Document> nested() {
        return fields(2).map(Document::of);
    }

    @Provide
    Arbitrary<List<Document>> some() {
        return nested().list().ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<Document>> rows() {
        return Arbitraries.integers().between(1, 4).flatMap(width -> {
            Arbitrary<List<String>> names = texts().list().ofSize(width).uniqueElements();
            Arbitrary<String> cells = texts().injectNull(0.2);
            return names.flatMap(columns -> cells.list()
                    .ofSize(width)
                    .map(row -> row(columns, row))
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(5));
        });
    }

    private static Document row(List<String> columns, List<String> cells) {
        DocumentBuilder row = Document.builder();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), cells.get(i));
        }
        return row.build();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aDocumentIsTheSameAfterJson(@ForAll("nested") Document document) {
        Document back = decode(
                JSON,
                options(JSON),
                JSON.encoder(options(JSON)).encode(document).toArray());

        assertThat(back).isEqualTo(document);
        assertThat(back.toJson()).isEqualTo(document.toJson());
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void documentsAreTheSameAfterAFileOfLinesHoweverItIsRead(@ForAll("some") List<Document> all) {
        byte[] content = written(NDJSON, options(NDJSON), all);

        assertThat(documents(reader(NDJSON, options(NDJSON), file(content), 0))).isEqualTo(all);
        assertThat(documents(reader(JSON, options(JSON), file(content), 0))).isEqualTo(all);
        isReadAlikeHowever(NDJSON, options(NDJSON), content);
        isReadAlikeHowever(JSON, options(JSON), content);
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void documentsAreTheSameAfterAnArrayHoweverItIsRead(@ForAll("some") List<Document> all) {
        byte[] content = utf8(all.stream().map(Document::toJson).toList().toString());

        assertThat(documents(reader(JSON, options(JSON), file(content), 0))).isEqualTo(all);
        isReadAlikeHowever(JSON, options(JSON), content);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void rowsAreTheSameAfterCsvWhateverItsDialect(@ForAll("rows") List<Document> rows) {
        for (ConnectorConfig config : List.of(
                options(CSV),
                options(CSV, "types", "infer"),
                options(CSV, "nullText", "NULL"),
                options(CSV, "delimiter", ";", "quote", "'"),
                options(CSV, "header", false, "columns", rows.get(0).names()))) {
            byte[] content = written(CSV, config, rows);

            assertThat(documents(reader(CSV, config, file(content), 0))).isEqualTo(rows);
        }
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void aCsvFileIsReadAlikeHowever(@ForAll("rows") List<Document> rows) {
        isReadAlikeHowever(CSV, options(CSV), written(CSV, options(CSV), rows));
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void aRowIsTheSameAfterAMessageOfCsv(@ForAll("rows") List<Document> rows) {
        Document row = rows.get(0);
        for (ConnectorConfig config : List.of(options(CSV), options(CSV, "columns", row.names()))) {
            assertThat(decode(CSV, config, CSV.encoder(config).encode(row).toArray()))
                    .isEqualTo(row);
        }
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void anyBytesAreCutAlikeHowever(@ForAll("rubbish") byte[] content) {
        for (FormatProvider format : List.of(NDJSON, CSV, new StringFormat(), new RawFormat())) {
            ConnectorConfig config =
                    format.equals(CSV) ? options(CSV, "header", false, "columns", List.of("a", "b")) : options(format);
            isReadAlikeHowever(format, config, content);
        }
    }

    @Provide
    Arbitrary<byte[]> rubbish() {
        Arbitrary<Byte> some = Arbitraries.of(
                (byte) '"',
                (byte) '\n',
                (byte) '\r',
                (byte) ',',
                (byte) '{',
                (byte) '}',
                (byte) ' ',
                (byte) 0xC3,
                (byte) 'x');
        return Arbitraries.oneOf(some, Arbitraries.bytes()).array(byte[].class).ofMaxSize(60);
    }
}
