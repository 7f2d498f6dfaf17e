package ai.fluxion.core.manifest;

import java.io.StringWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Writes a schema as indented JSON, the same for the same schema: maps without an order of their own are sorted. */
final class SchemaText {
    private static final JsonFactory JSON = new JsonFactory();

    private SchemaText() {}

    static String write(Map<String, Object> schema) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(new Indented(), text)) {
            value(out, schema);
        }
        return text.append('\n').toString();
    }

    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }

    private static void value(JsonGenerator out, Object value) {
        if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            List<? extends Map.Entry<?, ?>> entries = List.copyOf(map.entrySet());
            if (!(map instanceof java.util.LinkedHashMap)) {
                entries = entries.stream()
                        .sorted(Comparator.comparing(entry -> String.valueOf(entry.getKey())))
                        .toList();
            }
            for (Map.Entry<?, ?> entry : entries) {
                out.writeName(String.valueOf(entry.getKey()));
                value(out, entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof List<?> items) {
            out.writeStartArray();
            items.forEach(item -> value(out, item));
            out.writeEndArray();
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Number number) {
            out.writeNumber(number.longValue());
        } else {
            out.writeString(String.valueOf(value));
        }
    }
}
