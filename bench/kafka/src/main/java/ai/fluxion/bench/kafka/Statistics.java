package ai.fluxion.bench.kafka;

import java.util.Collection;
import java.util.List;

/** Order statistics of a few numbers. */
final class Statistics {
    private Statistics() {}

    /** @throws IllegalArgumentException if there is no number */
    static double median(Collection<Double> numbers) {
        return quantile(numbers, 0.5);
    }

    /** The distance between the quartiles: what half of the numbers keep within. */
    static double spread(Collection<Double> numbers) {
        return quantile(numbers, 0.75) - quantile(numbers, 0.25);
    }

    /** Interpolates between neighbours. */
    static double quantile(Collection<Double> numbers, double part) {
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException("no number has no quantile");
        }
        List<Double> sorted = numbers.stream().sorted().toList();
        double place = part * (sorted.size() - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }
}
