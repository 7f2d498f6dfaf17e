package ai.fluxion.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.formats.PayloadEncoder;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;
import ai.fluxion.core.model.RecordMetadata;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What every format keeps to. A subclass says which documents the format can hold; the same random ones are drawn at each
 * run.
 */
public abstract class FormatContract extends OptionsContract {
    private static final int DOCUMENTS = 200;
    private static final int DAMAGES = 20;
    private static final int THREADS = 4;

    /** The format. */
    protected abstract FormatProvider format();

    /** Its options; none unless said otherwise. */
    protected Map<String, Object> options() {
        return Map.of();
    }

    /** A document that the format can hold, and gives back equal. Those of one file should look alike if it has columns. */
    protected abstract Document document(Random random);

    /** A document that the format can't hold; empty if it holds any. */
    protected Optional<Document> unacceptable() {
        return Optional.empty();
    }

    /** Whether it reads and writes files. */
    protected boolean files() {
        return true;
    }

    @Override
    final List<ConnectorOption> declaredOptions() {
        return format().options();
    }

    @Override
    final Set<String> keysPassedThrough() {
        return Set.of();
    }

    @Override
    final ConnectorConfig configOf(Map<String, Object> options) {
        return ConnectorConfig.builder(format().name(), ConnectorConfig.Kind.FORMAT)
                .options(options)
                .build();
    }

    @Override
    final List<OptionProblem> problemsTogether(ConnectorConfig config) {
        return List.of();
    }

    @Override
    final Map<String, Object> rightOptions() {
        return options();
    }

    @Override
    final Object createFrom(ConnectorConfig config) {
        return format().encoder(config);
    }

    private ConnectorConfig config() {
        return configOf(options());
    }

