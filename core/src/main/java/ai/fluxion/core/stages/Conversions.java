package ai.fluxion.core.stages;

import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.model.JsonWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** The short forms of {@code $convert}, {@code $type}, {@code $isNumber}, and conversions from any type to one. */
final class Conversions {
    /** What {@code $convert} converts to. */
    static final List<BsonType> TARGETS = List.of(
            BsonType.BOOL,
            BsonType.INT,
            BsonType.LONG,
            BsonType.DOUBLE,
            BsonType.DECIMAL,
            BsonType.STRING,
            BsonType.DATE,
            BsonType.BINARY,
            BsonType.ARRAY,
            BsonType.OBJECT);

    private Conversions() {}

    static void register(Operators all) {
        all.form("$convert", Convert::compile);
        for (BsonType target : TARGETS) {
            if (!target.equals(BsonType.BINARY)) {
                String word = target.word();
                all.unary(
                        "$to" + Character.toUpperCase(word.charAt(0)) + word.substring(1),
                        (value, place) -> Operators.isNullish(value) ? null : convert(value, target, place));
            }
        }
        all.unary("$toUUID", Conversions::uuid);
        all.form("$type", (arguments, site) -> {
            List<Node> nodes = Operators.arguments(arguments, 1, 1, site);
            return nodes.isEmpty() ? Site.BROKEN : new TypeOf(nodes.get(0));
        });
        all.unary("$isNumber", (value, place) -> value instanceof Number);
    }

    /** Says {@code unavailable} rather than fail. */
    private record TypeOf(Node argument) implements Node {
        @Override
        public Object evaluate(Scope scope) {
            return BsonType.of(argument.evaluate(scope)).word();
        }

        @Override
        public boolean constant() {
            return argument.constant();
        }
    }

    private static Object uuid(Object value, Place place) {
        if (Operators.isNullish(value) || value instanceof UUID) {
            return Operators.isNullish(value) ? null : value;
        }
        if (value instanceof String text) {
            return BinaryConversions.uuid(text, place);
        }
        throw refused(value, BsonType.BINARY, place);
    }

    // ---- from any type to one

    /** @param value neither null nor missing */
    static Object convert(Object value, BsonType target, Place place) {
        return switch (target) {
            case BOOL -> !(value instanceof Number || value instanceof Boolean) || Booleans.isTrue(value);
            case INT -> (int) integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE, target, place);
            case LONG -> integer(value, Long.MIN_VALUE, Long.MAX_VALUE, target, place);
            case DOUBLE -> toDouble(value, place);
            case DECIMAL -> toDecimal(value, place);
            case STRING -> text(value, place);
            case DATE -> date(value, place);
            case ARRAY, OBJECT -> JsonText.read(value, target, place);
            default -> throw new IllegalArgumentException(target.word());
        };
    }

    private static FluxionException refused(Object value, BsonType target, Place place) {
        return place.invalid("FLX-STAGE-CONVERT", "can't convert " + Place.show(value) + " to " + target.word());
    }

    private static long integer(Object value, long least, long most, BsonType target, Place place) {
        BigDecimal number;
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        } else if (value instanceof Number found && Numbers.isFinite(found)) {
            number = Numbers.decimal(found);
        } else if (value instanceof String text && text.matches("[+-]?[0-9]{1,1000}")) {
            number = new BigDecimal(text);
        } else if (BsonType.of(value).equals(BsonType.DATE) && target.equals(BsonType.LONG)) {
            return millis(Ordering.instant(value), place);
        } else {
            throw refused(value, target, place);
        }
        // checked before it is cut: 1e999999999 is not to be written out
        boolean fits = number.precision() - (long) number.scale() <= 20;
        Long cut = fits ? Numbers.exactLong(Mathematics.round(number, 0, RoundingMode.DOWN)) : null;
        if (cut == null || cut < least || cut > most) {
            throw refused(value, target, place);
        }
        return cut;
    }

    private static Object toDouble(Object value, Place place) {
        if (value instanceof Boolean flag) {
            return flag ? 1.0 : 0.0;
        }
        if (value instanceof Number number) {
            double real = number.doubleValue();
            if (number instanceof BigDecimal && Double.isInfinite(real)) {
                throw refused(value, BsonType.DOUBLE, place);
            }
            return real;
        }
        if (BsonType.of(value).equals(BsonType.DATE)) {
            return (double) millis(Ordering.instant(value), place);
        }
        if (value instanceof String text) {
            return switch (text) {
                case "NaN" -> Double.NaN;
                case "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> toDouble(parse(text, BsonType.DOUBLE, place), place);
            };
        }
        throw refused(value, BsonType.DOUBLE, place);
    }

    private static Object toDecimal(Object value, Place place) {
        if (value instanceof Boolean flag) {
            return flag ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (value instanceof Number number && Numbers.isFinite(number)) {
            return Numbers.decimal(number);
        }
        if (value instanceof String text) {
            return parse(text, BsonType.DECIMAL, place);
        }
        if (BsonType.of(value).equals(BsonType.DATE)) {
            return BigDecimal.valueOf(millis(Ordering.instant(value), place));
        }
        throw refused(value, BsonType.DECIMAL, place);
    }

    private static BigDecimal parse(String text, BsonType target, Place place) {
        try {
            if (text.length() <= 1000) {
                return new BigDecimal(text);
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw refused(text, target, place);
    }

    /** The text of a value, as {@code $toString} gives it. */
    static String text(Object value, Place place) {
        return switch (BsonType.of(value)) {
            case STRING, BOOL, INT, LONG, DECIMAL, TIME -> value.toString();
            case DOUBLE -> text((double) (Double) value);
            case DATE -> Dates.iso(Ordering.instant(value));
            case BINARY -> BinaryConversions.text(value, null, place);
            case ARRAY, OBJECT -> JsonWriter.text(value);
            default -> throw refused(value, BsonType.STRING, place);
        };
    }

    /** {@code 2.5}, {@code 3}, {@code 1e+23}, {@code NaN}. */
    private static String text(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return number == 0 && 1 / number < 0 ? "-0" : Long.toString((long) number);
        }
        String text = Double.toString(number);
        int exponent = text.indexOf('E');
        if (exponent < 0) {
            return text;
        }
        String mantissa = text.substring(0, exponent);
        String power = text.substring(exponent + 1);
        return (mantissa.endsWith(".0") ? mantissa.substring(0, mantissa.length() - 2) : mantissa)
                + (power.startsWith("-") ? "e" : "e+")
                + power;
    }

    private static Instant date(Object value, Place place) {
        if (BsonType.of(value).equals(BsonType.DATE)) {
            return Ordering.instant(value);
        }
        if (value instanceof Number) {
            return Instant.ofEpochMilli(integer(value, Long.MIN_VALUE, Long.MAX_VALUE, BsonType.DATE, place));
        }
        if (value instanceof String text) {
            return Dates.parseIso(text).orElseThrow(() -> refused(value, BsonType.DATE, place));
        }
        throw refused(value, BsonType.DATE, place);
    }

    /** Milliseconds since 1970. */
    static long millis(Instant date, Place place) {
        try {
            return date.truncatedTo(ChronoUnit.MILLIS).toEpochMilli();
        } catch (ArithmeticException tooFar) {
            throw place.invalid("FLX-STAGE-RANGE", "a date beyond 64 bits of milliseconds: " + date);
        }
    }
}
