package ai.fluxion.core.engine.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SinkContext;
import ai.fluxion.core.engine.connectors.StreamingContext;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.model.Document;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens while source and sink are being connected. */
@Timeout(60)
class ConnectingTest {
    private final CountDownLatch read = new CountDownLatch(1);
    private final AtomicInteger sourceClosed = new AtomicInteger();
    private final List<Document> written = new CopyOnWriteArrayList<>();

    /** One batch, and the end. */
    private StreamingSource source() {
        return new StreamingSource() {
            @Override
            public void open(Position position) {}

            @Override
            public Batch next() {
                if (read.getCount() == 0) {
                    return null;
                }
                read.countDown();
                return Batch.of(List.of(Document.of("number", 1)), Position.empty());
            }

            @Override
            public void close() {
                sourceClosed.incrementAndGet();
            }
        };
    }

    /** A sink that connects once something was read. */
    private StreamingSink sink(boolean connects) {
        return new StreamingSink() {
            @Override
            public void open(SinkContext context) throws InterruptedException {
                if (!read.await(30, TimeUnit.SECONDS) || !connects) {
                    throw Failure.fatal("FLX-TEST-CONNECT", "not connected").exception();
                }
            }

            @Override
            public void write(List<Document> batch) {
                written.addAll(batch);
            }
        };
    }

    private StreamingResult run(StreamingSink sink) {
        StreamingRuntimeConfig config = StreamingRuntimeConfig.standard().withErrors(StreamingErrorPolicy.failFast());
        return new StreamingPipelineExecutor(config).processStream(source(), List.of(), sink, new StreamingContext());
    }

    @Test
    void theSourceIsReadWhileTheSinkConnects() {
        assertThat(run(sink(true)).status()).isEqualTo(PipelineStatus.FINISHED);
        assertThat(written).containsExactly(Document.of("number", 1));
    }

    @Test
    void aSourceThatIsReadIsClosedIfTheSinkCannotConnect() {
        assertThatThrownBy(() -> run(sink(false)))
                .isInstanceOfSatisfying(
                        FluxionException.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo("FLX-TEST-CONNECT"));
        assertThat(sourceClosed).hasValue(1);
        assertThat(written).isEmpty();
    }
}
