package ai.fluxion.core.manifest;

import static ai.fluxion.core.manifest.Manifests.messages;
import static ai.fluxion.core.manifest.Manifests.places;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionsTest {
    @TempDir
    private Path folder;

    private ManifestResult read(String connections, String source) {
        return new Manifests(folder)
                .yaml("id: x\nconnections:\n" + connections + "source: " + source + "\nsink: {type: out}\n");
    }

    private static Map<String, Object> options(ManifestResult result) {
        assertThat(messages(result)).isEmpty();
        return result.definition().orElseThrow().source().config().options();
    }

    @Test
    void theOptionsOfAConnectionAreTheBaseAndTheOwnOnesCountInstead() {
        ManifestResult result = read(
                "  main: {servers: a, capacity: 5, options: {fetch.min.bytes: 7}}\n",
                "{type: feed, connectionRef: main, topic: t, options: {capacity: 6}}");

        assertThat(options(result))
                .containsEntry("servers", "a")
                .containsEntry("capacity", 6)
                .containsEntry("fetch.min.bytes", "7")
                .containsEntry("topic", "t");
    }

    @Test
    void anOwnOptionThatIsNullIsNotThere() {
        assertThat(options(read("  main: {servers: a}\n", "{type: feed, connectionRef: main, topic: t, servers: }")))
                .containsEntry("servers", "a");
    }

    @Test
    void aConnectionMayGiveTheTypeAndWhatIsRequired() {
        ManifestResult result = read("  main: {type: feed, topic: t}\n", "{connectionRef: main}");

        assertThat(options(result)).containsEntry("topic", "t");
        assertThat(result.definition().orElseThrow().source().type()).isEqualTo("feed");
    }

    @Test
    void sinksAndDeadLettersHaveConnectionsToo() {
        ManifestResult result = new Manifests(folder).yaml("""
                        id: x
                        connections:
                          db: {url: jdbc:x}
                          here: {path: dead/}
                        source: {type: feed, topic: t}
                        sink: {type: table, connectionRef: db, table: t}
                        errors: {onInvalid: {deadLetter: {type: out, connectionRef: here}}}
                        """);

        assertThat(messages(result)).isEmpty();
        PipelineDefinition pipeline = result.definition().orElseThrow();
        assertThat(pipeline.sinks().get(0).config().getString("url", "")).isEqualTo("jdbc:x");
        assertThat(((OnInvalid.DeadLetter) pipeline.onInvalid()).sink().config().getString("path", ""))
                .isEqualTo(folder + "/dead/");
    }

    @Test
    void aProblemOfAConnectionsOptionIsReportedThereAndOnce() {
        ManifestResult result = new Manifests(folder).yaml("""
                        id: x
                        connections:
                          main: {type: feed, topic: _t, capacity: many, servres: a}
                        source: {connectionRef: main}
                        sink: {type: out}
                        """);

        assertThat(places(result))
                .containsExactly(
                        "3:29 warning FLX-FEED-INTERNAL",
                        "3:43 error FLX-OPTION-VALUE",
                        "3:49 error FLX-OPTION-UNKNOWN");
        assertThat(messages(result)).contains("did you mean 'servers'?");
    }

    @Test
    void whatIsMissingIsReportedAtTheComponent() {
        assertThat(places(read("  main: {type: feed}\n", "{connectionRef: main}")))
                .containsExactly("4:10 error FLX-OPTION-MISSING");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: feed, topic: t, connectionRef: mian}    | 4:47 error FLX-CONNECTION-UNKNOWN",
                "{connectionRef: mian}                          | 4:25 error FLX-CONNECTION-UNKNOWN",
                "{type: feed, topic: t, connectionRef: [main]}  | 4:47 error FLX-MANIFEST-TYPE",
                "{type: feed, topic: t, conectionRef: main}     | 4:32 error FLX-MANIFEST-KEY-UNKNOWN",
                "{type: fed, topic: t, connectionRef: main}     | 4:46 error FLX-CONNECTION-TYPE",
                "{type: feed, connectionRef: main, options: {capacity: 1}} | 4:43 error FLX-OPTION-MISSING",
            })
    void aReferenceThatIsWrongIsReportedAtItsPlace(String source, String place) {
        assertThat(places(read("  main: {type: feed}\n", source)))
                .filteredOn(problem -> problem.contains("error"))
                .containsExactly(place);
    }

    @Test
    void theNearestNameIsSuggested() {
        assertThat(messages(read("  main: {servers: a}\n", "{type: feed, topic: t, connectionRef: mian}")))
                .contains("did you mean 'main'?");
    }

    @Test
    void aConnectionThatNothingRefersToIsDoubtful() {
        ManifestResult result =
                read("  main: {servers: a}\n  other: {password: x}\n", "{type: feed, topic: t, connectionRef: main}");

        assertThat(places(result)).containsExactly("4:3 warning FLX-CONNECTION-UNUSED");
    }

    @Test
    void aConnectionIsSharedBySourceAndSinkOfOneTypeAndEachTakesItsOwn() {
        ManifestResult result = new Manifests(folder).yaml("""
                        id: x
                        connections:
                          main: {type: both, host: h, from: f, to: t, common: c}
                        source: {connectionRef: main}
                        sink: {connectionRef: main}
                        """);

        assertThat(messages(result)).isEmpty();
        PipelineDefinition pipeline = result.definition().orElseThrow();
        assertThat(pipeline.source().config().options()).containsOnlyKeys("host", "from", "common");
        assertThat(pipeline.sinks().get(0).config().options()).containsOnlyKeys("host", "to", "common");
    }

    @Test
    void whatNobodyTakesOfAConnectionIsDoubtful() {
        ManifestResult result = read("  main: {type: both, host: h, to: t}\n", "{connectionRef: main}");

        assertThat(places(result)).containsExactly("3:31 warning FLX-CONNECTION-UNUSED");
    }

    @Test
    void theSameOptionTwiceInAConnectionIsAnError() {
        assertThat(places(read(
                        "  main: {servers: a, options: {servers: b}}\n",
                        "{type: feed, topic: t, connectionRef: main}")))
                .containsExactly("3:10 error FLX-OPTION-TWICE");
    }

    @Test
    void secretsOfAConnectionAreMasked() {
        ManifestResult result =
                read("  main: {servers: a, password: hunter2}\n", "{type: feed, topic: t, connectionRef: main}");

        PipelineDefinition pipeline = result.definition().orElseThrow();
        assertThat(pipeline.source().shown()).containsEntry("password", "****");
        assertThat(pipeline.redaction().apply("login with hunter2")).isEqualTo("login with ****");
    }

    @Test
    void connectionsAreAMapOfMaps() {
        assertThat(places(new Manifests(folder)
                        .yaml("id: x\nconnections: [a]\nsource: {type: feed, topic: t}\nsink: {type: out}\n")))
                .containsExactly("2:14 error FLX-MANIFEST-TYPE");
        assertThat(places(read("  main: 5\n", "{type: feed, topic: t}")))
                .containsExactly("3:9 error FLX-MANIFEST-TYPE");
    }
}
