package ai.fluxion.core.stages;

import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.names.NearestName;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** {@code $hash}, {@code $hexHash}: of text in UTF-8, or of binary data. */
final class Hashes {
    /** The algorithms by their names in the manual and in Java. */
    private static final Map<String, String> ALGORITHMS = Map.of("md5", "MD5", "sha256", "SHA-256");

    /** The Java name of an algorithm. */
    private record Algorithm(String name) {}

    private static final Argument<Algorithm> ALGORITHM = new Argument<>(Algorithm.class, Hashes::algorithm);

    private Hashes() {}

    static void register(Operators all) {
        register(all, "$hash", hash -> Bytes.wrap(hash));
        register(all, "$hexHash", HexFormat.of().withUpperCase()::formatHex);
    }

    private static void register(Operators all, String name, java.util.function.Function<byte[], Object> result) {
        all.named(
                name,
                List.of("input", "algorithm"),
                List.of(),
                Map.of("algorithm", ALGORITHM),
                (values, place) ->
                        Operators.isNullish(values[0]) ? null : result.apply(hash(values[0], values[1], place)));
    }

    private static Algorithm algorithm(Object value, Place place) {
        String found = ALGORITHMS.get(Strings.text(value, place));
        if (found == null) {
            throw place.invalid(
                    "FLX-STAGE-OPERAND",
                    "expected md5 or sha256, got " + Place.show(value)
                            + NearestName.hint((String) value, ALGORITHMS.keySet()));
        }
        return new Algorithm(found);
    }

    private static byte[] hash(Object value, Object algorithm, Place place) {
        Bytes content;
        if (value instanceof String text) {
            content = Bytes.utf8(text);
        } else if (BsonType.of(value).equals(BsonType.BINARY)) {
            content = Ordering.bytes(value);
        } else {
            throw place.operand("a string or binData", value);
        }
        if (Operators.isNullish(algorithm)) {
            throw place.operand("md5 or sha256", algorithm);
        }
        try {
            MessageDigest digest =
                    MessageDigest.getInstance(ALGORITHM.of(algorithm, place).name());
            digest.update(content.buffer());
            return digest.digest();
        } catch (NoSuchAlgorithmException notInThisRuntime) {
            throw place.invalid("FLX-STAGE-OPERAND", "this Java runtime lacks " + notInThisRuntime.getMessage());
        }
    }
}
