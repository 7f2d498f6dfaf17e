package ai.fluxion.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A document whose values are slices is no other than one whose values are objects, whatever is done to it. */
class LazyDocumentTest {
    private static Document lazy(String json) {
        return JsonReader.read(Bytes.utf8(json));
    }

    private static Document eager(String json) {
        return EagerJson.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    @Property(tries = 2_000)
    void everyWayToReadGivesWhatAFullDecodeGives(@ForAll long seed) {
        String json = JsonTexts.object(new Random(seed));

        assertReadAlike(lazy(json), eager(json), new Random(seed));
    }

    private static void assertReadAlike(Document lazy, Document eager, Random random) {
        for (int times = 0; times < eager.size() * 3; times++) {
            int at = random.nextInt(eager.size());
            Object value = eager.valueAt(at);
            String name = eager.nameAt(at);
            assertThat(lazy.ordinal(name)).isEqualTo(at);
            assertThat(lazy.isNull(at)).isEqualTo(value == null);
            switch (random.nextInt(4)) {
                case 0 -> assertSame(lazy.valueAt(at), value, random);
                case 1 -> assertSame(lazy.get(name), value, random);
                case 2 ->
                    assertThat(lazy.held(at) instanceof NumberLiteral literal ? literal.value() : lazy.held(at))
                            .isEqualTo(value);
                default -> assertTypedAlike(lazy, eager, at);
            }
        }
    }

    private static void assertSame(Object found, Object expected, Random random) {
        if (expected instanceof Document document) {
            assertReadAlike((Document) found, document, random);
        } else if (expected instanceof List<?> items) {
            assertThat(((List<?>) found).size()).isEqualTo(items.size());
            for (int i = 0; i < items.size(); i++) {
                assertSame(((List<?>) found).get(i), items.get(i), random);
            }
        } else {
            assertThat(found).isEqualTo(expected); // of the same class too
        }
    }

    private static void assertTypedAlike(Document lazy, Document eager, int at) {
        String name = eager.nameAt(at);
        assertAlike(() -> lazy.getLong(at), () -> eager.getLong(at));
        assertAlike(() -> lazy.getDouble(at), () -> eager.getDouble(at));
        assertAlike(() -> lazy.getLong(name), () -> eager.getLong(name));
        assertAlike(() -> lazy.getDouble(name), () -> eager.getDouble(name));
        assertAlike(() -> lazy.getInt(name), () -> eager.getInt(name));
        assertAlike(() -> lazy.getBoolean(at), () -> eager.getBoolean(at));
        assertAlike(() -> lazy.getString(name), () -> eager.getString(name));
    }

    private static void assertAlike(Callable<Object> found, Callable<Object> expected) {
        assertThat(outcome(found)).isEqualTo(outcome(expected));
    }

    private static Object outcome(Callable<Object> call) {
        try {
            return call.call();
        } catch (Exception failure) {
            return failure.getClass();
        }
    }

    @Property(tries = 3_000)
    void anyChangesLeaveTheSameFieldsAndTheSameJson(@ForAll long seed) {
        Random random = new Random(seed);
        String json = JsonTexts.object(random);
        String other = JsonTexts.object(random);
        boolean readBefore = random.nextBoolean();
        Document start = lazy(json);
        if (readBefore) {
            assertReadAlike(start, eager(json), random);
        }

        long changes = random.nextLong();
        Document lazy = changed(start, lazy(other), new Random(changes));
        Document eager = changed(eager(json), eager(other), new Random(changes));

        assertThat(lazy).isEqualTo(eager);
        assertThat(lazy.names()).isEqualTo(eager.names());
        String written = lazy.toJson();
        assertThat(eager(written)).isEqualTo(eager);
        assertThat(eager(written).names()).isEqualTo(eager.names());
        assertThat(withoutStrings(written)).doesNotContainPattern("\\s");
        assertThat(lazy(written).toJson()).isEqualTo(written);
        assertThat(DocumentCodec.decode(DocumentCodec.encode(lazy), format -> null))
                .isEqualTo(eager);
    }

    private static Document changed(Document start, Document other, Random random) {
        Document document = start;
        for (int steps = random.nextInt(5); steps > 0; steps--) {
            int size = document.size();
            String some = size == 0 ? "none" : document.nameAt(random.nextInt(size));
            switch (random.nextInt(7)) {
                case 0 -> document = document.with(some, "changed");
                case 1 -> document = document.with(random.nextBoolean() ? "id" : "new", null);
                case 2 -> document = document.without(some);
                case 3 -> document = document.with("nested", document);
                case 4 -> document = some(document, other, random);
                case 5 -> document = document.with("copied", size == 0 ? 0.5 : document.held(random.nextInt(size)));
                default -> {
                    if (size > 0 && document.valueAt(0) instanceof Document nested) {
                        document = document.with(document.nameAt(0), changed(nested, other, random));
                    }
                }
            }
        }
        return document;
    }

    /** Some fields of both, in any order. */
    private static Document some(Document one, Document other, Random random) {
        DocumentBuilder builder = Document.builder(1);
        for (int i = 0; i < one.size() + other.size(); i++) {
            Document from = other.isEmpty() || (!one.isEmpty() && random.nextBoolean()) ? one : other;
            int at = random.nextInt(from.size());
            switch (random.nextInt(4)) {
                case 0 -> builder.put(from.nameAt(at), from.held(at));
                case 1 -> builder.put(from.nameAt(at), 1);
                default -> builder.putFrom(from, at);
            }
        }
        return builder.build();
    }

    private static String withoutStrings(String json) {
        return json.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "");
    }

