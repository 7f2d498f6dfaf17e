package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** {@code $sum}, {@code $avg}, {@code $min}, {@code $max} of the items of one array, or of several values. */
final class Totals {
    private Totals() {}

    static void register(Operators all) {
        all.variadic("$sum", 0, -1, (values, place) -> sum(items(values)));
        all.variadic("$avg", 0, -1, (values, place) -> average(items(values)));
        all.variadic("$min", 0, -1, (values, place) -> extreme(items(values), order -> order < 0));
        all.variadic("$max", 0, -1, (values, place) -> extreme(items(values), order -> order > 0));
    }

    static List<?> items(Object[] values) {
        return values.length == 1 && values[0] instanceof List<?> items ? items : Arrays.asList(values);
    }

    /** What is no number does not count. */
    private static Number sum(List<?> items) {
        Number sum = 0;
        for (Object item : items) {
            if (item instanceof Number number) {
                sum = Numbers.add(sum, number);
            }
        }
        return sum;
    }

    private static Object average(List<?> items) {
        long count = items.stream().filter(Number.class::isInstance).count();
        if (count == 0) {
            return null;
        }
        Number sum = sum(items);
        return sum instanceof BigDecimal decimal
                ? (Object) decimal.divide(BigDecimal.valueOf(count), Numbers.DECIMAL)
                : sum.doubleValue() / count;
    }

    /** What is null or missing does not count. */
    private static Object extreme(List<?> items, IntPredicate isBetter) {
        Object best = null;
        int at = -1;
        for (int i = 0; i < items.size(); i++) {
            Object item = items.get(i);
            if (!Operators.isNullish(item) && (at < 0 || isBetter.test(Ordering.compare(item, best)))) {
                best = item;
                at = i;
            }
        }
        return at < 0 ? null : Document.held(items, at);
    }
}
