package ai.fluxion.core.stages;

import java.util.function.LongBinaryOperator;

/** {@code $bitAnd}, {@code $bitOr}, {@code $bitXor}, {@code $bitNot}: of integers; a long among them makes a long. */
final class Bits {
    private Bits() {}

    static void register(Operators all) {
        all.variadic("$bitAnd", 0, -1, (values, place) -> combined(values, -1, (a, b) -> a & b, place));
        all.variadic("$bitOr", 0, -1, (values, place) -> combined(values, 0, (a, b) -> a | b, place));
        all.variadic("$bitXor", 0, -1, (values, place) -> combined(values, 0, (a, b) -> a ^ b, place));
        all.unary("$bitNot", (value, place) -> {
            if (Operators.isNullish(value)) {
                return null;
            }
            Number number = integer(value, place);
            return Numbers.integer(~number.longValue(), number instanceof Long);
        });
    }

    private static Number integer(Object value, Place place) {
        if (value instanceof Number number && Numbers.isIntegral(number)) {
            return number;
        }
        throw place.operand("an int or a long", value);
    }

    private static Object combined(Object[] values, int neutral, LongBinaryOperator operation, Place place) {
        long result = neutral;
        boolean wide = false;
        boolean nullish = false;
        for (Object value : values) {
            if (Operators.isNullish(value)) {
                nullish = true;
                continue;
            }
            Number number = integer(value, place);
            result = operation.applyAsLong(result, number.longValue());
            wide |= number instanceof Long;
        }
        return nullish ? null : Numbers.integer(result, wide);
    }
}
