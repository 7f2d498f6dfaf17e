package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Failure;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often a retryable failure is tried again, and how long to wait.
 *
 * @param maxAttempts how often in all, the first counted; 1 or more
 * @param firstBackoff how long to wait before the second
 * @param maxBackoff how long to wait at most
 * @param multiplier by what the wait grows, 1 or more
 * @param jitter what part of a wait is drawn at random, 0 to 1, so that many do not come back at once
 */
public record RetryPolicy(
        int maxAttempts, Duration firstBackoff, Duration maxBackoff, double multiplier, double jitter) {
    /** Five attempts: waits of about 200 ms, 400 ms, 800 ms, 1.6 s, up to 30 s if there are more. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(5, Duration.ofMillis(200), Duration.ofSeconds(30), 2.0, 0.2);

    public RetryPolicy {
        Objects.requireNonNull(firstBackoff, "firstBackoff");
        Objects.requireNonNull(maxBackoff, "maxBackoff");
        if (maxAttempts < 1 || multiplier < 1 || jitter < 0 || jitter > 1 || firstBackoff.isNegative()) {
            throw new IllegalArgumentException("out of bounds: " + maxAttempts + " attempts, first backoff "
                    + firstBackoff + ", multiplier " + multiplier + ", jitter " + jitter);
        }
    }

    /** Whether there is another attempt after this many that failed. */
    public boolean allows(int failedAttempts) {
        return failedAttempts < maxAttempts;
    }

    /**
     * How long to wait after so many failed attempts: grows exponentially, with jitter, but at least what the outside system
     * asked for.
     */
    public Duration backoff(int failedAttempts, Failure failure) {
        double grown = firstBackoff.toNanos() * Math.pow(multiplier, Math.max(0, failedAttempts - 1));
        double bounded = Math.min(grown, (double) maxBackoff.toNanos());
        double drawn = bounded * (1 - jitter * ThreadLocalRandom.current().nextDouble());
        Duration wait = Duration.ofNanos((long) drawn);
        return failure.retryAfter().filter(least -> least.compareTo(wait) > 0).orElse(wait);
    }
}
