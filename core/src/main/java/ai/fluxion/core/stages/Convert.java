package ai.fluxion.core.stages;

import ai.fluxion.core.engine.connectors.FluxionException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code $convert} with all its options; the conversions are those of {@link Conversions}. */
final class Convert {
    static final Argument<BsonType> TYPE = new Argument<>(BsonType.class, Convert::type);
    private static final Argument<BinaryConversions.Format> FORMAT =
            new Argument<>(BinaryConversions.Format.class, Convert::format);
    private static final Argument<ByteOrder> ORDER = new Argument<>(ByteOrder.class, Convert::order);
    private static final List<Integer> BASES = List.of(2, 8, 10, 16);

    private Convert() {}

    static Node compile(Object arguments, Site site) {
        int problems = site.problemCount();
        if (!Operators.checkNames(
                arguments, List.of("input", "to"), List.of("onError", "onNull", "format", "byteOrder", "base"), site)) {
            return Site.BROKEN;
        }
        Map<?, ?> map = (Map<?, ?>) arguments;
        Node input = site.at("input").expression(map.get("input"));
        Site to = site.at("to");
        Node type;
        Node subtype = new Literal(Missing.ARGUMENT);
        if (map.get("to") instanceof Map<?, ?> parts && parts.containsKey("type")) {
            List<Node> both =
                    Operators.namedArguments(parts, List.of("type"), List.of("subtype"), Map.of("type", TYPE), to);
            type = both.isEmpty() ? Site.BROKEN : both.get(0);
            subtype = both.isEmpty() ? Site.BROKEN : both.get(1);
        } else {
            type = TYPE.prepare(to.expression(map.get("to")), to);
        }
        Node format = option(map, "format", FORMAT, site);
        Node order = option(map, "byteOrder", ORDER, site);
        Node base = map.containsKey("base") ? site.at("base").expression(map.get("base")) : null;
        Node onError = map.containsKey("onError") ? site.at("onError").expression(map.get("onError")) : null;
        Node onNull = map.containsKey("onNull") ? site.at("onNull").expression(map.get("onNull")) : Literal.NULL;
        return site.soundSince(problems)
                ? new Converted(input, type, subtype, format, order, base, onError, onNull, site.place())
                : Site.BROKEN;
    }

    private static Node option(Map<?, ?> map, String name, Argument<?> argument, Site site) {
        return map.containsKey(name)
                ? argument.prepare(site.at(name).expression(map.get(name)), site.at(name))
                : new Literal(Missing.ARGUMENT);
    }

    // ---- what the options say

    private static BsonType type(Object value, Place place) {
        return BsonType.named(value)
                .filter(Conversions.TARGETS::contains)
                .orElseThrow(() -> place.operand(
                        "one of the types "
                                + String.join(
                                        ", ",
                                        Conversions.TARGETS.stream()
                                                .map(BsonType::word)
                                                .toList()),
                        value));
    }

    private static BinaryConversions.Format format(Object value, Place place) {
        String word = Strings.text(value, place);
        return Arrays.stream(BinaryConversions.Format.values())
                .filter(format -> BinaryConversions.word(format).equals(word))
                .findFirst()
                .orElseThrow(() -> place.operand("auto, base64, base64url, utf8, hex or uuid", value));
    }

