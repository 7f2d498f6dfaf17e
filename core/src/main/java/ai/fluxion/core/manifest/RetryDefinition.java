package ai.fluxion.core.manifest;

import java.time.Duration;
import java.util.Objects;

/**
 * How a failure that may go away is tried again.
 *
 * @param maxAttempts how often in all, the first one counted; at least 1
 * @param backoff the wait before the second attempt
 * @param maxBackoff no wait is longer
 * @param multiplier how much longer each wait is than the one before; at least 1
 * @param jitter by which part of itself a wait is longer or shorter by chance, 0 to 1
 */
public record RetryDefinition(
        int maxAttempts, Duration backoff, Duration maxBackoff, double multiplier, double jitter) {
    public RetryDefinition {
        Objects.requireNonNull(backoff, "backoff");
        Objects.requireNonNull(maxBackoff, "maxBackoff");
    }
}
