package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import ai.fluxion.core.model.FieldHandle;
import ai.fluxion.core.model.FieldSelection;
import ai.fluxion.core.model.Unavailable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
    private boolean deep; // has trees
    private List<Computed> computed;
    private FieldSelection selection;

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
        if (!path.hasNext()) {
            return children.putIfAbsent(name, leaf) == null;
        }
        deep = true;
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
        for (Computed field : computed()) {
            if (field.how instanceof Node node) {
                Object value = node.copy(scope);
                result = value == Missing.VALUE ? result.without(field.handle.name()) : field.handle.set(result, value);
            } else {
                int at = field.handle.ordinal(result);
                Object before = at < 0 ? Missing.VALUE : result.held(at);
                result = field.handle.set(result, ((FieldTree) field.how).setIn(before, scope));
            }
        }
        return result;
    }

    /** @param how a {@link Node}, or a tree that computes */
    private record Computed(FieldHandle handle, Object how) {}

    /** Made on first use, when the tree grows no more. */
    private List<Computed> computed() {
        List<Computed> known = computed;
        if (known == null) {
            known = children.entrySet().stream()
                    .filter(child -> child.getValue() instanceof Node
                            || (child.getValue() instanceof FieldTree tree && tree.computes))
                    .map(child -> new Computed(new FieldHandle(child.getKey()), child.getValue()))
                    .toList();
            computed = known;
        }
        return known;
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
        return deep ? keepDeep(document) : selection(Leaf.KEEP).from(document);
    }

    /** Those of the fields that a leaf is about, or those that none is; made on first use. */
    private FieldSelection selection(Leaf leaf) {
        FieldSelection known = selection;
        if (known == null) {
            Set<String> names = children.entrySet().stream()
                    .filter(child -> child.getValue() == leaf)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            known = leaf == Leaf.KEEP ? FieldSelection.of(names) : FieldSelection.without(names);
            selection = known;
        }
        return known;
    }

    private Document keepDeep(Document document) {
        DocumentBuilder kept = Document.builder(children.size());
        int size = document.size();
        for (int i = 0; i < size; i++) {
            String name = document.nameAt(i);
            Object child = children.get(name);
            if (child == Leaf.KEEP) {
                kept.putFrom(document, i);
            } else if (child instanceof FieldTree tree) {
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
        if (value == Unavailable.VALUE) {
            return value;
        }
        if (!(value instanceof List<?> items)) {
            return Missing.VALUE;
        }
        List<Object> kept = new ArrayList<>(items.size());
        for (Object item : items) {
            Object part = keepIn(item);
            if (part != Missing.VALUE) {
                kept.add(part);
            } else if (computes) {
                kept.add(Document.empty()); // for what is computed
            }
        }
        return kept;
    }

    // ---- dropping some

    /** The document without the fields to drop: itself, if it has none of them. */
    Document drop(Document document) {
        return deep ? dropDeep(document) : selection(Leaf.DROP).from(document);
    }

    private Document dropDeep(Document document) {
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
