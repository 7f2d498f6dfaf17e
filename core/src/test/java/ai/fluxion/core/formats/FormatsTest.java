package ai.fluxion.core.formats;

import static ai.fluxion.core.formats.FormatChecks.fatal;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.formats.FormatProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
    private final Formats formats = Formats.load();

    @Test
    void theEnginesOwnAreThereAndFoundByName() {
        assertThat(formats.all())
                .extracting(FormatProvider::name)
                .containsSubsequence("csv", "json", "ndjson", "raw", "string");
        assertThat(formats.named("csv")).isInstanceOf(CsvFormat.class);
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearestAndAll() {
        var near = fatal(() -> formats.named("jsno"));
        var far = fatal(() -> formats.named("parquet"));

        assertThat(near.code()).isEqualTo("FLX-FORMAT-UNKNOWN");
        assertThat(fatal(() -> formats.named("NDJSON")).remedy()).startsWith("Is ndjson meant? There are: ");
        assertThat(fatal(() -> formats.named("ndjsn")).remedy()).startsWith("Is ndjson meant? ");
        assertThat(far.message()).contains("'parquet'");
        assertThat(far.remedy()).startsWith("There are: csv, json, ndjson, raw, string");
    }

    @ParameterizedTest
    @CsvSource({
        "orders.json,json",
        "orders.ndjson,ndjson",
        "ORDERS.JSONL,ndjson",
        "/data/a.b/orders.csv.gz,csv",
        "orders.jsonl.zst,ndjson",
        "C:\\data\\orders.csv,csv",
        "part-*.csv,csv",
        "orders,",
        "orders.gz,",
        "orders.unknown,",
        "orders.json.bak,",
        "/data.json/orders,",
        "csv,",
        ".csv,csv",
        "orders.csv.gz.gz,"
    })
    void aFilesNameSaysItsFormatBelowItsCompression(String name, String format) {
        assertThat(formats.forFileName(name).orElse(null)).isEqualTo(format);
    }

    @Test
    void formatsInOtherClassLoadersAreFoundOnce(@TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(FormatProvider.class.getName()), Other.class.getName());
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Formats found = Formats.load(List.of(loader, loader));

            assertThat(found.named("other")).isInstanceOf(Other.class);
            assertThat(found.forFileName("x.oth")).contains("other");
            assertThat(found.all()).hasSize(formats.all().size() + 1);
        }
    }

    @Test
    void twoFormatsOfOneNameAreRefused() {
        FormatProvider impostor = new Other("json");

        assertThat(fatal(() -> Formats.of(List.of(new JsonFormat(), impostor))).code())
                .isEqualTo("FLX-FORMAT-TWICE");
    }

    @Test
    void everyDefaultIsAValueOfItsOption() {
        for (FormatProvider format : formats.all()) {
            var config = FormatChecks.options(format);
            for (ConnectorOption option : format.options()) {
                assertThat(option.doc()).isNotBlank();
                option.defaultValue()
                        .ifPresent(value -> assertThat(OptionProblem.of(
                                        FormatChecks.options(format, option.name(), value), format.options(), Set.of()))
                                .isEmpty());
            }
            assertThat(format.decoder(config).format()).isEqualTo(format.name());
            assertThat(format.encoder(config).format()).isEqualTo(format.name());
            assertThat(format.doc()).isNotBlank();
        }
    }

    /** A format that only a class loader of its own declares. */
    public static final class Other implements FormatProvider {
        private final String name;

        public Other() {
            this("other");
        }

        Other(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String doc() {
            return "for this test";
        }

        @Override
        public List<String> extensions() {
            return List.of("oth");
        }

        @Override
        public ai.fluxion.core.model.PayloadDecoder decoder(ai.fluxion.core.engine.connectors.ConnectorConfig config) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ai.fluxion.core.engine.formats.PayloadEncoder encoder(
                ai.fluxion.core.engine.connectors.ConnectorConfig config) {
            throw new UnsupportedOperationException();
        }
    }
}
