package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.FieldHandle;
import ai.fluxion.core.model.NumberLiteral;
import ai.fluxion.core.model.Unavailable;
import ai.fluxion.core.names.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code $a.b}, {@code $$variable.a}, {@code $_meta.key}, and the variables that are always there. */
final class FieldPaths {
    static final String METADATA = "_meta";

    private static final Set<String> SYSTEM_VARIABLES = Set.of("ROOT", "CURRENT", "NOW", "REMOVE");
    private static final String[] WHOLE = {};

    private FieldPaths() {}

    static Node compile(String text, Site site) {
        boolean variable = text.startsWith("$$");
        String[] parts = text.substring(variable ? 2 : 1).split("\\.", -1);
        for (String part : parts) {
            if (part.isEmpty() || part.startsWith("$")) {
                site.error(
                        "FLX-EXPRESSION-PATH",
                        "not a field path: '" + text + "'; names between dots are not empty and don't start with $"
                                + " ($literal gives a text that starts with $)");
                return Site.BROKEN;
            }
        }
        return variable
                ? variable(parts, site)
                : site.variable("CURRENT")
                        .map(slot -> (Node) new OfVariable(slot, parts))
                        .orElseGet(() -> ofRecord(parts));
    }

    private static Node ofRecord(String[] parts) {
        if (!parts[0].equals(METADATA)) {
            return parts.length == 1 ? new TopField(new FieldHandle(parts[0])) : new OfRecord(parts);
        }
        if (parts.length == 1) {
            return scope -> scope.record().metadata().asDocument();
        }
        return new OfMetadata(parts[1], Arrays.copyOfRange(parts, 2, parts.length));
    }

    private static Node variable(String[] parts, Site site) {
        String[] rest = Arrays.copyOfRange(parts, 1, parts.length);
        var slot = site.variable(parts[0]);
        if (slot.isPresent()) {
            return new OfVariable(slot.get(), rest);
        }
        return switch (parts[0]) {
            case "ROOT" -> rest.length == 0 ? Scope::record : new OfRecord(rest);
            case "CURRENT" -> rest.length == 0 ? Scope::record : ofRecord(rest);
            case "REMOVE" -> new Literal(Missing.VALUE);
            case "NOW" -> {
                site.notDeterministic();
                yield rest.length == 0 ? Scope::now : new Literal(Missing.VALUE);
            }
            default -> {
                Set<String> known = new TreeSet<>(SYSTEM_VARIABLES);
                known.addAll(site.variableNames());
                site.error(
                        "FLX-VARIABLE-UNKNOWN",
                        LeftOut.variable(parts[0])
                                .map(reason -> "$$" + parts[0] + " is left out: " + reason)
                                .orElseGet(() ->
                                        "no variable $$" + parts[0] + " here" + NearestName.hint(parts[0], known)));
                yield Site.BROKEN;
            }
        };
    }

    /** What expressions compute with: the number where a literal is held. */
    static Object seen(Object held) {
        return held instanceof NumberLiteral literal ? literal.value() : held;
    }

    /** The value of a field, as it is held; {@link Missing#VALUE} if there is none. */
    static Object field(Document document, String name) {
        int at = document.ordinal(name);
        return at < 0 ? Missing.VALUE : document.held(at);
    }

    /** Follows a path from a value; through arrays it gives the array of what is found in their documents. */
    static Object follow(Object start, String[] path, int from) {
        Object value = start;
        for (int i = from; i < path.length; i++) {
            if (value instanceof Document document) {
                value = field(document, path[i]);
            } else if (value instanceof List<?> items) {
                return throughArray(items, path, i);
            } else {
                return value == Unavailable.VALUE ? value : Missing.VALUE;
            }
        }
        return value;
    }

    private static Object throughArray(List<?> items, String[] path, int from) {
        List<Object> found = new ArrayList<>(items.size());
        for (Object item : items) {
            if (item instanceof Document) {
                Object value = follow(item, path, from);
                if (value != Missing.VALUE) {
                    found.add(value);
                }
            }
        }
        return Lists.of(found);
    }

    private record TopField(FieldHandle field) implements Node {
        @Override
        public Object evaluate(Scope scope) {
            int at = field.ordinal(scope.record());
            return at < 0 ? Missing.VALUE : scope.record().valueAt(at);
        }

        @Override
        public Object copy(Scope scope) {
            int at = field.ordinal(scope.record());
            return at < 0 ? Missing.VALUE : scope.record().held(at);
        }
    }

    private static final class OfRecord implements Node {
        private final String[] path;

        OfRecord(String[] path) {
            this.path = path;
        }

        @Override
        public Object evaluate(Scope scope) {
            return seen(copy(scope));
        }

        @Override
        public Object copy(Scope scope) {
            return follow(scope.record(), path, 0);
        }
    }

    private static final class OfMetadata implements Node {
        private final String name;
        private final String[] rest;

        OfMetadata(String name, String[] rest) {
            this.name = name;
            this.rest = rest.length == 0 ? WHOLE : rest;
        }

        @Override
        public Object evaluate(Scope scope) {
            return seen(copy(scope));
        }

        @Override
        public Object copy(Scope scope) {
            Object value = scope.record().metadata().get(name);
            return value == null ? Missing.VALUE : follow(value, rest, 0);
        }
    }

    private static final class OfVariable implements Node {
        private final int slot;
        private final String[] rest;

        OfVariable(int slot, String[] rest) {
            this.slot = slot;
            this.rest = rest.length == 0 ? WHOLE : rest;
        }

        @Override
        public Object evaluate(Scope scope) {
            return seen(copy(scope));
        }

        @Override
        public Object copy(Scope scope) {
            return follow(scope.variable(slot), rest, 0);
        }
    }
}
