package ai.fluxion.core.stages;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Where something stands in a definition; failures of records name it. */
final class Place {
    private static final int SHOWN_AT_MOST = 40;

    private final Place parent;
    private final Object element;
    private final int depth;

    private Place(Place parent, Object element, int depth) {
        this.parent = parent;
        this.element = element;
        this.depth = depth;
    }

    /** @param name what the definition is called in messages, such as {@code stages} */
    static Place root(String name) {
        return new Place(null, name, 0);
    }

    /** @param key a key of the map or an index of the list that stands here */
    Place child(Object key) {
        return new Place(this, key, depth + 1);
    }

    int depth() {
        return depth;
    }

    List<Object> path() {
        Deque<Object> path = new ArrayDeque<>();
        for (Place at = this; at.parent != null; at = at.parent) {
            path.addFirst(at.element);
        }
        return List.copyOf(path);
    }

    /** Such as {@code stages[1].$set.total}. */
    @Override
    public String toString() {
        if (parent == null) {
            return (String) element;
        }
        return element instanceof Integer ? parent + "[" + element + "]" : parent + "." + element;
    }

    /** The failure of one record here. */
    FluxionException invalid(String code, String message) {
        return Failure.invalidRecord(code, message).at(toString()).exception();
    }

    /** The failure of one record because an operand is of the wrong type. */
    FluxionException operand(String expected, Object found) {
        return invalid("FLX-STAGE-OPERAND", "expected " + expected + ", got " + show(found));
    }

    FluxionException unavailable() {
        return Failure.invalidRecord("FLX-STAGE-UNAVAILABLE", "needs a value that the source did not send")
                .at(toString())
                .remedy("Let the source send whole rows (PostgreSQL: REPLICA IDENTITY FULL), or leave the field alone.")
                .exception();
    }

    /** A value for a message: its type, and the beginning of what it is. */
    static String show(Object value) {
        BsonType type = BsonType.of(value);
        return switch (type) {
            case MISSING, UNAVAILABLE, NULL -> type.word();
            case OBJECT, ARRAY, BINARY -> "a value of type " + type.word();
            default -> {
                String text = String.valueOf(value);
                String cut = text.length() <= SHOWN_AT_MOST ? text : text.substring(0, SHOWN_AT_MOST) + "…";
                yield type.word() + " '" + cut + "'";
            }
        };
    }
}
