package ai.fluxion.core.stages;

import java.util.List;
import java.util.function.Predicate;

/** Conditions joined to one, in order, each asked only until the answer is known. */
final class Junctions {
    private Junctions() {}

    static <T> Predicate<T> all(List<Predicate<T>> conditions) {
        if (conditions.size() == 1) {
            return conditions.get(0);
        }
        List<Predicate<T>> every = List.copyOf(conditions);
        return value -> {
            for (int i = 0; i < every.size(); i++) {
                if (!every.get(i).test(value)) {
                    return false;
                }
            }
            return true;
        };
    }

    static <T> Predicate<T> any(List<Predicate<T>> conditions) {
        if (conditions.size() == 1) {
            return conditions.get(0);
        }
        List<Predicate<T>> some = List.copyOf(conditions);
        return value -> {
            for (int i = 0; i < some.size(); i++) {
                if (some.get(i).test(value)) {
                    return true;
                }
            }
            return false;
        };
    }
}
