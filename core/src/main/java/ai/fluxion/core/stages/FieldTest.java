package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Unavailable;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What operators of {@code $match} ask: of the field that a path finds, or of one item of an array ({@code $elemMatch}),
 * which is not searched for items of its own.
 */
record FieldTest(Function<QueryPath, Predicate<Document>> onPath, Predicate<Object> onItem) {
    /** Stands for what could not be compiled. */
    static final FieldTest BROKEN = whole(value -> false);

    /**
     * Holds if the test holds for one of the field's values; an array counts as its items and as itself. A value that the
     * source did not send fails the record.
     */
    static FieldTest values(Place place, Predicate<Object> test) {
        return of(value -> {
            if (value == Unavailable.VALUE) {
                throw place.unavailable();
            }
            return test.test(value);
        });
    }

    /** As {@link #values}, for a test that sees to unavailable values itself. */
    static FieldTest of(Predicate<Object> test) {
        return new FieldTest(path -> document -> path.any(document, test), test);
    }

    /** Holds if the test holds for the field's value as it is, array or not. */
    static FieldTest whole(Predicate<Object> test) {
        return new FieldTest(path -> document -> path.anyWhole(document, test), test);
    }

    FieldTest negate() {
        return new FieldTest(path -> onPath.apply(path).negate(), onItem.negate());
    }

    static FieldTest all(List<FieldTest> tests) {
        return tests.size() == 1
                ? tests.get(0)
                : new FieldTest(
                        path -> Junctions.all(tests.stream()
                                .map(test -> test.onPath.apply(path))
                                .toList()),
                        Junctions.all(tests.stream().map(FieldTest::onItem).toList()));
    }
}
