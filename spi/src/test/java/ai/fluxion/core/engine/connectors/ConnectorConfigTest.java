package ai.fluxion.core.engine.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ConnectorConfigTest {
    private final ConnectorConfig config = ConnectorConfig.builder("my-sink", ConnectorConfig.Kind.SINK)
            .option("text", "hello")
            .option("count", 5)
            .option("large", 1L << 40)
            .option("ratio", 0.5)
            .option("on", true)
            .option("wait", "500ms")
            .option("buffer", "16KiB")
            .option("names", List.of("a", "b"))
            .option("headers", Map.of("h", 1))
            .option("file", "a/b")
            .option("none", null)
            .build();

    private static Failure failureOf(ThrowingCallable call) {
        return catchThrowableOfType(FluxionException.class, call).failure();
    }

    @Test
    void gettersReadWhatWasGiven() {
        assertThat(config.getString("text", null)).isEqualTo("hello");
        assertThat(config.getString("count", null)).isEqualTo("5");
        assertThat(config.getInt("count", 1)).isEqualTo(5);
        assertThat(config.getLong("large", 1)).isEqualTo(1L << 40);
        assertThat(config.getDouble("ratio", 1)).isEqualTo(0.5);
        assertThat(config.getBoolean("on", false)).isTrue();
        assertThat(config.getDuration("wait", null)).isEqualTo(Duration.ofMillis(500));
        assertThat(config.getSize("buffer", 1)).isEqualTo(16_384);
        assertThat(config.getList("names", null)).containsExactly("a", "b");
        assertThat(config.getMap("headers", null)).containsExactly(Map.entry("h", "1"));
        assertThat(config.getPath("file", null)).isEqualTo(Path.of("a/b"));
        assertThat(config.get("ratio")).contains(0.5);
    }

    @Test
    void gettersGiveTheDefaultOfWhatIsAbsentOrNull() {
        for (String absent : List.of("missing", "none")) {
            assertThat(config.has(absent)).isFalse();
            assertThat(config.get(absent)).isEmpty();
            assertThat(config.getString(absent, "x")).isEqualTo("x");
            assertThat(config.getString(absent, null)).isNull();
            assertThat(config.getInt(absent, 2)).isEqualTo(2);
            assertThat(config.getDuration(absent, Duration.ZERO)).isZero();
            assertThat(config.getList(absent, List.of())).isEmpty();
            assertThat(config.getFormat(absent)).isEmpty();
        }
    }

    @Test
    void aValueOfAnotherTypeIsFatalAndNamesTheOption() {
        Failure failure = failureOf(() -> config.getInt("text", 1));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.FATAL);
        assertThat(failure.code()).isEqualTo("FLX-OPTION-VALUE");
        assertThat(failure.place()).isEqualTo("text");
        assertThat(failure.message()).contains("sink my-sink", "expected an integer", "hello");
        assertThat(failureOf(() -> config.getInt("large", 1)).message()).contains("32 bits");
        assertThat(failureOf(() -> config.getBoolean("text", true)).place()).isEqualTo("text");
        assertThat(failureOf(() -> config.getDuration("ratio", null)).place()).isEqualTo("ratio");
        assertThat(failureOf(() -> config.getMap("names", null)).place()).isEqualTo("names");
        assertThat(failureOf(() -> config.getString("names", null)).place()).isEqualTo("names");
    }

    @Test
    void aDeclaredOptionHasItsDefaultOrIsRequired() {
        ConnectorOption wait = ConnectorOption.builder("delay", ConnectorOption.Type.DURATION)
                .defaultValue("PT1S")
                .build();
        ConnectorOption needed = ConnectorOption.builder("needed", ConnectorOption.Type.STRING)
                .required()
                .build();
        assertThat(config.getDuration(wait)).isEqualTo(Duration.ofSeconds(1));
        Failure failure = failureOf(() -> config.getString(needed));
        assertThat(failure.code()).isEqualTo("FLX-OPTION-MISSING");
        assertThat(failure.place()).isEqualTo("needed");
        assertThat(failureOf(() -> config.getInt(ConnectorOption.builder("large", ConnectorOption.Type.INTEGER)
                                .build()))
                        .code())
                .isEqualTo("FLX-OPTION-VALUE");
    }

    @Test
    void theValueOfASecretIsInNoMessage() {
        ConnectorOption secret = ConnectorOption.builder("text", ConnectorOption.Type.INTEGER)
                .secret()
                .build();
        FluxionException thrown = catchThrowableOfType(FluxionException.class, () -> config.getInt(secret));
        assertThat(thrown).hasMessageNotContaining("hello").hasNoCause();
        assertThat(config.toString()).doesNotContain("hello");
    }

    @Test
    void aFormatIsANameOrAMap() {
        ConnectorConfig both = SourceConnectorConfig.builder("s")
                .option("short", "csv")
                .option("long", Map.of("type", "csv", "header", false))
                .option("wrong", Map.of("header", false))
                .build();
        assertThat(both.getFormat("short").orElseThrow().type()).isEqualTo("csv");
        ConnectorConfig csv = both.getFormat("long").orElseThrow();
        assertThat(csv.type()).isEqualTo("csv");
        assertThat(csv.kind()).isEqualTo(ConnectorConfig.Kind.FORMAT);
        assertThat(csv.options()).containsExactly(Map.entry("header", false));
        assertThat(failureOf(() -> both.getFormat("wrong")).message()).contains("`type`");
    }

    @Test
    void itDoesNotChangeWithWhatItWasMadeOf() {
        Map<String, Object> options = new LinkedHashMap<>(Map.of("a", 1));
        SourceConnectorConfig.Builder builder =
                SourceConnectorConfig.builder("s").options(options);
        SourceConnectorConfig built = builder.build();
        options.put("b", 2);
        builder.option("c", 3);
        assertThat(built.options()).containsOnlyKeys("a");
        assertThatThrownBy(() -> built.options().put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void allProblemsOfTheOptionsAreFoundAtOnce() {
        List<ConnectorOption> options = List.of(
                ConnectorOption.builder("needed", ConnectorOption.Type.STRING)
                        .required()
                        .doc("What for.")
                        .build(),
                ConnectorOption.builder("text", ConnectorOption.Type.INTEGER).build(),
                ConnectorOption.builder("none", ConnectorOption.Type.STRING)
                        .required()
                        .build());
        ConnectorConfig given = ConnectorConfig.builder("t", ConnectorConfig.Kind.SINK)
                .option("text", "hello")
                .option("none", null)
                .option("unknown", 1)
                .option("client.id", "x")
                .build();
        assertThat(OptionProblem.of(given, options, Set.of("client.id")))
                .extracting(OptionProblem::code, OptionProblem::option)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("FLX-OPTION-MISSING", "needed"),
                        org.assertj.core.groups.Tuple.tuple("FLX-OPTION-VALUE", "text"),
                        org.assertj.core.groups.Tuple.tuple("FLX-OPTION-MISSING", "none"),
                        org.assertj.core.groups.Tuple.tuple("FLX-OPTION-UNKNOWN", "unknown"));
    }
}