    private List<Document> documents(int count) {
        Random random = new Random(1);
        List<Document> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(document(random));
        }
        return all;
    }

    @Test
    protected final void itSaysWhatItIs() {
        assertThat(format().name()).matches("[a-z0-9][a-z0-9-]*");
        assertThat(format().doc()).isNotBlank();
        assertThat(format().decoder(config()).format()).isNotBlank();
    }

    @Test
    protected final void whatIsEncodedIsDecodedToTheSame() {
        PayloadDecoder decoder = format().decoder(config());
        PayloadEncoder encoder = format().encoder(config());
        for (Document document : documents(DOCUMENTS)) {
            assertThat(decoder.decode(encoder.encode(document))).isEqualTo(document);
        }
    }

    @Test
    protected final void aRecordThatCameInTheFormatIsWrittenAgain() {
        PayloadDecoder decoder = format().decoder(config());
        PayloadEncoder encoder = format().encoder(config());
        for (Document document : documents(DOCUMENTS)) {
            Document came = Document.encoded(encoder.encode(document), decoder, RecordMetadata.NONE);
            assertThat(decoder.decode(encoder.encode(came))).isEqualTo(document);
            assertThat(came).isEqualTo(document);
        }
    }

    @Test
    protected final void damagedBytesAreThatRecordsFailureAndNothingElse() {
        PayloadDecoder decoder = format().decoder(config());
        PayloadEncoder encoder = format().encoder(config());
        Random random = new Random(2);
        for (Document document : documents(DOCUMENTS)) {
            byte[] bytes = encoder.encode(document).toArray();
            for (int i = 0; i < DAMAGES; i++) {
                byte[] damaged = Damage.of(bytes, random);
                Throwable thrown = catchThrowable(() -> readAll(decoder, damaged));
                if (thrown != null) {
                    assertIsInvalid(thrown);
                }
            }
        }
    }

    /** Looks at every value, since some are decoded only then. */
    private static void readAll(PayloadDecoder decoder, byte[] bytes) {
        decoder.decode(Bytes.wrap(bytes)).toMap();
        Document.encoded(Bytes.wrap(bytes), decoder, RecordMetadata.NONE).toMap();
    }

    private static void assertIsInvalid(Throwable thrown) {
        assertThat(thrown).isInstanceOf(FluxionException.class);
        Failure failure = ((FluxionException) thrown).failure();
        assertThat(failure.kind()).as(failure.toString()).isEqualTo(Failure.Kind.INVALID_RECORD);
        assertThat(failure.message()).isNotBlank();
    }

    @Test
    protected final void theSameBytesAlwaysMeanTheSameInAnyThread() throws Exception {
        PayloadDecoder shared = format().decoder(config());
        List<Document> documents = documents(DOCUMENTS);
        Callable<Boolean> work = () -> {
            PayloadEncoder own = format().encoder(config());
            return documents.stream()
                    .allMatch(document -> shared.decode(own.encode(document)).equals(document));
        };
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Boolean> same : threads.invokeAll(List.of(work, work, work, work))) {
                assertThat(same.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    protected final void whatItCannotHoldIsAnInvalidRecord() {
        Assumptions.assumeTrue(unacceptable().isPresent());
        Document bad = unacceptable().orElseThrow();
        assertIsInvalid(catchThrowable(() -> format().encoder(config()).encode(bad)));
    }

    @Test
    protected final void aFormatWithoutFilesSaysSo() {
        Assumptions.assumeFalse(files());
        for (Throwable thrown : List.of(
                catchThrowable(() -> format().writer(config(), Optional.empty())),
                catchThrowable(() -> format().reader(config(), at -> new ByteArrayInputStream(new byte[0]), 0)))) {
            assertThat(Failure.of(thrown).kind()).isEqualTo(Failure.Kind.FATAL);
        }
    }

    @Test
    protected final void aFileHoldsWhatWasWritten() throws Exception {
        Assumptions.assumeTrue(files());
        List<Document> documents = documents(DOCUMENTS);
        FormatFile file = FormatFile.written(format(), config(), documents);
        assertThat(file.read(0)).extracting(FormatFile.Read::document).isEqualTo(documents);
    }

    @Test
    protected final void fromTheEndOfAnyRecordTheRestIsRead() throws Exception {
        Assumptions.assumeTrue(files());
        FormatFile file = FormatFile.written(format(), config(), documents(DAMAGES));
        List<FormatFile.Read> all = file.read(0);
        for (int i = 0; i < all.size(); i++) {
            assertThat(file.read(all.get(i).after())).isEqualTo(all.subList(i + 1, all.size()));
        }
        assertThat(file.growing()).as("while it grows").isEqualTo(all);
    }

    @Test
    protected final void itMattersNotHowManyBytesComeAtATime() throws Exception {
        Assumptions.assumeTrue(files());
        FormatFile file = FormatFile.written(format(), config(), documents(DAMAGES));
        List<FormatFile.Read> all = file.read(0);
        for (int atATime : new int[] {1, 2, 3, 7, 64}) {
            assertThat(file.trickling(atATime)).as("%d at a time", atATime).isEqualTo(all);
        }
    }

    @Test
    protected final void aLaterWriterGoesOnWithTheFile() throws Exception {
        Assumptions.assumeTrue(files());
        List<Document> documents = documents(DAMAGES);
        FormatFile file = FormatFile.writtenInTurns(format(), config(), documents);
        assertThat(file.read(0)).extracting(FormatFile.Read::document).isEqualTo(documents);
    }

    @Test
    protected final void whatItCannotHoldLeavesNothingInTheFile() throws Exception {
        Assumptions.assumeTrue(files() && unacceptable().isPresent());
        List<Document> documents = documents(DAMAGES);
        FormatFile file = FormatFile.writtenWithout(
                format(), config(), documents, unacceptable().orElseThrow());
        assertThat(file.read(0)).extracting(FormatFile.Read::document).isEqualTo(documents);
    }

    @Test
    protected final void aDamagedFileFailsByRecordOrAsAWhole() throws Exception {
        Assumptions.assumeTrue(files());
        FormatFile file = FormatFile.written(format(), config(), documents(DAMAGES));
        Random random = new Random(3);
        for (int i = 0; i < DOCUMENTS; i++) {
            FormatFile damaged = file.damaged(random);
            Throwable thrown = catchThrowable(damaged::readThrough);
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(FluxionException.class);
                assertThat(((FluxionException) thrown).failure().kind()).isEqualTo(Failure.Kind.FATAL);
            }
        }
    }
}
