package ai.fluxion.core.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> KNOWN =
            List.of("topic", "topics", "topicPattern", "bootstrapServers", "id", "sink", "sinks", "format");

    @ParameterizedTest
    @CsvSource({
        "topik, topic",
        "tpoic, topic",
        "topc, topic",
        "toppic, topic",
        "TOPIC, topic",
        "topicpattern, topicPattern",
        "bootstrapservers, bootstrapServers",
        "bootstrap.servers, bootstrapServers",
        "snik, sink",
        "sinkss, sinks",
        "fromat, format",
        "di, id",
    })
    void aTypingMistakeIsUnderstood(String name, String meant) {
        assertThat(NearestName.of(name, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"password", "x", "table", "''", "bootstrap"})
    void anotherNameIsNoMistake(String name) {
        assertThat(NearestName.of(name, KNOWN)).isEmpty();
    }

    @Test
    void aSingleLetterMeansOnlyItself() {
        assertThat(NearestName.of("a", List.of("b", "ab"))).isEmpty();
        assertThat(NearestName.of("a", List.of("b", "A"))).contains("A");
    }

    @Test
    void theHintNamesTheNearestOrWhatThereIs() {
        assertThat(NearestName.hint("topik", KNOWN)).isEqualTo(": did you mean 'topic'?");
        assertThat(NearestName.hint("password", List.of("a", "b"))).isEqualTo("; there are: a, b");
        assertThat(NearestName.hint("password", List.of())).isEmpty();
    }

    @Property(tries = 300)
    void aKnownNameIsItsOwnNearest(@ForAll @AlphaChars @StringLength(min = 1, max = 30) String name) {
        assertThat(NearestName.distance(name, name)).isZero();
        assertThat(NearestName.of(name, List.of("another", name))).contains(name);
    }

    @Property(tries = 300)
    void theDistanceIsTheSameBothWays(
            @ForAll @AlphaChars @StringLength(max = 12) String one,
            @ForAll @AlphaChars @StringLength(max = 12) String other) {
        assertThat(NearestName.distance(one, other)).isEqualTo(NearestName.distance(other, one));
    }
}
