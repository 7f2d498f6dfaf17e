package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.ConnectorRegistry;
import ai.fluxion.core.engine.connectors.SinkConnectorDescriptor;
import ai.fluxion.core.engine.connectors.SourceConnectorDescriptor;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What people and programs are told of a source or a sink.
 *
 * @param role {@code source} or {@code sink}
 * @param kinds what its records are promised, in the words of {@code SourceKind} and {@code SinkKind}
 */
record ConnectorSummary(
        String role,
        String type,
        String displayName,
        String description,
        List<String> kinds,
        List<ConnectorOption> options) {

    /** Sources, then sinks, each by type. */
    static List<ConnectorSummary> all(ConnectorRegistry registry) {
        List<ConnectorSummary> all = new ArrayList<>();
        registry.sources().forEach(provider -> {
            SourceConnectorDescriptor what = provider.descriptor();
            all.add(new ConnectorSummary(
                    "source",
                    what.id(),
                    what.displayName(),
                    what.description(),
                    what.kinds().stream().sorted().map(ConnectorSummary::word).toList(),
                    provider.options()));
        });
        registry.sinks().forEach(provider -> {
            SinkConnectorDescriptor what = provider.descriptor();
            all.add(new ConnectorSummary(
                    "sink",
                    what.id(),
                    what.displayName(),
                    what.description(),
                    what.kinds().stream().sorted().map(ConnectorSummary::word).toList(),
                    provider.options()));
        });
        return all;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One line, with the type as wide as the widest. */
    String asLine(int width) {
        return String.format(
                Locale.ROOT, "%-6s  %-" + width + "s  %s (%s)", role, type, displayName, String.join(", ", kinds));
    }

    /** A few lines with every option. */
    String asText() {
        StringBuilder text = new StringBuilder(asLine(type.length())).append('\n');
        if (!description.isEmpty()) {
            text.append(description).append('\n');
        }
        for (ConnectorOption option : options) {
            text.append("  ").append(option.name()).append(": ").append(word(option.type()));
            Stream.of(
                            option.required() ? "required" : "",
                            option.secret() ? "secret" : "",
                            option.defaultValue()
                                    .map(value -> "default " + value)
                                    .orElse(""),
                            option.allowed().isEmpty() ? "" : "one of " + String.join(", ", option.allowed()),
                            bounds(option))
                    .filter(part -> !part.isEmpty())
                    .forEach(part -> text.append(", ").append(part));
            text.append('\n');
            if (!option.doc().isEmpty()) {
                text.append("      ").append(option.doc()).append('\n');
            }
        }
        return text.toString();
    }

    private static String bounds(ConnectorOption option) {
        return option.least()
                .map(least -> "from " + least
                        + option.most()
                                .filter(most -> most < Long.MAX_VALUE)
                                .map(most -> " to " + most)
                                .orElse(""))
                .orElse("");
    }

    Document asDocument() {
        return Document.builder()
                .put("role", role)
                .put("type", type)
                .put("displayName", displayName)
                .put("description", description)
                .put("kinds", kinds)
                .put(
                        "options",
                        options.stream().map(ConnectorSummary::asDocument).toList())
                .build();
    }

    private static Document asDocument(ConnectorOption option) {
        DocumentBuilder fields = Document.builder()
                .put("name", option.name())
                .put("type", word(option.type()))
                .put("required", option.required())
                .put("secret", option.secret());
        option.defaultValue().ifPresent(value -> fields.put("default", value));
        if (!option.allowed().isEmpty()) {
            fields.put("allowed", option.allowed());
        }
        option.least().ifPresent(least -> fields.put("least", least));
        option.most().ifPresent(most -> fields.put("most", most));
        return fields.put("doc", option.doc()).build();
    }
}
