package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.streaming.Measure;
import ai.fluxion.core.manifest.ManifestCatalog;
import ai.fluxion.core.manifest.ManifestKey;
import ai.fluxion.core.manifest.ManifestKeys;
import ai.fluxion.core.stages.Expressions;
import ai.fluxion.core.stages.StageCompiler;
import ai.fluxion.core.stages.StageProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes, in Markdown, what the code declares: options of connectors and formats, keys of manifests, names of operators. */
final class GeneratedTables {
    private static final Path CASES = Path.of("../core/src/test/resources/ai/fluxion/core/stages/cases");
    private static final String OPTIONS = row("option", "type", "default", "meaning") + row("---", "---", "---", "---");

    private final ManifestCatalog catalog;

    GeneratedTables(ManifestCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The part of a document that a request asks for.
     *
     * @param request as it stands in the document, such as {@code options source kafka}
     */
    String of(String request) {
        List<String> words = List.of(request.split(" "));
        return switch (words.get(0)) {
            case "options" -> options(options(words.get(1), words.get(2)));
            case "connectors" -> connectors();
            case "formats" -> formats();
            case "keys" ->
                row("key", "type", "default", "meaning")
                        + row("---", "---", "---", "---")
                        + keys("", ManifestKeys.all());
            case "long-keys" ->
                row("key", "type", "default", "meaning")
                        + row("---", "---", "---", "---")
                        + keys("", ManifestKeys.longForm());
            case "metrics" -> metrics();
            case "stages" -> names(StageCompiler.stageNames());
            case "operators" -> operators();
            case "conditions" -> names(StageCompiler.queryOperatorNames());
            case "refused-conditions" ->
                row("operator", "why, and what to do instead")
                        + row("---", "---")
                        + StageCompiler.queryOperatorsLeftOut().entrySet().stream()
                                .map(each -> row("`" + each.getKey() + "`", sentence(each.getValue())))
                                .collect(Collectors.joining());
            case "refused-stages" -> refusedStages(words.subList(1, words.size()));
            case "refused-operators" -> refusedOperators(words.subList(1, words.size()));
            default -> throw new IllegalArgumentException("no generated part is called '" + request + "'");
        };
    }

    private List<ConnectorOption> options(String role, String type) {
        return switch (role) {
            case "source" -> catalog.connectors().source(type).orElseThrow().options();
            case "sink" -> catalog.connectors().sink(type).orElseThrow().options();
            case "format" ->
                catalog.formats().stream()
                        .filter(format -> format.name().equals(type))
                        .findFirst()
                        .orElseThrow()
                        .options();
            case "store" ->
                catalog.stores().stream()
                        .filter(store -> store.type().equals(type))
                        .findFirst()
                        .orElseThrow()
                        .options();
            default -> throw new IllegalArgumentException("nothing has options that is called " + role);
        };
    }

    /** A client's own keys, which have dots, share a row: they are options only so that they are masked. */
    private static String options(List<ConnectorOption> options) {
        Map<Boolean, List<ConnectorOption>> byKind = options.stream()
                .collect(Collectors.partitioningBy(option -> option.name().contains(".")));
        String rows = byKind.get(false).stream()
                .map(option -> option(option.name(), option))
                .collect(Collectors.joining());
        List<ConnectorOption> keys = byKind.get(true);
        return OPTIONS
                + (keys.isEmpty()
                        ? rows
                        : rows
                                + row(
                                        keys.stream()
                                                .map(key -> "`" + key.name() + "`")
                                                .collect(Collectors.joining(", ")),
                                        word(keys.get(0).type()),
                                        "",
                                        text(keys.get(0).doc()) + " Secret."));
    }

    private static String option(String name, ConnectorOption option) {
        List<String> meaning = new ArrayList<>(List.of(text(option.doc())));
        if (!option.allowed().isEmpty()) {
            meaning.add("One of `" + String.join("`, `", option.allowed()) + "`.");
        }
        option.least()
                .ifPresent(least -> meaning.add(
                        "From " + least + " to " + option.most().orElse(Long.MAX_VALUE) + unit(option.type()) + "."));
        if (option.secret()) {
            meaning.add("Secret.");
        }
        String otherwise = option.required()
                ? "required"
                : option.defaultValue()
                        .map(value -> value.isEmpty() ? "empty" : "`" + value + "`")
                        .orElse("");
        return row("`" + name + "`", word(option.type()), otherwise, String.join(" ", meaning));
    }

    private static String unit(ConnectorOption.Type type) {
        return switch (type) {
            case DURATION -> " ms";
            case SIZE -> " bytes";
            default -> "";
        };
    }

    private String connectors() {
        return row("role", "type", "kinds", "what it does")
                + row("---", "---", "---", "---")
                + ConnectorSummary.all(catalog.connectors()).stream()
                        .filter(one -> !one.type().equals("sample")) // the one of these tests
                        .map(one -> row(
                                one.role(),
                                "`" + one.type() + "`",
                                String.join(", ", one.kinds()),
                                text(one.description())))
                        .collect(Collectors.joining());
    }

    private static String metrics() {
        StringBuilder rows = new StringBuilder(
                row("metric", "type", "labels beside `pipeline`", "what it says") + row("---", "---", "---", "---"));
        for (Measure measure : Measure.values()) {
            String labels =
                    measure.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
            rows.append(row("`" + measure.prometheusName() + "`", measure.type(), labels, sentence(measure.doc())));
        }
        return rows.toString();
    }

    private String formats() {
        return row("format", "file names", "what it is")
                + row("---", "---", "---")
                + catalog.formats().stream().map(GeneratedTables::format).collect(Collectors.joining());
    }

    private static String format(FormatProvider format) {
        String endings =
                format.extensions().stream().map(each -> "`." + each + "`").collect(Collectors.joining(", "));
        return row("`" + format.name() + "`", endings, text(format.doc()));
    }

    private static String keys(String prefix, List<ManifestKey> keys) {
        StringBuilder rows = new StringBuilder();
        for (ManifestKey key : keys) {
            String name = prefix + key.name();
            if (key instanceof ManifestKey.Setting setting) {
                rows.append(option(name, setting.option()));
                continue;
            }
            String otherwise = key.required() ? "required" : "";
            rows.append(row("`" + name + "`", kind(key), otherwise, sentence(key.doc())));
            if (key instanceof ManifestKey.Section section) {
                rows.append(keys(name + ".", section.keys()));
            } else if (key instanceof ManifestKey.OperationDefinitions definitions) {
                rows.append(keys(name + ".<name>.", definitions.operation().keys()));
            } else if (key instanceof ManifestKey.Execution execution) {
                List<ManifestKey> own = execution.pipeline().keys().stream()
                        .filter(ManifestKey.Note.class::isInstance)
                        .toList();
                rows.append(keys(name + ".", own));
            }
        }
        return rows.toString();
    }

    private static String kind(ManifestKey key) {
        if (key instanceof ManifestKey.Section
                || key instanceof ManifestKey.OperationDefinitions
                || key instanceof ManifestKey.Execution) {
            return "map";
        }
        if (key instanceof ManifestKey.Note) {
            return "any";
        }
        if (key instanceof ManifestKey.Operations) {
            return "list or map";
        }
        if (key instanceof ManifestKey.Sink sink && sink.many()) {
            return "list of sinks";
        }
        return key.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    private static String names(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")) + ".\n";
    }

    /** The operators of each section, with the counts of their cases. */
    private static String operators() {
        StringBuilder rows =
                new StringBuilder(row("section", "operators, each with its number of cases") + row("---", "---"));
        List<String> named = new ArrayList<>();
        for (Path section : sections()) {
            Map<String, Integer> counts = caseCounts(section);
            named.addAll(counts.keySet());
            String cells = counts.entrySet().stream()
                    .map(count -> "`" + count.getKey() + "` " + count.getValue())
                    .collect(Collectors.joining(", "));
            rows.append(row(section.getFileName().toString().replace(".yaml", ""), cells));
        }
        named.sort(null);
        if (!named.equals(StageCompiler.operatorNames())) {
            throw new IllegalStateException("the cases are of other operators than there are");
        }
        return rows.toString();
    }

    private static List<Path> sections() {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** An operator is a key at the beginning of a line, a case an item below it. */
    private static Map<String, Integer> caseCounts(Path section) {
        Map<String, Integer> counts = new TreeMap<>();
        String operator = "";
        try {
            for (String line : Files.readAllLines(section)) {
                if (line.startsWith("$")) {
                    operator = line.substring(0, line.indexOf(':'));
                } else if (line.startsWith("  - ")) {
                    counts.merge(operator, 1, Integer::sum);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return counts;
    }

    /** What the compiler says of operators and variables that are left out; those of one reason share a row. */
    private static String refusedOperators(List<String> names) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        for (String name : names) {
            List<StageProblem> problems = new ArrayList<>();
            Expressions.compile(name.startsWith("$$") ? name : Map.of(name, List.of()), problems);
            String message = problems.get(0).message();
            String refusal = name + " is left out: ";
            if (!message.startsWith(refusal)) {
                throw new IllegalArgumentException(name + " is no such operator: " + message);
            }
            byReason.computeIfAbsent(message.substring(refusal.length()), unused -> new ArrayList<>())
                    .add("`" + name + "`");
        }
        StringBuilder rows = new StringBuilder(row("left out", "why, and what to do instead") + row("---", "---"));
        byReason.forEach((reason, of) -> rows.append(row(String.join(", ", of), sentence(reason))));
        return rows.toString();
    }

    /** What the compiler says of stages that it does not take. */
    private static String refusedStages(List<String> names) {
        StringBuilder rows = new StringBuilder(row("stage", "why, and what to do instead") + row("---", "---"));
        for (String name : names) {
            List<StageProblem> problems = new ArrayList<>();
            StageCompiler.compile(List.of(Map.of(name, Map.of())), problems);
            StageProblem problem = problems.get(0);
            if (!problem.code().equals("FLX-STAGE-NOT-STREAMING")) {
                throw new IllegalArgumentException(name + " is no such stage: " + problem);
            }
            String reason = problem.message().replaceFirst("^\\S+ can't work on a stream: ", "");
            rows.append(row("`" + name + "`", sentence(reason)));
        }
        return rows.toString();
    }

    private static String sentence(String text) {
        String end = text.endsWith(".") ? "" : ".";
        return text(Character.toUpperCase(text.charAt(0)) + text.substring(1) + end);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** Text that means itself in a cell of a table: what stands between backticks is code already. */
    private static String text(String doc) {
        String[] parts = doc.replace("|", "\\|").split("`", -1);
        for (int i = 0; i < parts.length; i += 2) {
            parts[i] = parts[i].replace("*", "\\*").replace("<", "&lt;");
        }
        return String.join("`", parts);
    }
}
