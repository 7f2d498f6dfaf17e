package ai.fluxion.core.engine.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionValuesTest {
    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "5s, PT5S",
        "1m, PT1M",
        "2h, PT2H",
        "3d, PT72H",
        "7us, PT0.000007S",
        "9ns, PT0.000000009S",
        "' 5 s ', PT5S",
        "PT0.5S, PT0.5S",
        "P1D, PT24H",
        "pt1m, PT1M",
        "0s, PT0S",
        "100000d, PT2400000H"
    })
    void aDurationIsShortOrIso(String text, Duration duration) {
        assertThat(OptionValues.duration(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "-5s",
                "PT-5S",
                "5 years",
                "1.5s",
                "5S",
                "s",
                "100001d",
                "9999999999999d",
                "999999999999999h",
                "99999999999999999999s",
                "PT9999999999999999999H",
                "P106751991167300D"
            })
    void whatIsNoDurationIsRefused(String text) {
        assertThatThrownBy(() -> OptionValues.duration(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1048576, 1048576",
        "7B, 7",
        "16KiB, 16384",
        "64MiB, 67108864",
        "1 GiB, 1073741824",
        "2TiB, 2199023255552"
    })
    void aSizeIsANumberOfBytes(String text, long size) {
        assertThat(OptionValues.size(text)).isEqualTo(size);
        assertThat(OptionValues.size(65_536)).isEqualTo(65_536);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1KB", "1kib", "1.5MiB", "MiB", "999999999999999TiB", "9999999999999999999"})
    void whatIsNoSizeIsRefused(String text) {
        assertThatThrownBy(() -> OptionValues.size(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textIsTextOrWhatYamlMadeOfIt() {
        assertThat(OptionValues.text("a")).isEqualTo("a");
        assertThat(OptionValues.text(5)).isEqualTo("5");
        assertThat(OptionValues.text(true)).isEqualTo("true");
        for (Object other : Arrays.asList(null, List.of("a"), Map.of("a", 1))) {
            assertThatThrownBy(() -> OptionValues.text(other))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("expected text, got");
        }
    }

    @Test
    void anIntegerHas64Bits() {
        assertThat(OptionValues.integer(5)).isEqualTo(5);
        assertThat(OptionValues.integer(" -9223372036854775808 ")).isEqualTo(Long.MIN_VALUE);
        for (Object other : Arrays.asList(null, "", "five", "9223372036854775808", 1.0, "1.0", true, List.of(1))) {
            assertThatThrownBy(() -> OptionValues.integer(other)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aNumberIsFinite() {
        assertThat(OptionValues.number(5)).isEqualTo(5.0);
        assertThat(OptionValues.number("-1.5e3")).isEqualTo(-1500.0);
        for (Object other : Arrays.asList(null, "", "x", "NaN", "1e999", Double.POSITIVE_INFINITY, true, List.of(1))) {
            assertThatThrownBy(() -> OptionValues.number(other)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void truthIsTrueOrFalse() {
        assertThat(OptionValues.truth(true)).isTrue();
        assertThat(OptionValues.truth(" FALSE ")).isFalse();
        for (Object other : Arrays.asList(null, "", "yes", "1", 1, List.of(true))) {
            assertThatThrownBy(() -> OptionValues.truth(other)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aListIsAListOrTextWithCommas() {
        assertThat(OptionValues.list(List.of("a,b", 2, true))).containsExactly("a,b", "2", "true");
        assertThat(OptionValues.list("a, b ,c")).containsExactly("a", "b", "c");
        assertThat(OptionValues.list("a")).containsExactly("a");
        assertThat(OptionValues.list(List.of())).isEmpty();
        for (Object other : Arrays.asList(null, Map.of("a", 1), List.of(List.of("a")), Arrays.asList("a", null))) {
            assertThatThrownBy(() -> OptionValues.list(other)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aMapIsAMapOfTexts() {
        assertThat(OptionValues.map(Map.of("a", 1))).containsExactly(Map.entry("a", "1"));
        for (Object other : Arrays.asList(null, "a=1", List.of(), Map.of("a", List.of()))) {
            assertThatThrownBy(() -> OptionValues.map(other)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGER, 1, 10, 0, 11",
        "NUMBER, 1, 10.0, 0.99, 10.01",
        "DURATION, 1ms, PT0.01S, 0s, 11ms",
        "SIZE, 1, 10B, 0, 1KiB"
    })
    void boundsAreValuesThemselves(ConnectorOption.Type type, String least, String most, String below, String above) {
        ConnectorOption option =
                ConnectorOption.builder("limit", type).range(1, 10).build();
        assertThatCode(() -> OptionValues.check(option, least)).doesNotThrowAnyException();
        assertThatCode(() -> OptionValues.check(option, most)).doesNotThrowAnyException();
        for (String wrong : List.of(below, above)) {
            assertThatThrownBy(() -> OptionValues.check(option, wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 to 10");
        }
    }

    @Test
    void aNumberWithoutBoundsMayBeAny() {
        ConnectorOption option =
                ConnectorOption.builder("rate", ConnectorOption.Type.NUMBER).build();
        assertThatCode(() -> OptionValues.check(option, 1e300)).doesNotThrowAnyException();
        assertThatCode(() -> OptionValues.check(option, "-1e300")).doesNotThrowAnyException();
    }

    @Test
    void onlyAllowedValuesAreRightAlsoInAList() {
        ConnectorOption one = ConnectorOption.builder("acks", ConnectorOption.Type.STRING)
                .allowed("all", "1")
                .build();
        assertThatCode(() -> OptionValues.check(one, 1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> OptionValues.check(one, "none")).hasMessage("expected one of all, 1, got 'none'");
        ConnectorOption many = ConnectorOption.builder("on", ConnectorOption.Type.LIST)
                .allowed("insert", "delete")
                .build();
        assertThatCode(() -> OptionValues.check(many, List.of("insert", "delete")))
                .doesNotThrowAnyException();
        assertThatCode(() -> OptionValues.check(many, "insert,delete")).doesNotThrowAnyException();
        assertThatThrownBy(() -> OptionValues.check(many, List.of("insert", "x")))
                .hasMessageContaining("got 'x'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INTEGER", "DURATION", "BOOLEAN", "SIZE", "MAP"})
    void theValueOfASecretIsNotShown(ConnectorOption.Type type) {
        ConnectorOption option = ConnectorOption.builder("token", type).secret().build();
        assertThatThrownBy(() -> OptionValues.check(option, "hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void aFormatIsANameOrAMapWithItsType() {
        ConnectorOption option =
                ConnectorOption.builder("format", ConnectorOption.Type.FORMAT).build();
        assertThatCode(() -> OptionValues.check(option, "csv")).doesNotThrowAnyException();
        assertThatCode(() -> OptionValues.check(option, Map.of("type", "csv", "header", true)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> OptionValues.check(option, Map.of("header", true)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void anyTextForAnyTypeIsAValueOrAnIllegalArgument(@ForAll ConnectorOption.Type type, @ForAll String text) {
        ConnectorOption option =
                ConnectorOption.builder("any", type).range(0, 100).build();
        try {
            OptionValues.check(option, text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
