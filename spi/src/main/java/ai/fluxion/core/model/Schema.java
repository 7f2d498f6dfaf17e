package ai.fluxion.core.model;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the records of one stream look like. All records of a batch share one by identity, so comparing with {@code ==}
 * tells whether it is still the same; {@link #equals} compares the content.
 *
 * @param namespace what the name belongs to, such as a database schema; may be empty
 * @param name the stream's name
 * @param fields in order
 * @param doc what it means, for people; may be empty
 */
public record Schema(String namespace, String name, List<Field> fields, String doc) {
    /** @throws IllegalArgumentException if two fields have one name */
    public Schema {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(doc, "doc");
        fields = List.copyOf(fields);
        Set<String> seen = new HashSet<>();
        for (Field field : fields) {
            if (!seen.add(field.name())) {
                throw new IllegalArgumentException("two fields named " + field.name() + " in schema " + name);
            }
        }
    }

    public static Schema of(String namespace, String name, Field... fields) {
        return new Schema(namespace, name, List.of(fields), "");
    }

    public Optional<Field> field(String fieldName) {
        return fields.stream().filter(f -> f.name().equals(fieldName)).findFirst();
    }

    /** The fields of the key, in order; none if there is no key. */
    public List<Field> key() {
        return fields.stream().filter(Field::key).toList();
    }
}
