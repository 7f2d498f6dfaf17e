package ai.fluxion.bench.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void theMedianIsTheMiddleWhateverTheOrder() {
        assertThat(Statistics.median(List.of(9.0, 1.0, 3.0))).isEqualTo(3);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Statistics.median(List.of(4.0, 1.0, 2.0, 100.0))).isEqualTo(3);
    }

    @Test
    void oneOutlierDoesNotWidenTheSpread() {
        List<Double> numbers = List.of(1.0, 1.01, 1.02, 1.03, 1.04, 1.05, 9.0);

        assertThat(Statistics.spread(numbers)).isCloseTo(0.03, within(1e-9));
    }

    @Test
    void oneNumberHasNoSpread() {
        assertThat(Statistics.spread(List.of(0.98))).isZero();
    }

    @Test
    void theEndsAreTheLeastAndTheMost() {
        List<Double> numbers = List.of(3.0, 1.0, 2.0);

        assertThat(Statistics.quantile(numbers, 0)).isEqualTo(1);
        assertThat(Statistics.quantile(numbers, 1)).isEqualTo(3);
    }

    @Test
    void noNumberIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.median(List.of()));
    }
}
