package ai.fluxion.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.connectors.StreamId;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.DataType;
import ai.fluxion.core.model.DataType.Scalar;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import ai.fluxion.core.model.Field;
import ai.fluxion.core.model.Operation;
import ai.fluxion.core.model.PayloadDecoder;
import ai.fluxion.core.model.RecordMetadata;
import ai.fluxion.core.model.Unavailable;
import ai.fluxion.core.schema.SchemaInference.Inferred;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaInferenceTest {
    private static final StreamId STREAM = new StreamId("shop", "orders");
    private static final PayloadDecoder JSON = ConnectorServices.load()
            .format("json")
            .decoder(
                    ConnectorConfig.builder("json", ConnectorConfig.Kind.FORMAT).build());

    private static Document json(String text) {
        return Document.encoded(Bytes.utf8(text), JSON, RecordMetadata.builder().build());
    }

    private static Inferred infer(String... records) {
        return SchemaInference.infer(
                STREAM, Arrays.stream(records).map(SchemaInferenceTest::json).toList());
    }

    private static Field field(String... records) {
        return infer(records).schema().orElseThrow().field("a").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1}              | {\"a\":2}                    | INT32",
                "{\"a\":1}              | {\"a\":3000000000}           | INT64",
                "{\"a\":3000000000}     | {\"a\":1}                    | INT64",
                "{\"a\":3000000000}     | {\"a\":0.5}                  | FLOAT64",
                "{\"a\":0.5}            | {\"a\":1}                    | FLOAT64",
                "{\"a\":\"x\"}          | {\"a\":\"y\"}                | STRING",
                "{\"a\":true}           | {\"a\":false}                | BOOLEAN",
                "{\"a\":\"1\"}          | {\"a\":1}                    | JSON",
                "{\"a\":true}           | {\"a\":1}                    | JSON",
                "{\"a\":{}}             | {\"a\":1}                    | JSON",
                "{\"a\":[1]}            | {\"a\":{\"b\":1}}            | JSON",
                "{\"a\":null}           | {\"a\":null}                 | JSON",
            })
    void typesAreWidenedOverTheSample(String one, String other, Scalar type) {
        assertThat(field(one, other).type()).isEqualTo(type);
    }

    @Test
    void numbersBeyondADoubleAreDecimals() {
        assertThat(field("{\"a\":1}", "{\"a\":123456789012345678901234567890}", "{\"a\":0.5}")
                        .type())
                .isEqualTo(DataType.Decimal.ANY);
    }

    @Test
    void whatIsNullOrMissingSomewhereMayBeNull() {
        assertThat(field("{\"a\":1}", "{\"a\":2}").nullable()).isFalse();
        assertThat(field("{\"a\":1}", "{\"a\":null}")).isEqualTo(Field.optional("a", Scalar.INT32));
        assertThat(field("{\"b\":1}", "{\"a\":1}")).isEqualTo(Field.optional("a", Scalar.INT32));
        assertThat(SchemaInference.infer(STREAM, List.of(Document.of("a", 1), Document.of("a", Unavailable.VALUE)))
                        .schema()
                        .orElseThrow()
                        .fields())
                .containsExactly(Field.optional("a", Scalar.INT32));
    }

    @Test
    void listsAndStructsAreInferredWithin() {
        assertThat(field("{\"a\":[1,2.5]}", "{\"a\":[]}").type()).isEqualTo(new DataType.Array(Scalar.FLOAT64, false));
        assertThat(field("{\"a\":[1,null]}").type()).isEqualTo(new DataType.Array(Scalar.INT32, true));
        assertThat(field("{\"a\":[]}").type()).isEqualTo(new DataType.Array(Scalar.JSON, false));
        assertThat(field("{\"a\":[{\"b\":1},{\"b\":2,\"c\":\"x\"}]}").type())
                .isEqualTo(new DataType.Array(
                        new DataType.Struct(
                                List.of(Field.required("b", Scalar.INT32), Field.optional("c", Scalar.STRING))),
                        false));
    }

    @Test
    void fieldsComeInTheOrderInWhichTheyAreFirstSeen() {
        assertThat(infer("{\"b\":1}", "{\"a\":1,\"b\":2,\"c\":3}").schema().orElseThrow())
                .satisfies(schema -> assertThat(schema.namespace()).isEqualTo("shop"))
                .satisfies(schema -> assertThat(schema.name()).isEqualTo("orders"))
                .satisfies(schema ->
                        assertThat(schema.fields()).extracting(Field::name).containsExactly("b", "a", "c"));
    }

    @Test
    void typedValuesKeepTheirTypes() {
        Document typed = Document.builder()
                .put("i", Instant.EPOCH)
                .put("u", new UUID(1, 2))
                .put("b", Bytes.utf8("x"))
                .build();

        assertThat(SchemaInference.infer(STREAM, List.of(typed))
                        .schema()
                        .orElseThrow()
                        .fields())
                .extracting(Field::type)
                .containsExactly(Scalar.INSTANT, Scalar.UUID, Scalar.BYTES);
    }

    @Test
    void malformedRecordsAreCountedAndTheFirstIsTold() {
        Inferred inferred = infer("{\"a\":1}", "no json", "[1]", "{\"a\":");

        assertThat(inferred.sampled()).isEqualTo(4);
        assertThat(inferred.malformed()).isEqualTo(3);
        assertThat(inferred.firstMalformed())
                .hasValueSatisfying(failure -> assertThat(failure.code()).startsWith("FLX-FORMAT-JSON"));
        assertThat(inferred.schema().orElseThrow().fields()).containsExactly(Field.required("a", Scalar.INT32));
        assertThat(infer("no json").schema()).isEmpty();
        assertThat(infer().schema()).isEmpty();
    }

    @Test
    void deletesTellNothingOfFields() {
        Document delete = Document.empty()
                .withMetadata(
                        RecordMetadata.builder().operation(Operation.DELETE).build());
        Inferred inferred = SchemaInference.infer(STREAM, List.of(delete, json("{\"a\":1}")));

        assertThat(inferred.sampled()).isEqualTo(1);
        assertThat(inferred.schema().orElseThrow().fields()).containsExactly(Field.required("a", Scalar.INT32));
    }

    @Property(tries = 500)
    void everySampledRecordFitsTheSchema(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int count) {
        Random random = new Random(seed);
        List<Document> sample = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sample.add(document(random, 0));
        }

        List<Field> fields =
                SchemaInference.infer(STREAM, sample).schema().orElseThrow().fields();

        assertThat(sample).allMatch(record -> fits(record, fields));
    }

    private static Document document(Random random, int depth) {
        DocumentBuilder document = Document.builder();
        for (String name : List.of("a", "b", "c")) {
            if (random.nextInt(4) > 0) {
                document.put(name, value(random, depth));
            }
        }
        return document.build();
    }

    private static Object value(Random random, int depth) {
        // Few kinds at a time, so that types often agree and have to be widened.
        return switch (random.nextInt(depth > 2 ? 8 : 10)) {
            case 0 -> null;
            case 1, 2 -> random.nextInt();
            case 3 -> random.nextLong();
            case 4 -> random.nextDouble();
            case 5 -> new BigDecimal("1e400");
            case 6 -> "text";
            case 7 -> random.nextBoolean();
            case 8 -> document(random, depth + 1);
            default -> {
                List<Object> items = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    items.add(value(random, depth + 1));
                }
                yield items;
            }
        };
    }

    private static boolean fits(Document record, List<Field> fields) {
        List<String> known = fields.stream().map(Field::name).toList();
        return known.containsAll(record.names())
                && fields.stream().allMatch(field -> {
                    Object value = record.get(field.name());
                    return value == null ? field.nullable() : fits(value, field.type());
                });
    }

    private static boolean fits(Object value, DataType type) {
        if (type instanceof DataType.Struct struct) {
            return value instanceof Document document && fits(document, struct.fields());
        }
        if (type instanceof DataType.Array array) {
            return value instanceof List<?> items
                    && items.stream()
                            .allMatch(item -> item == null ? array.nullableElements() : fits(item, array.element()));
        }
        if (type instanceof DataType.Decimal) {
            return value instanceof Number;
        }
        return switch ((Scalar) type) {
            case INT32 -> value instanceof Integer;
            case INT64 -> value instanceof Integer || value instanceof Long;
            case FLOAT64 -> value instanceof Integer || value instanceof Long || value instanceof Double;
            case STRING -> value instanceof String;
            case BOOLEAN -> value instanceof Boolean;
            case JSON -> true;
            default -> false;
        };
    }
}
