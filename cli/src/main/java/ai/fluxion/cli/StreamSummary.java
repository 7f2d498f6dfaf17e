package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.ConnectorStreamDescriptor;
import ai.fluxion.core.engine.connectors.ConnectorStreamDescriptor.Partition;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.manifest.Redaction;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.plan.DiscoveredStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What {@code discover} says of one stream.
 *
 * @param redaction what may not be shown
 */
record StreamSummary(DiscoveredStream stream, Redaction redaction) {

    /** Lines of a name and a value; the schema has a line for each field, nested ones too. */
    String asText() {
        ConnectorStreamDescriptor found = stream.descriptor();
        List<String> lines = new ArrayList<>();
        line(lines, "stream", found.stream().toString());
        for (Partition partition : found.partitions()) {
            boolean first = found.partitions().indexOf(partition) == 0;
            line(lines, first ? "partitions" : "", partition.name() + range(partition));
        }
        found.records().ifPresent(records -> line(lines, "records", "about " + records));
        found.bytes().ifPresent(bytes -> line(lines, "bytes", Long.toString(bytes)));
        if (!found.details().isEmpty()) {
            line(lines, "details", redaction.apply(found.details()));
        }
        line(lines, "sample", sample());
        List<String> fields =
                stream.schema().map(schema -> SchemaLines.of(schema.fields())).orElse(List.of("not known"));
        for (int i = 0; i < fields.size(); i++) {
            line(lines, i == 0 ? "schema" : "", fields.get(i));
        }
        return String.join("\n", lines);
    }

    private String sample() {
        String malformed = stream.malformed() == 0 ? "" : ", " + stream.malformed() + " malformed" + example();
        return stream.sampled() + (stream.sampled() == 1 ? " record" : " records") + malformed;
    }

    private String example() {
        return stream.firstMalformed()
                .map(failure -> ", the first: " + redaction.apply(ErrorLines.message(failure)))
                .orElse("");
    }

    private static String range(Partition partition) {
        return partition.beginning().map(from -> " from " + text(from)).orElse("")
                + partition.end().map(to -> " to " + text(to)).orElse("");
    }

    private static String text(Offset offset) {
        boolean plain = offset.value().names().equals(List.of(Offset.FIELD));
        return plain ? Long.toString(offset.number()) : offset.toString();
    }

    private static void line(List<String> lines, String name, String value) {
        lines.add((name + " ".repeat(12 - name.length()) + value).stripTrailing());
    }

    Document asDocument() {
        ConnectorStreamDescriptor found = stream.descriptor();
        return Document.builder()
                .put("namespace", found.stream().namespace())
                .put("name", found.stream().name())
                .put(
                        "partitions",
                        found.partitions().stream().map(StreamSummary::document).collect(Collectors.toList()))
                .put("records", number(found.records()))
                .put("bytes", number(found.bytes()))
                .put("details", redaction.apply(found.details()))
                .put("sampled", stream.sampled())
                .put("malformed", stream.malformed())
                .put(
                        "firstMalformed",
                        stream.firstMalformed()
                                .map(failure -> Document.of(
                                        "code",
                                        failure.code(),
                                        "message",
                                        redaction.apply(ErrorLines.message(failure))))
                                .orElse(null))
                .put(
                        "schema",
                        stream.schema()
                                .map(schema -> Document.of("fields", SchemaDocuments.of(schema.fields())))
                                .orElse(null))
                .build();
    }

    private static Long number(OptionalLong known) {
        return known.isPresent() ? Long.valueOf(known.getAsLong()) : null;
    }

    private static Document document(Partition partition) {
        return Document.of(
                "name", partition.name(), "beginning", value(partition.beginning()), "end", value(partition.end()));
    }

    private static Document value(Optional<Offset> offset) {
        return offset.map(Offset::value).orElse(null);
    }
}
