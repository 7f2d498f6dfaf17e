package ai.fluxion.core.manifest;

import java.util.List;
import java.util.Objects;

/** What the manifest's reader asks the stage language: whether stages and expressions can be compiled. */
public interface StageChecker {
    /** What is wrong with the stages of a pipeline: lists, maps, texts, numbers, truth values and nulls. */
    List<Finding> stages(List<?> definitions);

    /** What is wrong with one expression. */
    List<Finding> expression(Object definition);

    /**
     * One thing that is wrong.
     *
     * @param error false for a warning
     * @param path keys (texts) and indexes (integers from 0) that lead to it from what was checked
     */
    record Finding(boolean error, String code, List<Object> path, String message) {
        public Finding {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(message, "message");
            path = List.copyOf(path);
        }
    }
}
