package ai.fluxion.core.engine.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.Failure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final Failure FAILURE = Failure.retryable("FLX-TEST", "no");

    @Test
    void theFirstAttemptCounts() {
        RetryPolicy policy = RetryPolicy.DEFAULT;
        assertThat(policy.allows(4)).isTrue();
        assertThat(policy.allows(5)).isFalse();
    }

    @Test
    void waitsGrowExponentiallyUpToTheirBound() {
        RetryPolicy policy = new RetryPolicy(100, Duration.ofMillis(100), Duration.ofSeconds(1), 2, 0);
        assertThat(policy.backoff(1, FAILURE)).isEqualTo(Duration.ofMillis(100));
        assertThat(policy.backoff(2, FAILURE)).isEqualTo(Duration.ofMillis(200));
        assertThat(policy.backoff(4, FAILURE)).isEqualTo(Duration.ofMillis(800));
        assertThat(policy.backoff(5, FAILURE)).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.backoff(99_999, FAILURE)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void jitterShortensAWaitByItsPartAtMost() {
        RetryPolicy policy = new RetryPolicy(5, Duration.ofMillis(100), Duration.ofSeconds(1), 2, 0.5);
        for (int i = 0; i < 1_000; i++) {
            assertThat(policy.backoff(1, FAILURE)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        }
    }

    @Test
    void theOutsideSystemMayAskForMore() {
        Failure asked = FAILURE.retryAfter(Duration.ofSeconds(7));
        assertThat(RetryPolicy.DEFAULT.backoff(1, asked)).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO, 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(1, Duration.ZERO, Duration.ZERO, 0.5, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
