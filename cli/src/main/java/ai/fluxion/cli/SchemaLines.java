package ai.fluxion.cli;

import ai.fluxion.core.model.DataType;
import ai.fluxion.core.model.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A schema for people: a line for each field with its path, {@code []} for the items of a list. */
final class SchemaLines {
    private record Line(String path, String type) {}

    private final List<Line> lines = new ArrayList<>();

    private SchemaLines() {}

    static List<String> of(List<Field> fields) {
        SchemaLines schema = new SchemaLines();
        schema.fields("", fields);
        if (schema.lines.isEmpty()) {
            return List.of("no fields");
        }
        int width = schema.lines.stream()
                .mapToInt(line -> line.path().length())
                .max()
                .orElse(0);
        return schema.lines.stream()
                .map(line -> line.path() + " ".repeat(width - line.path().length() + 2) + line.type())
                .toList();
    }

    private void fields(String prefix, List<Field> fields) {
        for (Field field : fields) {
            String marks = (field.key() ? ", key" : "") + (field.nullable() ? ", may be null" : "");
            value(prefix + field.name(), field.type(), marks);
        }
    }

    private void value(String path, DataType type, String marks) {
        lines.add(new Line(path, word(type) + marks));
        if (type instanceof DataType.Struct struct) {
            fields(path + ".", struct.fields());
        } else if (type instanceof DataType.Array array) {
            String items = path + "[]";
            if (array.element() instanceof DataType.Struct || array.element() instanceof DataType.Array) {
                value(items, array.element(), array.nullableElements() ? ", may be null" : "");
            }
        }
    }

    /** A type without what is nested in it. */
    static String word(DataType type) {
        if (type instanceof DataType.Scalar scalar) {
            return scalar.name().toLowerCase(Locale.ROOT);
        }
        if (type instanceof DataType.Decimal decimal) {
            return decimal.precision() == 0
                    ? "decimal"
                    : "decimal(" + decimal.precision() + "," + decimal.scale() + ")";
        }
        if (type instanceof DataType.Array array) {
            boolean nested = array.element() instanceof DataType.Struct || array.element() instanceof DataType.Array;
            return nested ? "list" : "list of " + word(array.element());
        }
        if (type instanceof DataType.Struct) {
            return "struct";
        }
        if (type instanceof DataType.MapOf map) {
            return "map of " + word(map.value());
        }
        if (type instanceof DataType.Enumeration symbols) {
            return "one of " + String.join(", ", symbols.symbols());
        }
        return ((DataType.Opaque) type).name();
    }
}
