package ai.fluxion.core.engine.connectors;

import java.util.Objects;

/**
 * How a connector feels.
 *
 * @param up whether it does its work
 * @param reason why not, or what to know; may be empty
 */
public record Health(boolean up, String reason) {
    private static final Health UP = new Health(true, "");

    public Health {
        Objects.requireNonNull(reason, "reason");
    }

    public static Health ok() {
        return UP;
    }

    public static Health down(String reason) {
        return new Health(false, reason);
    }
}
