package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scrape in Prometheus's text format 0.0.4, read line by line: any other line, a sample before its type, and a series that is there
 * twice fail the test.
 *
 * @param types the types of metrics by name
 * @param helps what they say of themselves
 * @param samples values by series, as they were written
 */
record Scrape(Map<String, String> types, Map<String, String> helps, Map<String, Double> samples) {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (.+)");
    private static final Pattern TYPE =
            Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|summary|histogram|untyped)");
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\n\"])*\"";
    private static final Pattern SAMPLE = Pattern.compile(
            "((" + NAME + ")(?:\\{(?:" + LABEL + ")(?:," + LABEL + ")*\\})?) ([0-9.eE+-]+|NaN|[+-]Inf)");

    static Scrape read(String text) {
        assertThat(text).endsWith("\n");
        Scrape scrape = new Scrape(new LinkedHashMap<>(), new HashMap<>(), new LinkedHashMap<>());
        Set<String> ended = new HashSet<>();
        String current = "";
        for (String line : text.split("\n", -1)) {
            Matcher help = HELP.matcher(line);
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (help.matches()) {
                assertThat(scrape.helps.put(help.group(1), help.group(2)))
                        .as(line)
                        .isNull();
            } else if (type.matches()) {
                assertThat(scrape.types.put(type.group(1), type.group(2)))
                        .as(line)
                        .isNull();
                ended.add(current);
                current = type.group(1);
                assertThat(ended).as(line).doesNotContain(current);
            } else if (sample.matches()) {
                assertThat(sample.group(2)).as(line).matches(Pattern.quote(current) + "(_sum|_count|_max)?");
                assertThat(scrape.samples.put(sample.group(1), value(sample.group(3))))
                        .as("one sample of " + sample.group(1))
                        .isNull();
            } else {
                assertThat(line).isEmpty();
            }
        }
        assertThat(scrape.helps.keySet()).containsAll(scrape.types.keySet());
        return scrape;
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** The one series of this name with these labels, written as {@code label="value"}; fails if there is none or several. */
    double value(String name, String... labels) {
        Map<String, Double> found = new LinkedHashMap<>();
        samples.forEach((series, value) -> {
            if (series.startsWith(name + "{") || series.equals(name)) {
                boolean all = true;
                for (String label : labels) {
                    all &= series.contains(label);
                }
                if (all) {
                    found.put(series, value);
                }
            }
        });
        assertThat(found).as(name + " " + String.join(",", labels)).hasSize(1);
        return found.values().iterator().next();
    }
}
