package ai.fluxion.core.stages;

import java.util.List;

/** {@code $and}, {@code $or}, {@code $not}, and what counts as true. */
final class Booleans {
    private Booleans() {}

    static void register(Operators all) {
        all.form("$and", (arguments, site) -> junction(arguments, false, site));
        all.form("$or", (arguments, site) -> junction(arguments, true, site));
        all.unary("$not", (value, place) -> !isTrue(value));
    }

    /** All but false, null, missing and the number 0. */
    static boolean isTrue(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        return !Operators.isNullish(value) && !(value instanceof Number number && Numbers.isZero(number));
    }

    static boolean isTrue(Node node, Scope scope, Place place) {
        return isTrue(Operators.value(node, scope, place));
    }

    private static Node junction(Object arguments, boolean decisive, Site site) {
        List<Node> nodes = Operators.arguments(arguments, 0, -1, site);
        return new Junction(nodes.toArray(Node[]::new), decisive, site.place());
    }

    /** Ends at the first operand that decides. */
    private static final class Junction implements Node {
        private final Node[] operands;
        private final boolean decisive;
        private final Place place;

        Junction(Node[] operands, boolean decisive, Place place) {
            this.operands = operands;
            this.decisive = decisive;
            this.place = place;
        }

        @Override
        public Object evaluate(Scope scope) {
            for (Node operand : operands) {
                if (isTrue(operand, scope, place) == decisive) {
                    return decisive;
                }
            }
            return !decisive;
        }

        @Override
        public boolean constant() {
            for (Node operand : operands) {
                if (!operand.constant()) {
                    return false;
                }
            }
            return true;
        }
    }
}
