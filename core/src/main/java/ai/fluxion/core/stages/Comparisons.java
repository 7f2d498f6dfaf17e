package ai.fluxion.core.stages;

import java.util.function.IntPredicate;

/** {@code $eq}, {@code $ne}, {@code $gt}, {@code $gte}, {@code $lt}, {@code $lte}, {@code $cmp}. */
final class Comparisons {
    private Comparisons() {}

    static void register(Operators all) {
        all.binary("$eq", (left, right, place) -> Ordering.equal(left, right));
        all.binary("$ne", (left, right, place) -> !Ordering.equal(left, right));
        comparison(all, "$gt", order -> order > 0);
        comparison(all, "$gte", order -> order >= 0);
        comparison(all, "$lt", order -> order < 0);
        comparison(all, "$lte", order -> order <= 0);
        all.binary("$cmp", (left, right, place) -> Integer.signum(Ordering.compare(left, right)));
    }

    private static void comparison(Operators all, String name, IntPredicate holds) {
        all.binary(name, (left, right, place) -> holds.test(Ordering.compare(left, right)));
    }
}
