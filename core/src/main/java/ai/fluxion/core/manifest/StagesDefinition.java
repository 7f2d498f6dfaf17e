package ai.fluxion.core.manifest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The stages as a manifest holds them, not compiled.
 *
 * <p>Values are lists, maps, texts, integers (32 or 64 bits), doubles, decimals, truth values and null.
 */
public final class StagesDefinition {
    private final List<Object> stages;
    private final List<Object> shown;
    private final Node node;

    StagesDefinition(List<?> stages, List<?> shown, Node node) {
        this.stages = Collections.unmodifiableList(new ArrayList<>(stages));
        this.shown = Collections.unmodifiableList(new ArrayList<>(shown));
        this.node = node;
    }

    /** With references resolved, to be compiled; never shown. */
    public List<Object> stages() {
        return stages;
    }

    /** As they were written, for people. */
    public List<Object> shown() {
        return shown;
    }

    /**
     * Where a part of them stands in the manifest.
     *
     * @param path keys and indexes (from 0), from the list of stages down; what is below the deepest part that there is
     *     counts as that part
     */
    public Location location(List<?> path) {
        return NodePath.location(node, path);
    }

    /** As they were written; no secret. */
    @Override
    public String toString() {
        return shown.toString();
    }
}
