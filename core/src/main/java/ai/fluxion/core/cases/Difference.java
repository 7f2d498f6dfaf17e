package ai.fluxion.core.cases;

import ai.fluxion.core.manifest.Location;
import java.util.Objects;

/**
 * One way in which a result is not what a case expects.
 *
 * @param location of what was expected
 * @param message what was expected and what came, in one line
 */
public record Difference(Location location, String message) {
    public Difference {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(message, "message");
    }
}
