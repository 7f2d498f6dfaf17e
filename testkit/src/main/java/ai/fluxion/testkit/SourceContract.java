package ai.fluxion.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.PartitionedSource;
import ai.fluxion.core.engine.connectors.SeekableSource;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.SourceConnectorProvider;
import ai.fluxion.core.engine.connectors.SourceKind;
import ai.fluxion.core.engine.connectors.SplitEnumerator;
import ai.fluxion.core.engine.connectors.StreamingContext;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.model.Document;
import ai.fluxion.testkit.SourceRun.Cut;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What every source keeps to. A subclass says how to make the source and what it reads, and declares what the source can
 * do; what is declared and what is not are both tested.
 */
public abstract class SourceContract extends OptionsContract {
    /** The promise is about a second; the rest is for slow machines. */
    private static final Duration ABOUT_A_SECOND = Duration.ofSeconds(3);

    private static final int RECORDS = 20;

    /** Who makes the source. */
    protected abstract SourceConnectorProvider provider();

    /**
     * Something new to read.
     *
     * @param partitions how many partitions it has; 1 unless the source is {@link #partitioned}
     */
    protected abstract Upstream upstream(int partitions) throws Exception;

    /** What the source says it is. */
    protected SourceKind kind() {
        return SourceKind.REPLAYABLE;
    }

    /** Whether several lanes may read it. */
    protected boolean partitioned() {
        return false;
    }

    /** Whether it can tell the position of a time. */
    protected boolean seekable() {
        return false;
    }

    /** Whether it ends when all is read. */
    protected boolean ends() {
        return false;
    }

    /** Whether it can tell what it reads from another by the same name. */
    protected boolean checksOrigin() {
        return true;
    }

    /** The text that a record was made of. */
    protected String text(Document record) {
        return record.getString(TextFormat.FIELD);
    }

    /** What the engine does for the source. */
    protected ConnectorServices services() {
        return new TestServices();
    }

    /** A new source. */
    protected final StreamingSource source(Map<String, Object> options) {
        return createFrom(configOf(options));
    }

    @Override
    final List<ConnectorOption> declaredOptions() {
        return provider().options();
    }

    @Override
    final Set<String> keysPassedThrough() {
        return provider().passThroughKeys();
    }

    @Override
    final SourceConnectorConfig configOf(Map<String, Object> options) {
        return SourceConnectorConfig.builder(provider().descriptor().id())
                .options(options)
                .build();
    }

    @Override
    final List<OptionProblem> problemsTogether(ConnectorConfig config) {
        return provider().check((SourceConnectorConfig) config);
    }

    @Override
    final Map<String, Object> rightOptions() throws Exception {
        try (Upstream upstream = upstream(1)) {
            return upstream.options();
        }
    }

    @Override
    final StreamingSource createFrom(ConnectorConfig config) {
        StreamingContext context = new StreamingContext().pipelineId("contract").services(services());
        return provider().create(SourceConnectorContext.from(context), (SourceConnectorConfig) config);
    }

    /** An upstream with records in all partitions. */
    private Upstream filled() throws Exception {
        int partitions = partitioned() ? 2 : 1;
        Upstream upstream = upstream(partitions);
        for (int partition = 0; partition < partitions; partition++) {
            upstream.put(partition, texts(partition, "first"));
        }
        return upstream;
    }

    private static List<String> texts(int partition, String round) {
        return IntStream.range(0, RECORDS)
                .mapToObj(i -> round + " " + partition + " " + i)
                .toList();
    }

    private SourceRun open(Upstream upstream, Cut from) throws Exception {
        return SourceRun.open(source(upstream.options()), from);
    }

    private List<Document> readAll(Upstream upstream, Cut from) throws Exception {
        try (SourceRun run = open(upstream, from)) {
            return run.readAll().records();
        }
    }

    private Map<String, List<String>> byPartition(List<Document> records) {
        return Shown.byPartition(records, this::text);
    }

    @Test
    protected final void itIsWhatItSaysItIs() throws Exception {
        try (Upstream upstream = upstream(1);
                StreamingSource source = source(upstream.options())) {
            assertThat(source.kind()).isEqualTo(kind());
            assertThat(provider().descriptor().kinds()).contains(kind());
            assertThat(source instanceof PartitionedSource).as("partitioned").isEqualTo(partitioned());
            assertThat(source instanceof SeekableSource).as("seekable").isEqualTo(seekable());
            assertThat(source.health()).isNotNull();
        }
    }

