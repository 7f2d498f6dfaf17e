package ai.fluxion.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.engine.connectors.SinkContext;
import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.engine.transactions.WriterSink;
import ai.fluxion.core.model.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What every sink keeps to, of whatever kind. A subclass says how to make the sink and what it writes to. A sink that can
 * do more passes {@link TwoPhaseSinkContract} or {@link TransactionalSinkContract} instead, which hold this one.
 */
public abstract class SinkContract extends OptionsContract {
    /** The pipeline of this test; no other test has it. */
    private final String pipeline = "contract-" + UUID.randomUUID();

    private final String incarnation = newIncarnation();

    /** Who makes the sink. */
    protected abstract SinkConnectorProvider provider();

    /** Something new to write to. */
    protected abstract Target target() throws Exception;

    /** What the sink says it is. */
    protected SinkKind kind() {
        return SinkKind.PLAIN;
    }

    /** The record that a target shows as this text. */
    protected Document record(String text) {
        return Document.of(TextFormat.FIELD, text);
    }

    /** A record that the sink has to reject, with the options of the target; empty if it takes any. */
    protected Optional<Document> unacceptable() {
        return Optional.empty();
    }

    /** What the engine does for the sink. */
    protected ConnectorServices services() {
        return new TestServices();
    }

    /** A new sink, as another process would make it. */
    protected final StreamingSink sink(Target target) {
        return createFrom(configOf(target.options()));
    }

    /** What the engine offers the sinks of this test's pipeline. */
    protected final SinkContext context() {
        return context(pipeline);
    }

    final SinkContext context(String ofPipeline) {
        return new SinkContext(Optional.of(ofPipeline), Optional.of(incarnation), services());
    }

    final EpochId epoch(long number, int attempt) {
        return new EpochId(pipeline, incarnation, number, attempt);
    }

    static String newIncarnation() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    final List<Document> records(String... texts) {
        return Stream.of(texts).map(this::record).toList();
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
    final ConnectorConfig configOf(Map<String, Object> options) {
        return ConnectorConfig.builder(provider().descriptor().id(), ConnectorConfig.Kind.SINK)
                .options(options)
                .build();
    }

    @Override
    final List<OptionProblem> problemsTogether(ConnectorConfig config) {
        return provider().check(config);
    }

    @Override
    final Map<String, Object> rightOptions() throws Exception {
        try (Target target = target()) {
            return target.options();
        }
    }

    @Override
    final StreamingSink createFrom(ConnectorConfig config) {
        return provider().create(config);
    }

    private SinkRun open(Target target) throws Exception {
        return SinkRun.open(sink(target), context(), epoch(1, 1));
    }

    @Test
    protected final void itIsWhatItSaysItIs() throws Exception {
        try (Target target = target();
                StreamingSink sink = sink(target)) {
            assertThat(sink.kind()).isEqualTo(kind());
            assertThat(provider().descriptor().kinds()).contains(kind());
            assertThat(sink.health()).isNotNull();
        }
    }

    @Test
    protected final void whatWasFlushedIsSeenInOrder() throws Exception {
        try (Target target = target();
                SinkRun run = open(target)) {
            run.write(records("a", "b"));
            run.write(records("c"));
            run.finish();
            assertThat(target.visible()).containsExactly("a", "b", "c");

            run.write(records("d"));
            run.finish();
            assertThat(target.visible()).containsExactly("a", "b", "c", "d");
        }
    }

    @Test
    protected final void largeBatchesAreWrittenWhole() throws Exception {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            texts.add("record " + i);
        }
        try (Target target = target();
                SinkRun run = open(target)) {
            run.write(records(texts.toArray(String[]::new)));
            run.finish();
            assertThat(target.visible()).isEqualTo(texts);
        }
    }

    @Test
    protected final void finishingWithoutRecordsChangesNothing() throws Exception {
        try (Target target = target();
                SinkRun run = open(target)) {
            run.finish();
            run.write(records("a"));
            run.finish();
            run.finish();
            assertThat(target.visible()).containsExactly("a");
        }
    }

    @Test
    protected final void aRepeatedWriteHasOneEffectIfItSaysSo() throws Exception {
        Assumptions.assumeTrue(kind().equals(SinkKind.IDEMPOTENT));
        try (Target target = target();
                SinkRun run = open(target)) {
            run.write(records("a", "b"));
            run.finish();
            run.write(records("a", "b"));
            run.finish();
            assertThat(target.visible()).containsExactly("a", "b");
        }
    }

    @Test
    protected final void aRecordThatItCannotHoldIsRejectedAndTheOthersAreWritten() throws Exception {
        Assumptions.assumeTrue(unacceptable().isPresent());
        Document bad = unacceptable().orElseThrow();
        try (Target target = target();
                SinkRun run = open(target)) {
            if (run.rejectsByOrdinal()) {
                run.write(List.of(record("before"), bad, record("after")));
                run.finish();
                assertThat(run.rejected()).containsOnlyKeys(1);
                assertThat(run.rejected().get(1).kind()).isEqualTo(Failure.Kind.INVALID_RECORD);
            } else {
                run.write(records("before"));
                Throwable thrown = catchThrowable(() -> run.write(List.of(bad)));
                assertThat(Failure.of(thrown).kind()).isEqualTo(Failure.Kind.INVALID_RECORD);
                run.write(records("after"));
                run.finish();
            }
            assertThat(target.visible()).containsExactly("before", "after");
        }
    }

    @Test
    protected final void itMayBeClosedWithoutHavingBeenOpened() throws Exception {
        try (Target target = target()) {
            sink(target).close();
            assertThat(target.visible()).isEmpty();
        }
    }

    @Test
    protected final void itMayBeOpenedAgain() throws Exception {
        try (Target target = target();
                StreamingSink sink = sink(target)) {
            Assumptions.assumeFalse(sink instanceof WriterSink);
            for (String text : List.of("first", "second")) {
                try (SinkRun run = SinkRun.open(sink, context(), epoch(1, 1))) {
                    run.write(records(text));
                    run.finish();
                }
            }
            assertThat(target.visible()).contains("second");
        }
    }

    @Test
    protected final void anotherSinkOfTheSameOptionsHasTheSameIdentity() throws Exception {
        try (Target one = target();
                Target other = target()) {
            Assumptions.assumeTrue(sink(one) instanceof WriterSink);
            Document identity = ((WriterSink) sink(one)).identity();
            assertThat(((WriterSink) sink(one)).identity()).isEqualTo(identity);
            assertThat(((WriterSink) sink(other)).identity()).isNotEqualTo(identity);
        }
    }
}
