package ai.fluxion.core.stages;

import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.names.NearestName;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code $hash}, {@code $hexHash}: of text in UTF-8, or of binary data. */
final class Hashes {
    @FunctionalInterface
    private interface Algorithm {
        byte[] hash(Bytes content);
    }

    private static final Map<String, Algorithm> ALGORITHMS = Map.of(
            "md5", content -> digest("MD5", content),
            "sha256", content -> digest("SHA-256", content),
            "xxh64", content -> Xxh64.hash(content.buffer()));

    private static final Argument<Algorithm> ALGORITHM = new Argument<>(Algorithm.class, Hashes::algorithm);

    private Hashes() {}

    static void register(Operators all) {
        register(all, "$hash", Bytes::wrap);
        register(all, "$hexHash", HexFormat.of().withUpperCase()::formatHex);
    }

    private static void register(Operators all, String name, Function<byte[], Object> result) {
        all.named(
                name,
                List.of("input", "algorithm"),
                List.of(),
                Map.of("algorithm", ALGORITHM),
                (values, place) -> Operators.isNullish(values[0])
                        ? null
                        : result.apply(ALGORITHM.of(values[1], place).hash(content(values[0], place))));
    }

    private static Algorithm algorithm(Object value, Place place) {
        String word = Strings.text(value, place);
        Algorithm found = ALGORITHMS.get(word);
        if (found == null) {
            throw place.invalid(
                    "FLX-STAGE-OPERAND",
                    "expected md5, sha256 or xxh64, got " + Place.show(value)
                            + NearestName.hint(word, ALGORITHMS.keySet()));
        }
        return found;
    }

    private static Bytes content(Object value, Place place) {
        if (value instanceof String text) {
            return Bytes.utf8(text);
        }
        if (BsonType.of(value).equals(BsonType.BINARY)) {
            return Ordering.bytes(value);
        }
        throw place.operand("a string or binData", value);
    }

    private static byte[] digest(String algorithm, Bytes content) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(content.buffer());
            return digest.digest();
        } catch (NoSuchAlgorithmException everyJavaHasThese) {
            throw new IllegalStateException(everyJavaHasThese);
        }
    }
}
