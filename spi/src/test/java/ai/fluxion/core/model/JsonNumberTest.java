package ai.fluxion.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The short ways to read and write numbers give what the long ones give, or nothing. */
class JsonNumberTest {
    private static String written(Object number) {
        return JsonWriter.text(number);
    }

    @Property(tries = 5_000)
    void aRealThatIsReadTheShortWayIsTheOneThatTheJdkReads(@ForAll("numbers") String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        double real = JsonNumber.exactReal(bytes, 0, bytes.length);

        if (!Double.isNaN(real)) {
            assertThat(Double.doubleToLongBits(real)).isEqualTo(Double.doubleToLongBits(Double.parseDouble(text)));
        }
    }

    @Test
    void ordinaryRealsAreReadTheShortWay() {
        for (String text : new String[] {"0.1", "-0.0", "46.2035", "1e5", "-1.5E-7", "900719925474099.2", "123e22"}) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            assertThat(JsonNumber.exactReal(bytes, 0, bytes.length)).as(text).isEqualTo(Double.parseDouble(text));
        }
        for (String text :
                new String[] {"9007199254740993.0", "1e23", "1e-23", "123", "-0", "12345678901234567890.5"}) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            assertThat(JsonNumber.exactReal(bytes, 0, bytes.length)).as(text).isNaN();
        }
    }

    @Test
    void integersAreWrittenAsJavaWritesThem() {
        Random random = new Random(3);
        for (int i = 0; i < 64; i++) {
            for (long near : new long[] {1L << i, (1L << i) - 1, -(1L << i), random.nextLong() >> i}) {
                assertThat(written(near)).isEqualTo(Long.toString(near));
            }
        }
        for (long power = 1; power > 0 && power < Long.MAX_VALUE / 10; power *= 10) {
            for (long near : new long[] {power, power - 1, power + 1, -power, 99 * power / 10}) {
                assertThat(written(near)).isEqualTo(Long.toString(near));
            }
        }
    }

    @Test
    void shortDecimalsAreWrittenInTheirFewestDigits() {
        Random random = new Random(4);
        for (int i = 0; i < 100_000; i++) {
            BigDecimal decimal = BigDecimal.valueOf(random.nextInt(), random.nextInt(9));
            double number = decimal.doubleValue();
            double size = Math.abs(number);
            if (size >= 1e-3 && size < 1e7) {
                BigDecimal shortest = decimal.stripTrailingZeros();
                String expected = shortest.scale() < 1 ? shortest.setScale(1).toString() : shortest.toPlainString();
                assertThat(written(number)).isEqualTo(expected);
            }
        }
    }

    @Test
    void everyDoubleIsWrittenSoThatItIsReadAgain() {
        Random random = new Random(5);
        for (int i = 0; i < 200_000; i++) {
            double number = i % 2 == 0
                    ? random.nextGaussian() * 1_000
                    : Math.nextUp((random.nextInt(200_000) - 100_000) / 100.0);
            assertThat(Double.parseDouble(written(number))).isEqualTo(number);
        }
        for (double number :
                new double[] {0.0, -0.0, 1e-3, 9.999999e6, 1e7, 9999999.99999999, 0.00099999, Double.MIN_VALUE}) {
            assertThat(Double.doubleToLongBits(Double.parseDouble(written(number))))
                    .isEqualTo(Double.doubleToLongBits(number));
        }
    }

    @Provide
    Arbitrary<String> numbers() {
        return RandomDocuments.numberTexts();
    }
}
