package ai.fluxion.cli;

import ai.fluxion.core.model.DataType;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import ai.fluxion.core.model.Field;
import java.util.List;
import java.util.Locale;

/** A schema for programs: each field as an object, and its type as a word or, where more is to be said, an object. */
final class SchemaDocuments {
    private SchemaDocuments() {}

    static List<Document> of(List<Field> fields) {
        return fields.stream()
                .map(field -> Document.builder(4)
                        .put("name", field.name())
                        .put("type", type(field.type()))
                        .put("nullable", field.nullable())
                        .put("key", field.key())
                        .build())
                .toList();
    }

    private static Object type(DataType type) {
        if (type instanceof DataType.Scalar scalar) {
            return scalar.name().toLowerCase(Locale.ROOT);
        }
        DocumentBuilder of = Document.builder(3);
        if (type instanceof DataType.Decimal decimal) {
            if (decimal.precision() == 0) {
                return "decimal";
            }
            of.put("type", "decimal").put("precision", decimal.precision()).put("scale", decimal.scale());
        } else if (type instanceof DataType.Array array) {
            of.put("type", "list").put("items", type(array.element())).put("nullable", array.nullableElements());
        } else if (type instanceof DataType.Struct struct) {
            of.put("type", "struct").put("fields", of(struct.fields()));
        } else if (type instanceof DataType.MapOf map) {
            of.put("type", "map").put("values", type(map.value()));
        } else if (type instanceof DataType.Enumeration symbols) {
            of.put("type", "enumeration").put("name", symbols.name()).put("symbols", symbols.symbols());
        } else if (type instanceof DataType.Opaque opaque) {
            of.put("type", opaque.name()).put("carrier", type(opaque.carrier()));
        }
        return of.build();
    }
}
