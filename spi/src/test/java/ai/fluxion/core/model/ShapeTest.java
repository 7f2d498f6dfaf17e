package ai.fluxion.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tree of shapes learns the forms of records, and stays bounded whatever comes. */
class ShapeTest {
    private static Shape shapeOf(String json) {
        return JsonReader.read(Bytes.utf8(json)).fields().shape;
    }

    @Test
    void recordsOfOneFormShareTheirNames() {
        assertThat(shapeOf("{\"shared\":1,\"names\":2}")).isSameAs(shapeOf("{ \"shared\" : 3, \"n\\u0061mes\":{}}"));
        assertThat(shapeOf("{\"shared\":1,\"names\":2}")).isNotSameAs(shapeOf("{\"names\":1,\"shared\":2}"));
    }

    @Test
    void aNameThatIsForetoldButDoesNotStandThereIsNotTaken() {
        String[] names = {
            "k",
            "ke",
            "key",
            "keyword",
            "keywords",
            "keyword8",
            "keywords9",
            "keywords-and-more",
            "keywords-and-mort",
            "keywords-and-much-more-of-it",
            "keywords-and-much-mode-of-it",
            "",
            "kä",
            "k\\n"
        };
        for (int round = 0; round < 3; round++) {
            for (String name : names) {
                for (int padding = 0; padding < 12; padding++) {
                    String json = "{\"" + name + "\":1}";
                    Document document = JsonReader.read(Bytes.utf8(json + " ".repeat(padding)));
                    assertThat(document.toJson()).isEqualTo(json);
                    assertThat(document.names()).containsExactly(name.replace("\\n", "\n"));
                }
            }
        }
    }

    @Test
    void halfOfASurrogatePairInANameOfAnotherSourceIsNotForetold() {
        assertThat(Document.of("\ud800", 1).size()).isEqualTo(1);

        assertThat(JsonReader.read(Bytes.utf8("{\"\ufffd\":1}")).names()).containsExactly("\ufffd");
    }

    @Test
    @Timeout(120)
    void namesThatNeverComeAgainTakeNoMoreThanTheirShareOfMemory() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder json = new StringBuilder("{");
            for (int field = 0; field < 6; field++) {
                json.append(field == 0 ? "" : ",")
                        .append('"')
                        .append(Long.toString(random.nextLong(), 36))
                        .append("\":1");
            }
            Document document = JsonReader.read(Bytes.utf8(json.append('}').toString()));
            assertThat(document.size()).isEqualTo(6);
            assertThat(Shape.memory()).isLessThanOrEqualTo(2 * Shape.MEMORY_AT_MOST);
        }
        for (int i = 0; i < 3; i++) {
            shapeOf("{\"ordinary\":1,\"record\":2}");
        }
        assertThat(shapeOf("{\"ordinary\":1,\"record\":2}")).isSameAs(shapeOf("{\"ordinary\":1,\"record\":2}"));
    }

    @Test
    void veryLongNamesAreNotKept() {
        String name = "n".repeat(300);
        assertThat(shapeOf("{\"" + name + "\":1}")).isNotSameAs(shapeOf("{\"" + name + "\":1}"));
        assertThat(JsonReader.read(Bytes.utf8("{\"" + name + "\":1,\"b\":2}"))
                        .with("b", 3)
                        .toJson())
                .isEqualTo("{\"" + name + "\":1,\"b\":3}");
    }

    @Test
    @Timeout(60)
    void namesOfOneHashAreReadInTimeThatGrowsWithTheirNumber() {
        int bits = 15;
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < 1 << bits; i++) {
            json.append(i == 0 ? "\"" : ",\"");
            for (int bit = 0; bit < bits; bit++) {
                json.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            json.append("\":").append(i);
        }

        Document document = JsonReader.read(Bytes.utf8(json.append('}').toString()));

        assertThat(document.getInt("BB".repeat(bits))).isEqualTo((1 << bits) - 1);
        assertThat(document.getInt("Aa".repeat(bits))).isZero();
        assertThat(document.has("Cc".repeat(bits))).isFalse();
    }

    @Test
    void threadsThatLearnAtOnceAgree() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 200; round++) {
                String json = "{\"r" + round + "\":1,\"x\":2,\"y" + round + "\":3}";
                List<Future<Shape>> shapes = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    shapes.add(executor.submit(() -> shapeOf(json)));
                }
                for (Future<Shape> shape : shapes) {
                    assertThat(shape.get().names).containsExactly("r" + round, "x", "y" + round);
                }
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    @Timeout(60)
    void nothingIsForgottenWhileAnotherThreadLearns() throws Exception {
        String[] names = IntStream.range(0, 400).mapToObj(i -> "f" + i).toArray(String[]::new);
        Shape other = null;
        Shape known = null;
        for (int i = 0; i < 2; i++) { // where there is no room the first time, there is the second
            other = Shape.named(names, names.length);
            known = Shape.EMPTY.plus("known");
        }
        overflowWhileLearning(other, known);
        assertThat(Shape.EMPTY.plus("known")).isNotSameAs(known);
    }

    private static void overflowWhileLearning(Shape other, Shape known) throws InterruptedException {
        Thread forgetting = new Thread(() -> IntStream.range(0, 50_000).forEach(i -> other.plus("n" + i)));
        synchronized (Shape.EMPTY) { // as whoever learns a name that comes first
            forgetting.start();
            while (forgetting.isAlive() && forgetting.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            assertThat(Shape.EMPTY.plus("known")).isSameAs(known);
        }
        forgetting.join();
    }
}
