package ai.fluxion.core.stages;

import java.util.List;
import java.util.Objects;

/**
 * Something wrong in a definition.
 *
 * @param error false if it is only a warning
 * @param code {@code FLX-…}
 * @param path where: map keys ({@code String}) and list indexes ({@code Integer}) from the top of what was compiled
 * @param message what was found and what was expected
 */
public record StageProblem(boolean error, String code, List<Object> path, String message) {
    public StageProblem {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        path = List.copyOf(path);
    }
}
