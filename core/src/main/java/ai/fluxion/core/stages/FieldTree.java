package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import ai.fluxion.core.model.Unavailable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to do with fields, as a tree by the parts of their dotted paths: keep one, drop it, or give it a value. Through
 * arrays it is done to each of their items.
 */
final class FieldTree {
    /** What a leaf says, where it is not a {@link Node} whose value the field gets. */
    enum Leaf {
        KEEP,
        DROP
    }

    private final Map<String, Object> children = new LinkedHashMap<>();
    private final Place place;
    private boolean computes; // here or below
    private boolean keeps;

    /** @param place where it is defined */
    FieldTree(Place place) {
        this.place = place;
    }

    /**
     * Adds a leaf.
     *
     * @param leaf a {@link Node} or a {@link Leaf}
     * @return false if a field above it, below it, or the same, is there already
     */
    boolean put(Iterator<String> path, Object leaf) {
        String name = path.next();
        computes |= leaf instanceof Node;
        keeps |= leaf == Leaf.KEEP;
        if (!path.hasNext()) {
            return children.putIfAbsent(name, leaf) == null;
        }
        Object child = children.computeIfAbsent(name, unused -> new FieldTree(place));
        return child instanceof FieldTree tree && tree.put(path, leaf);
    }

    boolean isEmpty() {
        return children.isEmpty();
    }

    // ---- giving values

    /** The document with the computed fields. */
    Document set(Document document, Scope scope) {
        Document result = document;
        for (Map.Entry<String, Object> child : children.entrySet()) {
            String name = child.getKey();
            if (child.getValue() instanceof Node node) {
                Object value = node.copy(scope);
                result = value == Missing.VALUE ? result.without(name) : result.with(name, value);
            } else if (child.getValue() instanceof FieldTree tree && tree.computes) {
                result = result.with(name, tree.setIn(FieldPaths.field(result, name), scope));
            }
        }
        return result;
    }

    private Object setIn(Object value, Scope scope) {
        if (value instanceof List<?> items) {
            List<Object> changed = new ArrayList<>(items.size());
            for (int i = 0; i < items.size(); i++) {
                changed.add(setIn(Document.held(items, i), scope));
            }
            return changed;
        }
        if (value == Unavailable.VALUE) {
            throw place.unavailable();
        }
        return set(value instanceof Document document ? document : Document.empty(), scope);
    }

    // ---- keeping some

    /** The fields to keep, in the document's order. */
    Document keep(Document document) {
        DocumentBuilder kept = Document.builder(children.size());
        int size = document.size();
        for (int i = 0; i < size; i++) {
            String name = document.nameAt(i);
            Object child = children.get(name);
            if (child == Leaf.KEEP) {
                kept.putFrom(document, i);
            } else if (child instanceof FieldTree tree && tree.keeps) {
                Object value = tree.keepIn(document.held(i));
                if (value != Missing.VALUE) {
                    kept.put(name, value);
                }
            }
        }
        return kept.build();
    }

    private Object keepIn(Object value) {
        if (value instanceof Document document) {
            return keep(document);
        }
        if (!(value instanceof List<?> items)) {
            return Missing.VALUE;
        }
        List<Object> kept = new ArrayList<>(items.size());
        for (Object item : items) {
            Object part = keepIn(item);
            if (part != Missing.VALUE) {
                kept.add(part);
            }
        }
        return kept;
    }

    // ---- dropping some

    /** The document without the fields to drop: itself, if it has none of them. */
    Document drop(Document document) {
        boolean touched = false;
        for (String name : children.keySet()) {
            touched |= document.has(name);
        }
        if (!touched) {
            return document;
        }
        DocumentBuilder rest = Document.builder(document.size());
        int size = document.size();
        for (int i = 0; i < size; i++) {
            String name = document.nameAt(i);
            Object child = children.get(name);
            if (child instanceof FieldTree tree) {
                rest.put(name, tree.dropIn(document.held(i)));
            } else if (child == null) {
                rest.putFrom(document, i);
            }
        }
        return document.withFieldsOf(rest.build());
    }

    private Object dropIn(Object value) {
        if (value instanceof Document document) {
            return drop(document);
        }
        if (!(value instanceof List<?> items)) {
            return value;
        }
        List<Object> rest = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            rest.add(dropIn(Document.held(items, i)));
        }
        return rest;
    }
}
