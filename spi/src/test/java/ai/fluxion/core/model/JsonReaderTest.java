package ai.fluxion.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.fluxion.core.engine.connectors.FluxionException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reader takes and refuses, against Jackson. */
class JsonReaderTest {
    @Property(tries = 3_000)
    void everyTextMeansWhatItMeansToJackson(@ForAll long seed) {
        byte[] json = JsonTexts.object(new Random(seed)).getBytes(StandardCharsets.UTF_8);

        assertAlike(json);
    }

    @Property(tries = 20_000)
    void changedBytesAreTakenOrRefusedAsByJackson(@ForAll long seed) {
        assertAlike(JsonTexts.mutated(new Random(seed)));
    }

    @Property(tries = 2_000)
    void whatIsCutOffIsRefused(@ForAll long seed) {
        String json = JsonTexts.object(new Random(seed)).trim();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        byte[] around = new byte[bytes.length + 16];
        System.arraycopy(bytes, 0, around, 4, bytes.length);
        int length = new Random(seed).nextInt(bytes.length);

        assertThatThrownBy(() -> JsonReader.read(Bytes.wrap(around, 4, length))).isInstanceOf(FluxionException.class);
        // what follows in the buffer must not be taken for the rest
        System.arraycopy(bytes, 0, around, 4, bytes.length);
        assertThatThrownBy(() -> JsonReader.read(Bytes.wrap(bytes, 0, length))).isInstanceOf(FluxionException.class);
    }

    private static void assertAlike(byte[] json) {
        Optional<Document> expected = EagerJson.read(json);
        if (expected.isEmpty()) {
            assertThatThrownBy(() -> JsonReader.read(Bytes.wrap(json)))
                    .as(new String(json, StandardCharsets.UTF_8))
                    .isInstanceOf(FluxionException.class)
                    .hasMessageContaining("FLX-FORMAT-JSON");
            return;
        }
        byte[] around = new byte[json.length + 20];
        System.arraycopy(json, 0, around, 10, json.length);
        for (Bytes payload : List.of(Bytes.wrap(json), Bytes.wrap(around, 10, json.length))) {
            Document found = JsonReader.read(payload);
            assertThat(found).isEqualTo(expected.get());
            assertThat(found.names()).isEqualTo(expected.get().names());
            assertThat(found).hasSameHashCodeAs(expected.get());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,}|1|8",
                "{\"a\":1 \"b\":2}|1|8",
                "{\"ä\":x}|1|6",
                "`{\n \"a\":01}`|2|6",
                "`{\r\n\r\n\"a\":1}x`|3|7",
                "`{\r\"a\":tru }`|2|8",
                "[]|1|1",
                "{\"a\":1,\"a\":2}|1|8",
                "{\"a\":\"\\ud800\"}|1|7",
                "`\uFEFF{]`|1|2",
                "{\"a\":[1,2|1|10",
            })
    void aFailureNamesItsPlace(String json, int line, int column) {
        FluxionException refused =
                catchThrowableOfType(FluxionException.class, () -> JsonReader.read(Bytes.utf8(json)));

        assertThat(refused.failure().code()).isEqualTo("FLX-FORMAT-JSON");
        assertThat(refused.failure().place()).isEqualTo("line " + line + ", column " + column);
    }

    @Test
    void aStringIsCheckedWhereverItEndsAndWhateverStandsBeforeIt() {
        for (int length = 0; length < 40; length++) {
            String plain = "x".repeat(length);
            for (String odd : List.of("", "\\n", "ä", "€", "😀", "\\u00e4", "\\\\")) {
                assertAlike(
                        ("{\"" + plain + odd + "\":\"" + plain + odd + plain + "\"}").getBytes(StandardCharsets.UTF_8));
            }
            for (String wrong : List.of("\u0001", "\n", "\\x", "\"x", "\\ud800", "\\u00g0", "\\")) {
                assertAlike(("{\"a\":\"" + plain + wrong + plain + "\"}").getBytes(StandardCharsets.UTF_8));
            }
            for (int wrong : new int[] {0x80, 0xC0, 0xC1, 0xC3, 0xE0, 0xED, 0xF0, 0xF4, 0xF5, 0xFF}) {
                byte[] json = ("{\"a\":\"" + plain + "??" + plain + "\"}").getBytes(StandardCharsets.UTF_8);
                json[6 + length] = (byte) wrong;
                assertAlike(json);
                json[7 + length] = (byte) 0x90;
                assertAlike(json);
            }
        }
    }

    @Test
    void everyPairAndTripleOfBytesThatAreNotAsciiIsTakenOrRefusedAsByTheDecoderOfTheJdk() {
        for (int first = 0x80; first < 0x100; first++) {
            for (int second = 0x70; second < 0x100; second++) {
                for (int third : new int[] {'x', 0x7F, 0x80, 0xBF, 0xC0}) {
                    byte[] json = "{\"a\":\"????xyz\"}".getBytes(StandardCharsets.UTF_8);
                    json[6] = (byte) first;
                    json[7] = (byte) second;
                    json[8] = (byte) third;
                    json[9] = (byte) (third == 'x' ? 'x' : 0x80);
                    assertAlike(json);
                }
            }
        }
    }
}
