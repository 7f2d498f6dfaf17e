package ai.fluxion.bench.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private static String value(long number) {
        return new String(Orders.value(number), StandardCharsets.UTF_8);
    }

    @Test
    void anOrderHasAboutTwoHundredBytes() {
        double mean = LongStream.range(0, 10_000)
                .map(number -> Orders.value(number).length)
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(200, within(10.0));
    }

    @Test
    void nineOfTenArePaidAndNoTwoAreAlike() {
        Set<String> distinct = new HashSet<>();
        LongStream.range(0, 1_000).forEach(number -> distinct.add(value(number)));

        assertThat(distinct).hasSize(1_000);
        assertThat(distinct.stream().filter(order -> order.contains("\"status\":\"PAID\"")))
                .hasSize(900);
    }

    @Test
    void theSameNumberMakesTheSameOrder() {
        assertThat(value(4711)).isEqualTo(value(4711)).startsWith("{\"orderId\":\"o-10004711\",");
    }

    @Test
    void theJobKeepsWhatIsPaidAndSetsTheTotal() {
        OrderJob job = new OrderJob();
        String paid = """
                {"orderId":"o-1","customer":"c-2","status":"PAID","price":2.75,"quantity":3,"note":"","createdAt":"2026-01-01T00:00:00Z"}""";

        assertThat(job.apply(paid.getBytes(StandardCharsets.UTF_8)).map(OrdersTest::text))
                .hasValue("""
                        {"orderId":"o-1","customer":"c-2","price":2.75,"quantity":3,"createdAt":"2026-01-01T00:00:00Z","total":8.25}""");
        assertThat(job.apply(paid.replace("PAID", "OPEN").getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void theContentIsThatOfTheRecordsWhateverTheirOrder() {
        Content forwards = new Content();
        Content backwards = new Content();
        Content swapped = new Content();
        for (int i = 0; i < 10; i++) {
            forwards.add(Orders.key(i), Orders.value(i));
            backwards.add(Orders.key(9 - i), Orders.value(9 - i));
            swapped.add(Orders.key(i), Orders.value(9 - i));
        }

        assertThat(forwards.sum()).isEqualTo(backwards.sum());
        // values under the wrong keys are other records
        assertThat(swapped.sum()).isNotEqualTo(forwards.sum());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
