package ai.fluxion.core.stages;

import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.RecordMetadata;
import ai.fluxion.core.model.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A condition of {@code match.yaml} with one record, and what must come of it: takes, leaves, fails FLX-…, or is refused. */
record MatchCase(String operator, Map<?, ?> condition, Document record, String expected) {
    private static final Map<Tag, ConstructNode> TAGS = tags(Map.of(
            "!long", Long::valueOf,
            "!dec", BigDecimal::new,
            "!date", Instant::parse,
            "!day", LocalDate::parse,
            "!bin", text -> Bytes.wrap(Base64.getDecoder().decode(text)),
            "!unavailable", text -> Unavailable.VALUE));

    private static Map<Tag, ConstructNode> tags(Map<String, Function<String, Object>> readers) {
        Map<Tag, ConstructNode> tags = new HashMap<>();
        readers.forEach((tag, reader) -> tags.put(new Tag(tag), node -> reader.apply(((ScalarNode) node).getValue())));
        return tags;
    }

    /** All of the file, by operator. */
    static Map<String, List<MatchCase>> all() {
        LoadSettings settings = LoadSettings.builder()
                .setTagConstructors(TAGS)
                .setAllowDuplicateKeys(false)
                .build();
        Map<String, List<MatchCase>> all = new LinkedHashMap<>();
        try (InputStream file = MatchCase.class.getResourceAsStream("match.yaml")) {
            ((Map<?, ?>) new Load(settings).loadFromInputStream(file)).forEach((operator, definitions) -> {
                List<MatchCase> cases = new ArrayList<>();
                ((List<?>) definitions).forEach(each -> addAll(cases, String.valueOf(operator), (Map<?, ?>) each));
                all.put(String.valueOf(operator), cases);
            });
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void addAll(List<MatchCase> cases, String operator, Map<?, ?> definition) {
        Object condition = definition.get("match");
        Map<?, ?> map = condition instanceof Map<?, ?> right ? right : Map.of("not a map", condition);
        definition.forEach((key, value) -> {
            switch (String.valueOf(key)) {
                case "match" -> {} // known
                case "lint" -> cases.add(new MatchCase(operator, map, Document.empty(), "refused: " + value));
                case "takes", "leaves" ->
                    ((List<?>) value).forEach(each -> cases.add(new MatchCase(operator, map, record(each), "" + key)));
                case "fails" ->
                    ((Map<?, ?>) value)
                            .forEach((code, records) -> ((List<?>) records)
                                    .forEach(each ->
                                            cases.add(new MatchCase(operator, map, record(each), "fails " + code))));
                default -> throw new IllegalArgumentException("no such key in match.yaml: " + key);
            }
        });
    }

    private static Document record(Object fields) {
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) fields).forEach((name, value) -> map.put(String.valueOf(name), value));
        Object partition = map.remove("$partition");
        RecordMetadata metadata = partition == null
                ? RecordMetadata.NONE
                : RecordMetadata.builder().partition("" + partition).build();
        return Document.of(map).withMetadata(metadata);
    }

    boolean isRefused() {
        return expected.startsWith("refused");
    }

    /** What does come of it, in the words of what must. */
    String outcome() {
        List<StageProblem> problems = new ArrayList<>();
        Object definition = condition.containsKey("not a map") ? condition.get("not a map") : condition;
        List<Stage> stages = StageCompiler.compile(List.of(Map.of("$match", definition)), problems);
        if (!problems.isEmpty()) {
            String words = expected.substring(Math.min(expected.length(), "refused: ".length()));
            return problems.size() == 1 && problems.get(0).message().contains(words) ? expected : problems.toString();
        }
        try {
            return Definitions.run(stages, record).equals(List.of(record)) ? "takes" : "leaves";
        } catch (FluxionException failed) {
            return "fails " + failed.failure().code();
        }
    }

    /** Whether the path of the condition, or of one within it, has several parts. */
    static boolean isNested(Object condition) {
        if (condition instanceof Map<?, ?> map) {
            return map.keySet().stream().anyMatch(key -> String.valueOf(key).contains("."))
                    || map.values().stream().anyMatch(MatchCase::isNested);
        }
        return condition instanceof List<?> items
                ? items.stream().anyMatch(MatchCase::isNested)
                : condition instanceof String text && text.startsWith("$") && text.contains(".");
    }
}
