package ai.fluxion.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.connect.file.FileSinkProvider;
import ai.fluxion.core.connect.file.FileSourceProvider;
import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.ConnectorRegistry;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.SourceConnectorDescriptor;
import ai.fluxion.core.engine.connectors.SourceConnectorProvider;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.engine.streaming.EngineServices;
import ai.fluxion.core.engine.streaming.StreamingPipelineOrchestrator;
import ai.fluxion.core.engine.streaming.StreamingResult;
import ai.fluxion.core.formats.Formats;
import ai.fluxion.core.manifest.ManifestCatalog;
import ai.fluxion.core.manifest.ManifestReader;
import ai.fluxion.core.manifest.ManifestResult;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A manifest with {@code buffer}, from the plan to the sink. */
class BufferedPipelineTest {
    private static final int HALF = 50;

    @TempDir
    Path folder;

    /** Hands out half of the numbers, each once in its life, and then breaks or ends. */
    private static final class Feed implements SourceConnectorProvider, StreamingSource {
        private int next;

        @Override
        public SourceConnectorDescriptor descriptor() {
            return SourceConnectorDescriptor.builder("feed", "Feed").build();
        }

        @Override
        public List<ConnectorOption> options() {
            return List.of();
        }

        @Override
        public StreamingSource create(SourceConnectorContext context, SourceConnectorConfig config) {
            return this;
        }

        @Override
        public void open(Position position) {}

        @Override
        public Batch next() {
            if (next == HALF) {
                next++;
                throw Failure.fatal("FLX-TEST", "the feed broke").exception();
            }
            if (next > 2 * HALF) {
                return null;
            }
            int number = next < HALF ? next : next - 1;
            next++;
            return Batch.of(List.of(Document.of("n", number)), Position.empty());
        }

        @Override
        public void close() {}
    }

    private PipelinePlan plan(Feed feed, String source, String more) throws IOException {
        ManifestCatalog catalog = ManifestCatalog.of(
                ConnectorRegistry.of(List.of(feed, new FileSourceProvider()), List.of(new FileSinkProvider())),
                Formats.load(List.of(getClass().getClassLoader())).all(),
                List.of());
        Path file = Files.writeString(
                folder.resolve("pipeline.yaml"),
                "id: t\nsource: " + source + "\nsink: {type: file, path: out.ndjson}\ndelivery: exactly-once\n" + more);
        ManifestResult read =
                new ManifestReader(catalog, new CompilingChecker()).read(file, Map.of(), ManifestReader.Mode.RUN);
        assertThat(read.problems()).isEmpty();
        return new PipelinePlanner(catalog, new EngineServices())
                .plan(read.definition().orElseThrow());
    }

    private StreamingResult run(PipelinePlan plan) throws InterruptedException {
        return new StreamingPipelineOrchestrator()
                .start(plan.spec(RunOptions.in(plan.defaultStateDirectory())))
                .await();
    }

    @Test
    void whatAFeedSentOnceArrivesOnceAlsoIfTheRunThatReadItFailed() throws Exception {
        Feed feed = new Feed();
        PipelinePlan plan = plan(feed, "{type: feed}", "buffer: {}\ncheckpoint: {interval: 1h}\n");

        assertThat(run(plan).failure().orElseThrow().code()).isEqualTo("FLX-TEST");
        assertThat(plan.defaultStateDirectory().resolve("t/buffer")).isNotEmptyDirectory();
        StreamingResult second = run(plan);

        assertThat(second.failure()).isEmpty();
        assertThat(Files.readString(folder.resolve("out.ndjson")))
                .isEqualTo(IntStream.range(0, 2 * HALF)
                        .mapToObj(number -> "{\"n\":" + number + "}\n")
                        .collect(Collectors.joining()));
    }

    @Test
    void withoutABufferTheDemandIsRefused() throws IOException {
        assertThat(plan(new Feed(), "{type: feed}", "").guarantee().refusal()).isPresent();
        assertThat(plan(new Feed(), "{type: feed}", "buffer: {}\n").guarantee().refusal())
                .isEmpty();
    }

    @Test
    void aSourceThatCanBeReadAgainNeedsNone() {
        assertThatThrownBy(() -> plan(new Feed(), "{type: file, path: in.ndjson}", "buffer: {}\n"))
                .hasMessageContaining("FLX-BUFFER-NEEDLESS");
    }
}
