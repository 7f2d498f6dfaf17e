package ai.fluxion.proof;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares lines with what they should be, as they come: each number once, in order per partition, and nothing else. */
final class Ledger {
    private static final Pattern BEGINNING = Pattern.compile("\\{\"partition\":(\\d{1,4}),\"number\":(\\d{1,18}),");

    /** What the line of a number is. */
    @FunctionalInterface
    interface Line {
        String of(int partition, long number);
    }

    private final Line expected;
    private final long[] next;
    private final Set<String> missing = new HashSet<>();
    private long lines;
    private long doubled;
    private long outOfOrder;
    private long strange;

    Ledger(int partitions, Line expected) {
        this.expected = expected;
        this.next = new long[partitions];
    }

    void add(String line) {
        lines++;
        Matcher matcher = BEGINNING.matcher(line);
        if (!matcher.lookingAt()) {
            strange++;
            return;
        }
        int partition = Integer.parseInt(matcher.group(1));
        long number = Long.parseLong(matcher.group(2));
        if (partition >= next.length || !line.equals(expected.of(partition, number))) {
            strange++;
        } else if (number == next[partition]) {
            next[partition]++;
        } else if (number > next[partition]) {
            skip(partition, number);
        } else if (missing.remove(name(partition, number))) {
            outOfOrder++;
        } else {
            doubled++;
        }
    }

    private void skip(int partition, long number) {
        while (next[partition] < number) {
            missing.add(name(partition, next[partition]));
            next[partition]++;
        }
        next[partition]++;
    }

    private static String name(int partition, long number) {
        return partition + ":" + number;
    }

    /** How many numbers came, each counted once. */
    long arrived() {
        return Arrays.stream(next).sum() - missing.size();
    }

    /** What became of an input that is read to its end. */
    Verdict verdict(Numbers input) {
        long lost = missing.size();
        long invented = 0;
        for (int i = 0; i < next.length; i++) {
            lost += Math.max(0, input.count(i) - next[i]);
            invented += Math.max(0, next[i] - input.count(i));
        }
        return new Verdict(lines, lost, doubled, outOfOrder, strange + invented);
    }
}