    @Property(tries = 500)
    void aDetachedDocumentDoesNotSeeItsBufferAgain(@ForAll long seed) {
        String json = JsonTexts.object(new Random(seed));
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        byte[] buffer = Arrays.copyOf(bytes, bytes.length + 5);
        Document record = JsonReader.read(Bytes.wrap(buffer, 0, bytes.length));
        if (new Random(seed).nextBoolean()) {
            record.toMap();
        }
        List<Document> detached = new ArrayList<>();
        detached.add(record.detach());
        detached.add(record.with("x", record).with("y", List.of(record)).detach());
        detached.add(Document.builder().putAll(record).build().detach());
        Arrays.fill(buffer, (byte) '?');

        Document expected = eager(json);
        assertThat(detached.get(0)).isEqualTo(expected);
        assertThat(eager(detached.get(0).toJson())).isEqualTo(expected);
        assertThat(detached.get(1)).isEqualTo(expected.with("x", expected).with("y", List.of(expected)));
        assertThat(detached.get(2)).isEqualTo(expected);
    }

    @Test
    void aPayloadAndItsFieldsAreDetachedIntoOneBuffer() {
        byte[] buffer = "??{\"text\":\"value\"}??".getBytes(StandardCharsets.UTF_8);
        PayloadDecoder json = new PayloadDecoder() {
            @Override
            public String format() {
                return "json";
            }

            @Override
            public Document decode(Bytes payload) {
                return JsonReader.read(payload);
            }
        };
        Document record = Document.encoded(Bytes.wrap(buffer, 2, 16), json, RecordMetadata.NONE)
                .decode();

        Document detached = record.detach();
        Arrays.fill(buffer, (byte) '?');

        assertThat(detached.payload().orElseThrow().utf8()).isEqualTo("{\"text\":\"value\"}");
        assertThat(detached.getString("text")).isEqualTo("value");
        assertThat(detached.detach().payload()).containsSame(detached.payload().orElseThrow());
    }

    @Test
    void whatWasNotChangedIsWrittenAsItCameButForWhiteSpace() {
        Document record =
                lazy("{ \"a\" : \"\\u0041\\/\" , \"b\":[ 1.50, {\"c\" : 1E5} ],\"d\":{\"e\":[0.10]}, \"f\":-0}");

        assertThat(record.with("g", 1).toJson())
                .isEqualTo("{\"a\":\"\\u0041\\/\",\"b\":[1.50,{\"c\":1E5}],\"d\":{\"e\":[0.10]},\"f\":-0,\"g\":1}");
        assertThat(record.with("b", 2).without("a").toJson()).isEqualTo("{\"b\":2,\"d\":{\"e\":[0.10]},\"f\":-0}");
    }

    @Test
    void aNameIsWrittenAsItIsMeantEvenIfItCameEscaped() {
        assertThat(lazy("{\"a\":1,\"\\u0062\":2,\"c\":3}").with("c", 4).toJson())
                .isEqualTo("{\"a\":1,\"b\":2,\"c\":4}");
        assertThat(lazy("{\"\\n\":1,\"\\u001f\":2}").toJson()).isEqualTo("{\"\\n\":1,\"\\u001f\":2}");
    }

    @Test
    void aNullIsNotAMissingField() {
        Document record = lazy("{\"empty\":null}");

        assertThat(record.has("empty")).isTrue();
        assertThat(record.isNull(0)).isTrue();
        assertThat(record.get("empty")).isNull();
        assertThatThrownBy(() -> record.getLong("empty")).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> record.getDouble(0)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> record.getLong("missing")).isInstanceOf(NoSuchElementException.class);
        assertThat(record.with("empty", 1).isNull(0)).isFalse();
        assertThat(lazy("{\"a\":1}").with("a", null).isNull(0)).isTrue();
    }

    @Test
    void manyThreadsReadOneDocumentAtOnceAndSeeTheSame() throws Exception {
        int threads = 4;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 300; round++) {
                String json = JsonTexts.object(new Random(round));
                Document expected = eager(json);
                Document shared = lazy(json);
                CyclicBarrier together = new CyclicBarrier(threads);
                List<Future<?>> readers = new ArrayList<>();
                for (int thread = 0; thread < threads; thread++) {
                    Random random = new Random(thread);
                    readers.add(executor.submit(() -> {
                        together.await();
                        assertReadAlike(shared, expected, random);
                        assertThat(eager(shared.with("x", 1).toJson())).isEqualTo(expected.with("x", 1));
                        return null;
                    }));
                }
                for (Future<?> reader : readers) {
                    reader.get();
                }
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
