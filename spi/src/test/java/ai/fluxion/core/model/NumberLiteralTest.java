package ai.fluxion.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberLiteralTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.10",
                "1e400",
                "1E5",
                "-0",
                "-0.0",
                "0",
                "12",
                "2147483648",
                "9223372036854775808",
                "1.0",
                "1e5",
                "1234567890123456789012345678901234567890",
                "0.1000000000000000055511151231257827",
                "1E+400",
                "5e-324",
                "1e-400",
                "-1.5e+07",
                "123456789012345678",
                "1234567890123456789"
            })
    void theTextIsKept(String text) {
        assertThat(JsonWriter.text(NumberLiteral.parse(text))).isEqualTo(text);
        assertThat(Document.of("n", NumberLiteral.parse(text)).toJson()).isEqualTo("{\"n\":" + text + "}");
    }

    @Test
    void theValueIsOfTheSmallestClassThatHoldsIt() {
        assertThat(value("12")).isEqualTo(12);
        assertThat(value("-2147483648")).isEqualTo(Integer.MIN_VALUE);
        assertThat(value("2147483648")).isEqualTo(1L << 31);
        assertThat(value("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(value("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(value("9223372036854775808")).isEqualTo(new BigDecimal("9223372036854775808"));
        assertThat(value("0.10")).isEqualTo(0.1);
        assertThat(value("1e2")).isEqualTo(100.0);
        assertThat(value("-0")).isEqualTo(0);
        assertThat(value("-0.0")).isEqualTo(-0.0);
        assertThat(value("1e400")).isEqualTo(new BigDecimal("1e400"));
        assertThat(value("1e-400")).isEqualTo(new BigDecimal("1e-400"));
        assertThat(value("0.123456789012345678")).isEqualTo(new BigDecimal("0.123456789012345678"));
        assertThat(value("0e-400")).isEqualTo(0.0);
    }

    private static Object value(String text) {
        return Document.of("n", NumberLiteral.parse(text)).get("n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+1",
                "01",
                "-01",
                ".5",
                "1.",
                "1.e5",
                "1e",
                "1e+",
                "0x10",
                "1f",
                "1d",
                "NaN",
                "Infinity",
                " 1",
                "1 ",
                "1,5",
                "--1",
                "1e5.0",
                "١",
                "1e1234567890",
                "1_000"
            })
    void whatIsNoJsonNumberIsRefused(String text) {
        assertThatThrownBy(() -> NumberLiteral.parse(text)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void aNumberLongerThanAThousandCharactersIsRefused() {
        assertThat(JsonWriter.text(NumberLiteral.parse("1".repeat(1_000)))).hasSize(1_000);
        assertThatThrownBy(() -> NumberLiteral.parse("1".repeat(1_001)))
                .isInstanceOf(NumberFormatException.class)
                .hasMessageContaining("1001");
    }

    @Test
    void everyDoubleIsReadAsWhatItWas() {
        double eighteenDigitsOnJdk17 = -1.08125095244295258E18;
        assertThat(value(JsonWriter.text(eighteenDigitsOnJdk17))).isEqualTo(eighteenDigitsOnJdk17);
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertThat(value(JsonWriter.text(number))).isEqualTo(number);
            }
        }
    }

    @Property
    void whatIsParsedAndWrittenIsTheSameText(@ForAll("numbers") String text) {
        assertThat(JsonWriter.text(NumberLiteral.parse(text))).isEqualTo(text);
    }

    @Property
    void theValueIsTheNumberThatIsWrittenThere(@ForAll("numbers") String text) {
        Number value = (Number) value(text);
        BigDecimal exact = new BigDecimal(text);
        if (value instanceof Double number) {
            assertThat(number).isEqualTo(exact.doubleValue());
        } else {
            assertThat(new BigDecimal(value.toString())).isEqualByComparingTo(exact);
        }
    }

    @Provide
    Arbitrary<String> numbers() {
        return RandomDocuments.numberTexts();
    }
}
