package ai.fluxion.bench.kafka;

import ai.fluxion.bench.kafka.Target.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Results as Markdown. */
final class Report {
    private final Results results;
    private final StringBuilder text = new StringBuilder();

    private Report(Results results) {
        this.results = results;
    }

    /**
     * @param machine what it ran on, in a line
     * @param broker the flags of the broker's JVM
     */
    static String of(Results results, String machine, List<String> broker) {
        Report report = new Report(results);
        report.head(machine);
        report.targets();
        report.arms();
        report.runs();
        report.settings(broker);
        return report.text.toString();
    }

    /** One run as it ends, and in the table of all. */
    static String line(Run run) {
        return row(
                Integer.toString(run.round()),
                run.arm(),
                number("%.3f", run.rate()),
                number("%.2f", run.cpuMicrosPerRecord()),
                number("%.0f", run.peakResidentMegabytes()),
                number("%.2f", run.firstSeconds()),
                number("%.2f", run.allSeconds()));
    }

    private void head(String machine) {
        Results.Setting setting = results.setting();
        lines(
                "%,d records of about 200 bytes in %d partitions, rounds: %d, in shuffled order, seed %d."
                        .formatted(setting.records(), Topics.PARTITIONS, setting.rounds(), setting.seed()),
                machine,
                "");
        results.voidBecause().ifPresent(reason -> lines("**VOID**: " + reason + ".", ""));
        results.failures().forEach(failure -> lines("**NOT MEASURED**: " + failure.replace("\n", " "), ""));
    }

    private void targets() {
        lines(
                "| what is asked | target | median of pairs | least to most | half the A/A spread | |",
                "| --- | --- | --- | --- | --- | --- |");
        for (Target target : Targets.PAIRED) {
            Optional<Verdict> verdict = target.judge(results.runs());
            lines(
                    verdict.isPresent()
                            ? row(verdict.get())
                            : row(target.name(), bound(target), "", "", "", "not measured"));
        }
        if (results.largestOfOurs().isPresent()) {
            double largest = results.largestOfOurs().getAsDouble();
            lines(row(
                    "resident memory of every arm of ours, MB",
                    number("< %.0f", Targets.RESIDENT_MEGABYTES),
                    number("%.0f (the most of all)", largest),
                    "",
                    "",
                    met(largest < Targets.RESIDENT_MEGABYTES)));
        }
        lines("");
    }

    private String row(Verdict verdict) {
        return row(
                verdict.target().name(),
                bound(verdict.target()),
                number("%.3f", verdict.median()),
                number("%.3f", Statistics.quantile(verdict.pairs(), 0))
                        + " to "
                        + number("%.3f", Statistics.quantile(verdict.pairs(), 1)),
                number("%.3f", verdict.noise() / 2),
                met(verdict.isMet()));
    }

    private static String bound(Target target) {
        return number(target.atLeast() ? "≥ %.2f" : "≤ %.2f", target.limit());
    }

    private String met(boolean isMet) {
        if (results.voidBecause().isPresent()) {
            return "void";
        }
        return isMet ? "met" : "**not met**";
    }

    private void arms() {
        lines(
                "| arm | what it does | M records/s | CPU µs a record | peak MB | first record s | all s |",
                "| --- | --- | --- | --- | --- | --- | --- |");
        for (Arm arm : results.setting().arms()) {
            List<Run> runs = results.of(arm.name());
            if (!runs.isEmpty()) {
                boolean starts = arm.workload() == Arm.Workload.START;
                lines(row(
                        arm.name(),
                        arm.what(),
                        starts ? "" : median("%.3f", runs, Run::rate),
                        starts ? "" : median("%.2f", runs, Run::cpuMicrosPerRecord),
                        median("%.0f", runs, Run::peakResidentMegabytes),
                        median("%.2f", runs, Run::firstSeconds),
                        median("%.2f", runs, Run::allSeconds)));
            }
        }
        lines("");
    }

    private static String median(String format, List<Run> runs, ToDoubleFunction<Run> figure) {
        return number(
                format,
                Statistics.median(runs.stream().map(figure::applyAsDouble).toList()));
    }

    private void runs() {
        lines(
                "<details><summary>Every run</summary>",
                "",
                "| round | arm | M records/s | CPU µs a record | peak MB | first record s | all s |",
                "| --- | --- | --- | --- | --- | --- | --- |");
        results.runs().forEach(run -> lines(line(run)));
        lines("", "</details>", "");
    }

    private void settings(List<String> broker) {
        lines(
                "- JVM of the bare loops and of ours: " + flags(Arms.JVM_FLAGS),
                "- JVM of the peers: " + flags(ClassPaths.PEER_FLAGS),
                "- JVM of the broker, a process of its own on the loopback address: " + flags(broker),
                "- consumers of the bare loops, of ours and of Kafka Streams: " + keys(ClientSettings.CONSUMER),
                "- producers of the same: " + keys(ClientSettings.PRODUCER),
                "- the tuned MirrorMaker 2: " + keys(MirrorMaker.TUNING),
                "- Kafka Streams: `num.stream.threads=" + StreamsLoop.THREADS + "`, `commit.interval.ms="
                        + StreamsLoop.COMMIT_INTERVAL_MILLIS + "`",
                "- exactly once: a checkpoint, or a transaction, a second");
    }

    private static String flags(List<String> flags) {
        return "`" + String.join(" ", flags) + "`";
    }

    private static String keys(Map<String, String> keys) {
        return keys.entrySet().stream()
                .map(key -> "`" + key.getKey() + "=" + key.getValue() + "`")
                .collect(Collectors.joining(", "));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String number(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }

    private void lines(String... lines) {
        for (String line : lines) {
            text.append(line).append('\n');
        }
    }
}
