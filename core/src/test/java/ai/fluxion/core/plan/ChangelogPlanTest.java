package ai.fluxion.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.connect.file.FileSinkProvider;
import ai.fluxion.core.connect.file.FileSourceProvider;
import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Changelog;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.ConnectorRegistry;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.SourceConnectorDescriptor;
import ai.fluxion.core.engine.connectors.SourceConnectorProvider;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.engine.streaming.EngineServices;
import ai.fluxion.core.formats.Formats;
import ai.fluxion.core.manifest.ManifestCatalog;
import ai.fluxion.core.manifest.ManifestReader;
import ai.fluxion.core.manifest.ManifestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code plan} says of filters behind a source of changes. */
class ChangelogPlanTest {
    @TempDir
    Path folder;

    /** A table whose changes have the row before, or its key only. */
    private static final class TableProvider implements SourceConnectorProvider {
        private static final ConnectorOption BEFORE = ConnectorOption.builder("before", ConnectorOption.Type.STRING)
                .required()
                .allowed("row", "key")
                .doc("What a change tells of the row before.")
                .build();

        @Override
        public SourceConnectorDescriptor descriptor() {
            return SourceConnectorDescriptor.builder("table", "Table").build();
        }

        @Override
        public List<ConnectorOption> options() {
            return List.of(BEFORE);
        }

        @Override
        public StreamingSource create(SourceConnectorContext context, SourceConnectorConfig config) {
            Changelog.Before before =
                    Changelog.Before.valueOf(config.getString(BEFORE).toUpperCase(Locale.ROOT));
            return new Table(new Changelog(before, Set.of("id", "tenant")));
        }
    }

    private record Table(Changelog told) implements StreamingSource {
        @Override
        public Optional<Changelog> changelog() {
            return Optional.of(told);
        }

        @Override
        public void open(Position position) {
            throw new AssertionError("a plan opens nothing");
        }

        @Override
        public Batch next() {
            return null;
        }

        @Override
        public void close() {}
    }

    private PipelinePlan plan(String source, String stages, String more) throws IOException {
        ManifestCatalog catalog = ManifestCatalog.of(
                ConnectorRegistry.of(
                        List.of(new TableProvider(), new FileSourceProvider()), List.of(new FileSinkProvider())),
                Formats.load(List.of(getClass().getClassLoader())).all(),
                List.of());
        Path file = Files.writeString(
                folder.resolve("pipeline.yaml"),
                "id: t\nsource: " + source + "\nstages: " + stages + "\nsink: {type: file, path: out.ndjson}\n" + more);
        ManifestResult read =
                new ManifestReader(catalog, new CompilingChecker()).read(file, Map.of(), ManifestReader.Mode.RUN);
        assertThat(read.problems()).isEmpty();
        return new PipelinePlanner(catalog, new EngineServices())
                .plan(read.definition().orElseThrow());
    }

    @Test
    void aFilterOnOtherThanKeyFieldsIsRefusedWithoutRowsBefore() throws IOException {
        PipelinePlan plan = plan("{type: table, before: key}", "[{$match: {id: 1}}, {$match: {status: PAID}}]", "");

        Failure refusal = plan.guarantee().refusal().orElseThrow();
        assertThat(refusal.code()).isEqualTo("FLX-CHANGELOG");
        assertThat(refusal.place()).isEqualTo("stages[1].$match");
        assertThat(refusal.remedy()).contains("key fields (id, tenant)", "`changelog: passthrough`");
        assertThat(plan.toString()).contains("refused: FLX-CHANGELOG: stages[1].$match");
        assertThatThrownBy(() -> plan.spec(RunOptions.in(folder)))
                .isInstanceOf(FluxionException.class)
                .hasMessageContaining("FLX-CHANGELOG");
    }

    @Test
    void theManifestMaySayThatChangesAreJudgedByThemselves() throws IOException {
        PipelinePlan plan =
                plan("{type: table, before: key}", "[{$match: {status: PAID}}]", "changelog: passthrough\n");

        assertThat(plan.guarantee().refusal()).isEmpty();
        assertThat(plan.toString()).contains("stages[0].$match judges a change by the row after it");
        assertThat(plan.spec(RunOptions.in(folder)).config().changes())
                .isEqualTo(ai.fluxion.core.engine.streaming.ChangelogMode.PASSTHROUGH);
    }

    @Test
    void aFilterIsPlannedWhereItCanBeAnswered() throws IOException {
        String paid = "[{$match: {status: PAID}}]";
        assertThat(plan("{type: table, before: key}", "[{$match: {tenant: 1}}]", "")
                        .guarantee()
                        .refusal())
                .isEmpty();
        PipelinePlan rows = plan("{type: table, before: row}", paid, "");
        assertThat(rows.guarantee().refusal()).isEmpty();
        assertThat(rows.toString()).contains("stages[0].$match sees a row before and after its change");
        PipelinePlan records = plan("{type: file, path: in.ndjson}", paid, "");
        assertThat(records.guarantee().refusal()).isEmpty();
        assertThat(records.toString()).doesNotContain("Changes:");
    }

    @Test
    void anUnknownWordIsAProblemOfTheManifest() {
        assertThatThrownBy(() -> plan("{type: table, before: row}", "[]", "changelog: loose\n"))
                .hasMessageContaining("expected one of strict, passthrough");
    }
}