    private static ByteOrder order(Object value, Place place) {
        return switch (Strings.text(value, place).toLowerCase(Locale.ROOT)) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw place.operand("little or big", value);
        };
    }

    private static int readSubtype(Object value, Place place) {
        if (value == Missing.ARGUMENT) {
            return BinaryConversions.GENERIC;
        }
        Long subtype = Numbers.exactLong(value);
        if (subtype == null || (subtype != BinaryConversions.GENERIC && subtype != BinaryConversions.OF_UUID)) {
            throw place.operand("the subtype 0 or, for a UUID, 4", value);
        }
        return subtype.intValue();
    }

    private static int readBase(Object value, Place place) {
        Long base = Numbers.exactLong(value);
        if (base == null || !BASES.contains(base.intValue()) || base != base.intValue()) {
            throw place.operand("a base of 2, 8, 10 or 16", value);
        }
        return base.intValue();
    }

    /**
     * The operator.
     *
     * @param base null where none is given
     * @param onError null where a failure is the record's
     */
    private record Converted(
            Node input,
            Node to,
            Node subtype,
            Node format,
            Node order,
            Node base,
            Node onError,
            Node onNull,
            Place place)
            implements Node {
        @Override
        public Object evaluate(Scope scope) {
            Object value = Operators.value(input, scope, place);
            if (Operators.isNullish(value)) {
                return onNull.evaluate(scope);
            }
            Object wanted = Operators.value(to, scope, place);
            if (Operators.isNullish(wanted)) {
                return null;
            }
            BsonType target = TYPE.of(wanted, place);
            try {
                return converted(value, target, scope);
            } catch (FluxionException notConvertible) {
                if (onError == null) {
                    throw notConvertible;
                }
                return onError.evaluate(scope);
            }
        }

        private Object converted(Object value, BsonType target, Scope scope) {
            Object radix = base == null ? null : Operators.value(base, scope, place);
            if (!Operators.isNullish(radix)) {
                return inBase(value, target, readBase(radix, place), place);
            }
            boolean fromBinary = BsonType.of(value).equals(BsonType.BINARY);
            if (target.equals(BsonType.BINARY)) {
                int wanted = readSubtype(Operators.value(subtype, scope, place), place);
                return BinaryConversions.toBinary(value, wanted, format(scope), order(scope), place);
            }
            if (fromBinary && target.equals(BsonType.STRING)) {
                return BinaryConversions.text(value, format(scope), place);
            }
            boolean toNumber = target.isNumber() && !target.equals(BsonType.DECIMAL);
            return fromBinary && toNumber
                    ? BinaryConversions.number(value, target, order(scope), place)
                    : Conversions.convert(value, target, place);
        }

        private BinaryConversions.Format format(Scope scope) {
            Object given = Operators.value(format, scope, place);
            return given == Missing.ARGUMENT || Operators.isNullish(given) ? null : FORMAT.of(given, place);
        }

        private ByteOrder order(Scope scope) {
            Object given = Operators.value(order, scope, place);
            return given == Missing.ARGUMENT || Operators.isNullish(given)
                    ? ByteOrder.LITTLE_ENDIAN
                    : ORDER.of(given, place);
        }

        @Override
        public boolean constant() {
            return input.constant()
                    && to.constant()
                    && subtype.constant()
                    && format.constant()
                    && order.constant()
                    && onNull.constant()
                    && (base == null || base.constant())
                    && (onError == null || onError.constant());
        }
    }

    /** Text from a number and a number from text, in digits of another base. */
    private static Object inBase(Object value, BsonType target, int base, Place place) {
        if (value instanceof Number number && target.equals(BsonType.STRING)) {
            Optional<BigInteger> whole = whole(number);
            return whole.orElseThrow(() -> place.operand("an integer to write in base " + base, value))
                    .toString(base)
                    .toUpperCase(Locale.ROOT);
        }
        if (value instanceof String text && target.isNumber()) {
            try {
                if (text.length() <= 1000) {
                    return Conversions.convert(new BigDecimal(new BigInteger(text, base)), target, place);
                }
            } catch (NumberFormatException notANumber) {
                // told below
            }
            throw place.invalid(
                    "FLX-STAGE-CONVERT", "expected an integer in base " + base + ", got " + Place.show(text));
        }
        return Conversions.convert(value, target, place);
    }

    private static Optional<BigInteger> whole(Number number) {
        if (!Numbers.isFinite(number)) {
            return Optional.empty();
        }
        BigDecimal decimal = Numbers.decimal(number);
        boolean small = decimal.precision() - (long) decimal.scale() <= 400;
        return small && (decimal.signum() == 0 || decimal.stripTrailingZeros().scale() <= 0)
                ? Optional.of(decimal.toBigInteger())
                : Optional.empty();
    }
}
