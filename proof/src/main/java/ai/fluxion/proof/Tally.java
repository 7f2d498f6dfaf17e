package ai.fluxion.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was done to one row, and what came of it. */
final class Tally {
    private final String row;
    private final List<Kill> kills = new ArrayList<>();
    private final Map<String, List<Long>> starts = new TreeMap<>();
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();

    Tally(String row) {
        this.row = row;
    }

    void add(Kill kill) {
        kills.add(kill);
    }

    /** How long a process of this leg took from its start to its first commit. */
    void addStart(String leg, long millis) {
        starts.computeIfAbsent(leg, none -> new ArrayList<>()).add(millis);
    }

    void add(String target, Verdict verdict) {
        verdicts.put(target, verdict);
    }

    int kills() {
        return kills.size();
    }

    /** Kills with records moved since the one before. */
    int counted() {
        return (int) kills.stream().filter(Kill::counts).count();
    }

    /** How many of the counted kills there were of each way to die. */
    Map<String, Integer> byStep() {
        Map<String, Integer> sums = new TreeMap<>();
        kills.stream()
                .filter(Kill::counts)
                .forEach(kill -> sums.merge(kill.death().label(), 1, Integer::sum));
        return sums;
    }

    /** By target. */
    Map<String, Verdict> verdicts() {
        return verdicts;
    }

    boolean isGood() {
        return !verdicts.isEmpty() && verdicts.values().stream().allMatch(Verdict::isGood);
    }

    /** Markdown. */
    static String table(List<Tally> tallies) {
        StringBuilder table = new StringBuilder("""
                | row | target | kills | counted | records | lost | doubled | out of order | anything else |
                |---|---|---|---|---|---|---|---|---|
                """);
        for (Tally tally : tallies) {
            tally.verdicts.forEach((target, verdict) -> table.append("| " + tally.row + " | " + target + " | "
                    + tally.kills() + " | " + tally.counted() + " | " + verdict.records() + " | " + verdict.lost()
                    + " | " + verdict.doubled() + " | " + verdict.outOfOrder() + " | " + verdict.strange() + " |\n"));
        }
        table.append("\nCounted kills by place: a kill counts if records moved since the last one of its process.\n\n");
        for (Tally tally : tallies) {
            table.append("- ")
                    .append(tally.row)
                    .append(": ")
                    .append(tally.byStep())
                    .append('\n');
        }
        table.append("\nFrom the start of a process to its first commit, in milliseconds: median, most.\n\n");
        for (Tally tally : tallies) {
            tally.starts.forEach((leg, millis) -> {
                List<Long> sorted = millis.stream().sorted().toList();
                table.append("- " + leg + ": " + sorted.get(sorted.size() / 2) + ", " + sorted.get(sorted.size() - 1)
                        + "\n");
            });
        }
        return table.toString();
    }
}
