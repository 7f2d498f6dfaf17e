package ai.fluxion.core.stages;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Deviations and percentiles of the numbers in one array, or among several values; what is no number does not count. */
final class Statistics {
    private static final Argument<double[]> SHARES = new Argument<>(double[].class, Statistics::shares);

    private Statistics() {}

    static void register(Operators all) {
        all.variadic("$stdDevPop", 0, -1, (values, place) -> deviation(numbers(Totals.items(values)), 0));
        all.variadic("$stdDevSamp", 0, -1, (values, place) -> deviation(numbers(Totals.items(values)), 1));
        all.form("$median", Statistics::median);
        all.form("$percentile", Statistics::percentile);
    }

    private static double[] numbers(List<?> items) {
        return items.stream()
                .filter(Number.class::isInstance)
                .mapToDouble(item -> ((Number) item).doubleValue())
                .toArray();
    }

    /** By Welford's method, which does not lose digits where the mean is large. */
    private static Object deviation(double[] numbers, int lessInTheDivisor) {
        if (numbers.length <= lessInTheDivisor) {
            return null;
        }
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < numbers.length; i++) {
            double delta = numbers[i] - mean;
            mean += delta / (i + 1);
            squares += delta * (numbers[i] - mean);
        }
        return Math.sqrt(squares / (numbers.length - lessInTheDivisor));
    }

    // ---- percentiles: the smallest number that so many of all are not above

    private static Node median(Object arguments, Site site) {
        if (!Operators.checkNames(arguments, List.of("input", "method"), List.of(), site)) {
            return Site.BROKEN;
        }
        Node input = input((Map<?, ?>) arguments, site);
        return Operators.call(
                (values, place) -> {
                    double[] sorted = sorted(values[0]);
                    return sorted.length == 0 ? null : (Object) atRank(sorted, 0.5);
                },
                List.of(input),
                site.place());
    }

    private static Node percentile(Object arguments, Site site) {
        if (!Operators.checkNames(arguments, List.of("input", "p", "method"), List.of(), site)) {
            return Site.BROKEN;
        }
        Map<?, ?> map = (Map<?, ?>) arguments;
        Node input = input(map, site);
        Node shares = SHARES.prepare(site.at("p").expression(map.get("p")), site.at("p"));
        return Operators.call(
                (values, place) -> {
                    double[] sorted = sorted(values[0]);
                    return Lists.of(Arrays.stream(SHARES.of(values[1], place))
                            .mapToObj(share -> sorted.length == 0 ? null : (Object) atRank(sorted, share))
                            .toList());
                },
                List.of(input, shares),
                site.place());
    }

    private static double[] shares(Object value, Place place) {
        List<?> items = ArrayOperators.array(value, place);
        for (Object item : items) {
            if (!(item instanceof Number share && share.doubleValue() >= 0 && share.doubleValue() <= 1)) {
                throw place.operand("numbers from 0 to 1", item);
            }
        }
        if (items.isEmpty()) {
            throw place.operand("one number or more", value);
        }
        return numbers(items);
    }

    private static Node input(Map<?, ?> arguments, Site site) {
        if (!"approximate".equals(arguments.get("method"))) {
            site.at("method").wrongArguments("takes 'approximate'; over one array the result is exact");
        }
        return site.at("input").expression(arguments.get("input"));
    }

    private static double[] sorted(Object value) {
        double[] numbers = numbers(value instanceof List<?> items ? items : Arrays.asList(value));
        Arrays.sort(numbers);
        return numbers;
    }

    private static double atRank(double[] sorted, double share) {
        // the rank is that of the decimal that was written: 0.07 of 100 is the 7th
        int rank = BigDecimal.valueOf(share)
                .multiply(BigDecimal.valueOf(sorted.length))
                .setScale(0, java.math.RoundingMode.CEILING)
                .intValue();
        return sorted[Math.max(0, rank - 1)];
    }
}
