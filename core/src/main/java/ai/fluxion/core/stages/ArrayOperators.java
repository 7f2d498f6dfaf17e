package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What looks into arrays and makes them. */
final class ArrayOperators {
    private static final int RANGE_AT_MOST = 1_000_000;

    private ArrayOperators() {}

    static void register(Operators all) {
        all.binary("$arrayElemAt", ArrayOperators::elementAt);
        all.unary("$first", (value, place) -> elementAt(value, 0, place));
        all.unary("$last", (value, place) -> elementAt(value, -1, place));
        all.unary("$size", (value, place) -> array(value, place).size());
        all.binary("$in", (value, items, place) -> indexOf(array(items, place), value, 0, Integer.MAX_VALUE) >= 0);
        all.unary("$isArray", (value, place) -> value instanceof List);
        all.variadic("$concatArrays", 0, -1, ArrayOperators::concat);
        all.variadic("$slice", 2, 3, ArrayOperators::slice);
        all.unary("$reverseArray", ArrayOperators::reverse);
        all.variadic("$range", 2, 3, ArrayOperators::range);
        all.variadic("$indexOfArray", 2, 4, ArrayOperators::indexOf);
    }

    /** The operand as an array. */
    static List<?> array(Object value, Place place) {
        if (value instanceof List<?> items) {
            return items;
        }
        throw place.operand("an array", value);
    }

    /** An integer of 32 bits. */
    private static int integer(Object value, Place place) {
        Long number = Numbers.exactLong(value);
        if (number == null || number != number.intValue()) {
            throw place.operand("an integer of 32 bits", value);
        }
        return number.intValue();
    }

    private static Object elementAt(Object value, Object index, Place place) {
        if (Operators.isNullish(value) || Operators.isNullish(index)) {
            return null;
        }
        List<?> items = array(value, place);
        int at = integer(index, place);
        int from = at < 0 ? at + items.size() : at;
        return from < 0 || from >= items.size() ? Missing.VALUE : Document.held(items, from);
    }

    private static Object concat(Object[] values, Place place) {
        List<Object> all = new ArrayList<>();
        for (Object value : values) {
            if (Operators.isNullish(value)) {
                return null;
            }
            List<?> items = array(value, place);
            Lists.copy(items, 0, items.size(), all);
        }
        return Lists.of(all);
    }

    private static Object slice(Object[] values, Place place) {
        for (Object value : values) {
            if (Operators.isNullish(value)) {
                return null;
            }
        }
        List<?> items = array(values[0], place);
        int size = items.size();
        int second = integer(values[1], place);
        if (values[2] == Missing.ARGUMENT) {
            return second >= 0
                    ? part(items, 0, Math.min(second, size))
                    : part(items, (int) Math.max(0, size + (long) second), size);
        }
        int count = integer(values[2], place);
        if (count <= 0) {
            throw place.operand("a count above 0", values[2]);
        }
        int from = (int) Math.min(size, second >= 0 ? second : Math.max(0, size + (long) second));
        return part(items, from, (int) Math.min(size, from + (long) count));
    }

    private static List<?> part(List<?> items, int from, int to) {
        List<Object> part = new ArrayList<>(to - from);
        Lists.copy(items, from, to, part);
        return Lists.of(part);
    }

    private static Object reverse(Object value, Place place) {
        if (Operators.isNullish(value)) {
            return null;
        }
        List<?> items = array(value, place);
        List<Object> reversed = new ArrayList<>(items.size());
        Lists.copy(items, 0, items.size(), reversed);
        Collections.reverse(reversed);
        return Lists.of(reversed);
    }

    private static Object range(Object[] values, Place place) {
        int start = integer(values[0], place);
        int end = integer(values[1], place);
        int step = values[2] == Missing.ARGUMENT ? 1 : integer(values[2], place);
        if (step == 0) {
            throw place.operand("a step that is not 0", values[2]);
        }
        List<Object> numbers = new ArrayList<>();
        for (long at = start; step > 0 ? at < end : at > end; at += step) {
            if (numbers.size() == RANGE_AT_MOST) {
                throw place.invalid("FLX-STAGE-RANGE", "$range makes more than " + RANGE_AT_MOST + " numbers");
            }
            numbers.add((int) at);
        }
        return Lists.of(numbers);
    }

    private static Object indexOf(Object[] values, Place place) {
        if (Operators.isNullish(values[0])) {
            return null;
        }
        long start = values[2] == Missing.ARGUMENT ? 0 : Strings.position(values[2], place);
        long end = values[3] == Missing.ARGUMENT ? Integer.MAX_VALUE : Strings.position(values[3], place);
        return indexOf(array(values[0], place), values[1], start, end);
    }

    private static int indexOf(List<?> items, Object wanted, long start, long end) {
        for (int i = (int) start; i < Math.min(end, items.size()); i++) {
            if (Ordering.equal(items.get(i), wanted)) {
                return i;
            }
        }
        return -1;
    }
}
