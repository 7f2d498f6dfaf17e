package ai.fluxion.core.stages;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the dotted names of fields that stages write, drop or keep. */
final class FieldNames {
    private FieldNames() {}

    /** Whether an object names fields within a field; an operator or an empty object is a value. */
    static boolean isNested(Object definition) {
        return definition instanceof Map<?, ?> map
                && !map.isEmpty()
                && map.keySet().stream().noneMatch(key -> String.valueOf(key).startsWith("$"));
    }

    /** The parts of a field's name; reports one that is none, or that is metadata. */
    static Optional<List<String>> parts(String name, Site site) {
        List<String> parts = List.of(name.split("\\.", -1));
        for (String part : parts) {
            if (part.isEmpty() || part.startsWith("$")) {
                site.error(
                        "FLX-STAGE-ARGUMENTS",
                        "not a field: '" + name + "'; names between dots are not empty and don't start with $");
                return Optional.empty();
            }
        }
        if (parts.get(0).equals(FieldPaths.METADATA)) {
            site.error(
                    "FLX-STAGE-ARGUMENTS",
                    "metadata is not among the fields and is read only here; $set writes _meta.key, _meta.timestamp and"
                            + " _meta.headers.<name>");
            return Optional.empty();
        }
        return Optional.of(parts);
    }

    /**
     * Adds a leaf to the tree; reports a field that collides with one before.
     *
     * @return whether it was added
     */
    static boolean put(FieldTree tree, List<String> path, Object leaf, Site site) {
        boolean added = tree.put(path.iterator(), leaf);
        if (!added) {
            site.error(
                    "FLX-STAGE-ARGUMENTS",
                    "the field " + String.join(".", path) + " is there twice, or within another that is there");
        }
        return added;
    }
}
