package ai.fluxion.core.formats;

import static ai.fluxion.core.formats.FormatChecks.decode;
import static ai.fluxion.core.formats.FormatChecks.invalid;
import static ai.fluxion.core.formats.FormatChecks.options;
import static ai.fluxion.core.formats.FormatChecks.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.connectors.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedJsonTest {
    private static final JsonFormat JSON = new JsonFormat();

    static Stream<String> malformedTexts() {
        return Stream.of(
                // no object
                "",
                " ",
                "\n\t",
                "[]",
                "[{\"a\":1}]",
                "1",
                "-",
                "\"text\"",
                "true",
                "null",
                "nul",
                "x",
                "}",
                "]",
                ",",
                ":",
                // not to its end
                "{",
                "{\"",
                "{\"a",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":\"",
                "{\"a\":\"b",
                "{\"a\":\"\\",
                "{\"a\":\"\\u12",
                "{\"a\":[1,",
                "{\"a\":{\"b\":1}",
                "{\"a\":tru",
                "{\"a\":-",
                "{\"a\":1e",
                // more than its end
                "{}{}",
                "{} {\"a\":1}",
                "{},",
                "{}x",
                "{}]",
                "{}}",
                "{} null",
                "{}\u0000",
                // between names and values
                "{\"a\" 1}",
                "{\"a\"::1}",
                "{\"a\":}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\":1,,\"b\":2}",
                "{\"a\"}",
                "{\"a\",\"b\"}",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "{null:1}",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\":[1 2]}",
                "{\"a\":[1,,2]}",
                "{\"a\":[1}",
                "{\"a\":[1:2]}",
                "{\"a\":{]}",
                "{\"a\":(1)}",
                "{\"a\";1}",
                // numbers
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":-.5}",
                "{\"a\":01}",
                "{\"a\":-01}",
                "{\"a\":00}",
                "{\"a\":1e+}",
                "{\"a\":1.e1}",
                "{\"a\":0x10}",
                "{\"a\":1_000}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":-Infinity}",
                "{\"a\":1a}",
                "{\"a\":--1}",
                "{\"a\":1.2.3}",
                "{\"a\":1e5.5}",
                "{\"a\":1e9999999999}",
                "{\"a\":" + "9".repeat(1_001) + "}",
                "{\"a\":0." + "9".repeat(1_001) + "}",
                // literals
                "{\"a\":True}",
                "{\"a\":FALSE}",
                "{\"a\":nil}",
                "{\"a\":undefined}",
                "{\"a\":truefalse}",
                "{\"a\":nulll}",
                // strings
                "{\"a\":'b'}",
                "{\"a\":b}",
                "{\"a\":\"\\x41\"}",
                "{\"a\":\"\\'\"}",
                "{\"a\":\"\\a\"}",
                "{\"a\":\"\\0\"}",
                "{\"a\":\"\\u\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\U0041\"}",
                "{\"a\":\"\\u{41}\"}",
                "{\"a\":\"line\nfeed\"}",
                "{\"a\":\"tab\tulator\"}",
                "{\"a\":\"\u0000\"}",
                "{\"a\":\"\u001f\"}",
                "{\"a\nb\":1}",
                "{\"a\":\"b\"c\"}",
                // halves of surrogate pairs
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\"}",
                "{\"a\":\"\\ud800\\u0041\"}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"a\":\"\\ud83dx\\ude00\"}",
                "{\"\\ud800\":1}",
                "{\"a\":[{\"b\":\"\\udfff\"}]}",
                // names that stand twice
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"b\":2,\"\\u0061\":3}",
                "{\"x\":{\"a\":1,\"a\":2}}",
                "{\"x\":[{\"\":1,\"\":2}]}",
                // what other readers allow
                "{\"a\":1}//comment",
                "/*comment*/{\"a\":1}",
                "{/**/\"a\":1}",
                "#{\"a\":1}",
                "{\"a\":1;}",
                "{\"a\":\u00a01}",
                "{\"a\":1\u2028}",
                "\u001e{}",
                "\ufeff\ufeff{}",
                "{\"a\":1}\ufeff",
                // too deep
                "{\"a\":" + "[".repeat(500) + "]".repeat(500) + "}",
                "{\"a\":".repeat(501) + "1" + "}".repeat(501),
                "{\"a\":" + "[".repeat(1_000_000));
    }

    @ParameterizedTest
    @MethodSource("malformedTexts")
    void whatTheStandardDoesNotAllowIsAnInvalidRecord(String text) {
        Failure failure = invalid(() -> decode(JSON, options(JSON), utf8(text)));

        assertThat(failure.code()).isEqualTo("FLX-FORMAT-JSON");
        assertThat(failure.place()).matches("line \\d+, column \\d+");
        assertThat(failure.message()).isNotBlank().doesNotContain("Source", "StreamRead", "JsonReadFeature", "\n");
        assertThat(failure.message().length()).isLessThan(250);
    }

    static Stream<byte[]> malformedBytes() {
        return Stream.of(
                in(0xC0, 0x80), // overlong
                in(0xC1, 0xBF),
                in(0xE0, 0x80, 0x80),
                in(0xE0, 0x9F, 0xBF),
                in(0xF0, 0x80, 0x80, 0x80),
                in(0xF0, 0x8F, 0xBF, 0xBF),
                in(0xED, 0xA0, 0x80), // surrogates
                in(0xED, 0xBF, 0xBF),
                in(0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80),
                in(0xF4, 0x90, 0x80, 0x80), // beyond Unicode
                in(0xF5, 0x80, 0x80, 0x80),
                in(0xFF),
                in(0xFE),
                in(0x80), // a continuation of nothing
                in(0xC3), // nothing that continues
                in(0xE2, 0x82),
                in(0xF0, 0x9F, 0x98),
                in(0xE4), // Latin-1
                "{\"a\":1}".getBytes(StandardCharsets.UTF_16),
                "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE),
                "{\"a\":1}".getBytes(StandardCharsets.UTF_16BE));
    }

    private static byte[] in(int... bytes) {
        byte[] all = "{\"a\":\"".getBytes(StandardCharsets.UTF_8);
        byte[] payload = java.util.Arrays.copyOf(all, all.length + bytes.length + 2);
        for (int i = 0; i < bytes.length; i++) {
            payload[all.length + i] = (byte) bytes[i];
        }
        payload[payload.length - 2] = '"';
        payload[payload.length - 1] = '}';
        return payload;
    }

    @ParameterizedTest
    @MethodSource("malformedBytes")
    void bytesThatAreNoUtf8AreAnInvalidRecord(byte[] payload) {
        Failure failure = invalid(() -> decode(JSON, options(JSON), payload));

        assertThat(failure.code()).isEqualTo("FLX-FORMAT-JSON");
        assertThat(failure.place()).matches("byte \\d+|line 1, column \\d+");
    }

    @Test
    void aFailureSaysWhereAndShowsLittleOfTheContent() {
        String secret = "s".repeat(400);

        Failure bare = invalid(() -> decode(JSON, options(JSON), utf8("{\"a\":1,\n \"b\":" + secret + "}")));
        Failure twice = invalid(() -> decode(JSON, options(JSON), utf8("{\"" + secret + "\":1,\"" + secret + "\":2}")));
        Failure bytes = invalid(() -> decode(JSON, options(JSON), new byte[] {'{', '"', (byte) 0xFF}));

        assertThat(bare.place()).startsWith("line 2, column ");
        for (Failure failure : List.of(bare, twice)) {
            assertThat(failure.message()).doesNotContain("s".repeat(42));
        }
        assertThat(bytes.place()).isEqualTo("byte 2");
    }

    @Test
    void aPayloadBeyondTheLimitIsAnInvalidRecordThatNamesTheOption() {
        Failure failure = invalid(() -> decode(JSON, options(JSON, "maxBytes", 8), utf8("{\"a\":123}")));

        assertThat(failure.code()).isEqualTo("FLX-FORMAT-TOO-LARGE");
        assertThat(failure.remedy()).contains("maxBytes");
        assertThat(decode(JSON, options(JSON, "maxBytes", 9), utf8("{\"a\":123}"))
                        .getInt("a"))
                .isEqualTo(123);
    }
}
