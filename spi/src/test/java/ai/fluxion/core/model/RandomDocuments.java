package ai.fluxion.core.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitrary documents with every class of value, and with metadata. */
final class RandomDocuments {
    private static final long FAR = 300_000_000_000L; // seconds: some ten thousand years

    private RandomDocuments() {}

    /** Any text that UTF-8 can write. */
    static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(12),
                Arbitraries.strings()
                        .withCharRange('\u0000', '\ud7ff')
                        .withCharRange('\ue000', '\uffff')
                        .ofMaxLength(8),
                Arbitraries.of("", "\ud83d\ude00", "\u0000", "\"\\\b\f\n\r\t/", "\u2028\u007f\u0080\u07ff\u0800"));
    }

    /** The text of any JSON number. */
    static Arbitrary<String> numberTexts() {
        Arbitrary<String> sign = Arbitraries.of("", "-");
        Arbitrary<String> whole = Arbitraries.oneOf(
                Arbitraries.of("0", "1", "10", "2147483648", "9223372036854775807", "9223372036854775808"),
                Arbitraries.strings()
                        .numeric()
                        .ofMinLength(1)
                        .ofMaxLength(45)
                        .map(digits -> digits.replaceFirst("^0+(?=.)", "")));
        Arbitrary<String> fraction = Arbitraries.oneOf(
                Arbitraries.just(""),
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(25).map(digits -> "." + digits));
        Arbitrary<String> exponent = Arbitraries.oneOf(
                Arbitraries.just(""),
                Combinators.combine(
                                Arbitraries.of("e", "E", "e+", "E-", "e-"),
                                Arbitraries.integers().between(0, 500))
                        .as((mark, digits) -> mark + digits));
        return Combinators.combine(sign, whole, fraction, exponent).as((a, b, c, d) -> a + b + c + d);
    }

    private static Arbitrary<Object> scalars() {
        Arbitrary<Object> numbers = Arbitraries.oneOf(
                Arbitraries.integers().map(n -> (Object) n),
                Arbitraries.longs().map(n -> (Object) n),
                Arbitraries.doubles().map(n -> (Object) n),
                Arbitraries.of(-0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE),
                Combinators.combine(
                                Arbitraries.bigIntegers(),
                                Arbitraries.integers().between(-500, 500))
                        .as((BigInteger digits, Integer scale) -> (Object) new BigDecimal(digits, scale)),
                numberTexts().map(NumberLiteral::parse));
        Arbitrary<Object> times = Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.longs().between(-FAR, FAR),
                                Arbitraries.integers().between(0, 999_999_999))
                        .as((s, n) -> (Object) Instant.ofEpochSecond(s, n)),
                Arbitraries.longs().between(-9_000_000, 9_000_000).map(LocalDate::ofEpochDay),
                Arbitraries.longs().between(0, 86_399_999_999_999L).map(LocalTime::ofNanoOfDay),
                Arbitraries.longs().between(0, 86_399_999_999_999L).map(n ->
                        (Object) LocalDateTime.of(LocalDate.ofEpochDay(n % 40_000), LocalTime.ofNanoOfDay(n))));
        return Arbitraries.oneOf(
                numbers,
                times,
                texts().map(text -> (Object) text),
                Arbitraries.of(true, false),
                Arbitraries.just((Object) null),
                Arbitraries.just(Unavailable.VALUE),
                bytes().map(bytes -> (Object) bytes),
                Arbitraries.longs().tuple2().map(both -> (Object) new UUID(both.get1(), both.get2())));
    }

    static Arbitrary<Bytes> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(Bytes::copyOf);
    }

    private static Arbitrary<Object> values(int depth) {
        return depth == 0
                ? scalars()
                : Arbitraries.frequencyOf(
                        Tuple.of(3, scalars()),
                        Tuple.of(1, values(depth - 1).list().ofMaxSize(4).map(items -> (Object) items)),
                        Tuple.of(1, fields(depth - 1).map(document -> (Object) document)));
    }

    static Arbitrary<Document> fields() {
        return fields(2);
    }

    private static Arbitrary<Document> fields(int depth) {
        return Combinators.combine(
                        Arbitraries.oneOf(texts(), Arbitraries.of("id", "name", "total"))
                                .list()
                                .uniqueElements()
                                .ofMaxSize(6),
                        values(depth).list().ofSize(6))
                .as((names, values) -> {
                    Map<String, Object> all = new LinkedHashMap<>();
                    for (int i = 0; i < names.size(); i++) {
                        all.put(names.get(i), values.get(i));
                    }
                    return Document.of(all);
                });
    }

    static Arbitrary<RecordMetadata> metadata() {
        Arbitrary<Header> header =
                Combinators.combine(texts(), bytes().injectNull(0.2)).as(Header::new);
        Arbitrary<RecordMetadata.Builder> place = Combinators.combine(
                        texts(),
                        texts(),
                        Arbitraries.longs().greaterOrEqual(-1),
                        texts().injectNull(0.7),
                        Arbitraries.integers().between(0, 9))
                .as((stream, partition, offset, offsetText, ordinal) -> {
                    RecordMetadata.Builder builder = RecordMetadata.builder().stream(stream)
                            .partition(partition)
                            .offset(offset)
                            .ordinal(ordinal);
                    return offsetText == null ? builder : builder.offset(offsetText);
                });
        return Combinators.combine(
                        place,
                        values(1),
                        header.list().ofMaxSize(3),
                        Arbitraries.longs(),
                        Arbitraries.of(Operation.class),
                        fields(1).injectNull(0.5),
                        fields(1))
                .as((builder, key, headers, timestamp, operation, before, attributes) -> builder.key(key)
                        .headers(List.copyOf(headers))
                        .timestamp(timestamp)
                        .operation(operation)
                        .before(before)
                        .attributes(attributes)
                        .build());
    }

    static Arbitrary<Document> documents() {
        return Combinators.combine(fields(), metadata()).as(Document::withMetadata);
    }
}
