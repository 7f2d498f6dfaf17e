package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One field that a stage keeps, drops or computes.
 *
 * @param path its parts
 * @param leaf a {@link Node} or a {@link FieldTree.Leaf}
 * @param reads what it is computed from; nothing where it is kept or dropped
 */
record FieldAssignment(List<String> path, Object leaf, FieldReads reads) {
    /** @param all fields that do not collide */
    static FieldTree tree(List<FieldAssignment> all, Place place) {
        FieldTree tree = new FieldTree(place);
        all.forEach(each -> tree.put(each.path.iterator(), each.leaf));
        return tree;
    }

    /** Those of them whose values follow from what a record has, of which only some fields are known. */
    static List<FieldAssignment> computable(List<FieldAssignment> all, Document record) {
        return all.stream()
                .filter(each -> !(each.leaf instanceof Node) || each.reads.within(record::has))
                .toList();
    }

    /**
     * The fields whose values follow from known ones afterwards.
     *
     * @param before those that are known before
     * @param left those of them that stay where nothing is said of them
     * @param deterministic whether computed values follow from others at all
     */
    static Set<String> known(List<FieldAssignment> all, Set<String> before, Set<String> left, boolean deterministic) {
        Set<String> known = new HashSet<>(left);
        for (FieldAssignment each : all) {
            String field = each.path.get(0);
            boolean whole = each.path.size() == 1;
            boolean kept = each.leaf == FieldTree.Leaf.KEEP && before.contains(field);
            boolean computed = deterministic && each.leaf instanceof Node && each.reads.within(before::contains);
            if (whole && (kept || computed)) {
                known.add(field);
            } else {
                known.remove(field);
            }
        }
        return known;
    }
}
