package ai.fluxion.core.stages;

import ai.fluxion.core.engine.connectors.FluxionException;
import java.time.DateTimeException;

/** Calls of functions of values: what they compute out of range is the record's failure. */
final class Calls {
    private Calls() {}

    private static FluxionException outOfRange(Place place, RuntimeException cause) {
        return place.invalid("FLX-STAGE-RANGE", "the result is out of range: " + cause.getMessage());
    }

    record UnaryNode(Operators.Unary function, Node argument, Place place) implements Node {
        @Override
        public Object evaluate(Scope scope) {
            return FieldPaths.seen(copy(scope));
        }

        @Override
        public Object copy(Scope scope) {
            Object value = Operators.value(argument, scope, place);
            try {
                return function.apply(value, place);
            } catch (ArithmeticException | DateTimeException tooLarge) {
                throw outOfRange(place, tooLarge);
            }
        }

        @Override
        public boolean constant() {
            return argument.constant();
        }
    }

    record BinaryNode(Operators.Binary function, Node left, Node right, Place place) implements Node {
        @Override
        public Object evaluate(Scope scope) {
            return FieldPaths.seen(copy(scope));
        }

        @Override
        public Object copy(Scope scope) {
            Object first = Operators.value(left, scope, place);
            Object second = Operators.value(right, scope, place);
            try {
                return function.apply(first, second, place);
            } catch (ArithmeticException | DateTimeException tooLarge) {
                throw outOfRange(place, tooLarge);
            }
        }

        @Override
        public boolean constant() {
            return left.constant() && right.constant();
        }
    }

    static final class VariadicNode implements Node {
        private final Operators.Variadic function;
        private final Node[] arguments;
        private final Place place;

        VariadicNode(Operators.Variadic function, Node[] arguments, Place place) {
            this.function = function;
            this.arguments = arguments;
            this.place = place;
        }

        @Override
        public Object evaluate(Scope scope) {
            return FieldPaths.seen(copy(scope));
        }

        @Override
        public Object copy(Scope scope) {
            Object[] values = new Object[arguments.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = Operators.value(arguments[i], scope, place);
            }
            try {
                return function.apply(values, place);
            } catch (ArithmeticException | DateTimeException tooLarge) {
                throw outOfRange(place, tooLarge);
            }
        }

        @Override
        public boolean constant() {
            for (Node argument : arguments) {
                if (!argument.constant()) {
                    return false;
                }
            }
            return true;
        }
    }
}