    @Test
    protected final void recordsOfAPartitionComeInOrder() throws Exception {
        try (Upstream upstream = filled()) {
            Map<String, List<String>> read = Shown.texts(readAll(upstream, Cut.START), this::text);

            assertThat(read.values())
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, partitioned() ? 2 : 1)
                            .mapToObj(partition -> texts(partition, "first"))
                            .toList());
        }
    }

    @Test
    protected final void everyRecordSaysWhereItCameFrom() throws Exception {
        Assumptions.assumeTrue(kind().equals(SourceKind.REPLAYABLE));
        try (Upstream upstream = filled();
                SourceRun run = open(upstream, Cut.START)) {
            run.readAll();
            assertThat(run.records()).allSatisfy(record -> {
                assertThat(run.position().offset(record.metadata().partition())).isPresent();
                assertThat(record.metadata().offset()).isNotEmpty();
            });
            assertThat(run.records())
                    .extracting(record -> record.metadata().partition() + " "
                            + record.metadata().offset())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    protected final void atEveryCutItGoesOnWithExactlyTheRest() throws Exception {
        Assumptions.assumeTrue(kind().equals(SourceKind.REPLAYABLE));
        try (Upstream upstream = filled();
                SourceRun whole = open(upstream, Cut.START)) {
            List<Document> all = whole.readAll().records();
            List<Cut> cuts = whole.cuts();
            assertThat(cuts)
                    .as("let the options of the upstream make small batches")
                    .hasSizeGreaterThan(3);

            for (Cut cut : cuts) {
                assertThat(byPartition(readAll(upstream, cut.stored())))
                        .as("from %s", cut.position())
                        .isEqualTo(byPartition(all.subList(cut.records(), all.size())));
            }
        }
    }

    @Test
    protected final void aSourceWithoutPositionsSaysNone() throws Exception {
        Assumptions.assumeFalse(kind().equals(SourceKind.REPLAYABLE));
        try (Upstream upstream = filled();
                SourceRun run = open(upstream, Cut.START)) {
            assertThat(run.readAll().position().isEmpty()).isTrue();
        }
    }

    @Test
    protected final void itEndsOnlyIfItSaysSo() throws Exception {
        try (Upstream upstream = filled();
                SourceRun run = open(upstream, Cut.START)) {
            assertThat(run.readAll().ended()).isEqualTo(ends());
        }
    }

    @Test
    protected final void whatIsAddedWhileItRunsIsReadAsWell() throws Exception {
        Assumptions.assumeFalse(ends());
        try (Upstream upstream = filled();
                SourceRun run = open(upstream, Cut.START)) {
            int before = run.readAll().records().size();
            upstream.put(0, texts(0, "second"));
            Shown.until(() -> {
                run.next();
                return run.records().size() >= before + RECORDS;
            });

            assertThat(run.readAll().records().stream().skip(before).map(this::text))
                    .containsExactlyElementsOf(texts(0, "second"));
        }
    }

    @Test
    protected final void nextReturnsWithinASecondWhenThereIsNothing() throws Exception {
        Assumptions.assumeFalse(ends());
        try (Upstream upstream = filled();
                SourceRun run = open(upstream, Cut.START)) {
            run.readAll();
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                run.next();
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ABOUT_A_SECOND);
            }
        }
    }

    @Test
    protected final void anInterruptEndsNext() throws Exception {
        Assumptions.assumeFalse(ends());
        try (Upstream upstream = filled()) {
            InterruptedReading reading = new InterruptedReading(() -> open(upstream, Cut.START));
            assertThat(reading.endsAfterInterrupt())
                    .as("ends, and says that it was interrupted")
                    .isTrue();
        }
    }

    @Test
    protected final void itMayBeClosedWithoutHavingBeenOpened() throws Exception {
        try (Upstream upstream = filled()) {
            StreamingSource source = source(upstream.options());
            if (source instanceof PartitionedSource partitioned) {
                partitioned.createReader(0).close();
            }
            source.close();
        }
    }

    @Test
    protected final void anotherOfTheSameNameIsRefusedWithTheWayOut() throws Exception {
        Assumptions.assumeTrue(kind().equals(SourceKind.REPLAYABLE) && checksOrigin());
        try (Upstream upstream = filled()) {
            Cut last;
            try (SourceRun run = open(upstream, Cut.START)) {
                List<Cut> cuts = run.readAll().cuts();
                last = cuts.get(cuts.size() / 2).stored();
            }
            upstream.replace();
            for (int partition = 0; partition < (partitioned() ? 2 : 1); partition++) {
                upstream.put(partition, texts(partition, "other"));
            }

            Throwable thrown = catchThrowable(() -> readAll(upstream, last));

            assertThat(thrown).isInstanceOf(FluxionException.class);
            Failure failure = ((FluxionException) thrown).failure();
            assertThat(failure.kind()).isEqualTo(Failure.Kind.FATAL);
            assertThat(failure.remedy()).isNotBlank();
            assertThat(failure.place()).isNotBlank();
        }
    }

    @Test
    protected final void itsBeginningIsAPositionLikeAnyOther() throws Exception {
        Assumptions.assumeTrue(seekable());
        try (Upstream upstream = filled()) {
            SeekableSource seeking = (SeekableSource) source(upstream.options());
            Cut beginning = new Cut(seeking.seek(Optional.empty()), Optional.empty(), 0);

            assertThat(beginning.position().offsets()).hasSize(partitioned() ? 2 : 1);
            assertThat(byPartition(readAll(upstream, beginning))).isEqualTo(byPartition(readAll(upstream, Cut.START)));
        }
    }

    @Test
    protected final void severalLanesReadEachRecordOnce() throws Exception {
        Assumptions.assumeTrue(partitioned());
        try (Upstream upstream = filled();
                SplitEnumerator enumerator = enumerator(upstream)) {
            List<Document> read = LaneReads.inTwoLanes((PartitionedSource) source(upstream.options()), enumerator);

            assertThat(byPartition(read)).isEqualTo(byPartition(readAll(upstream, Cut.START)));
        }
    }

    @Test
    protected final void aPartitionMovesFromOneLaneToAnother() throws Exception {
        Assumptions.assumeTrue(partitioned());
        try (Upstream upstream = filled();
                SplitEnumerator enumerator = enumerator(upstream)) {
            List<Document> read = LaneReads.withAMove((PartitionedSource) source(upstream.options()), enumerator);

            assertThat(byPartition(read)).isEqualTo(byPartition(readAll(upstream, Cut.START)));
        }
    }

    private SplitEnumerator enumerator(Upstream upstream) throws Exception {
        SplitEnumerator enumerator = ((PartitionedSource) source(upstream.options())).createEnumerator();
        enumerator.open(Cut.START.position(), Optional.empty());
        return enumerator;
    }
}
