package ai.fluxion.core.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.SourceKind;
import ai.fluxion.core.engine.connectors.StreamId;
import ai.fluxion.core.engine.connectors.StreamingContext;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.engine.streaming.EngineServices;
import ai.fluxion.core.model.Document;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableBufferTest {
    private static final BufferSettings BLOCK = new BufferSettings(1 << 20, 1 << 19, BufferSettings.WhenFull.BLOCK);
    private static final int SECONDS = 30;

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    /** Hands out what the test puts into a queue; it can't be asked again. */
    private static final class Feed implements StreamingSource {
        private static final Object END = new Object();

        private final SourceKind kind;
        private final BlockingQueue<Object> sent = new LinkedBlockingQueue<>();
        private final List<Position> acknowledged = new CopyOnWriteArrayList<>();
        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();
        private final AtomicInteger idles = new AtomicInteger();
        private volatile Path watched;
        private volatile boolean inTheLog = true;

        Feed(SourceKind kind) {
            this.kind = kind;
        }

        void send(long... numbers) {
            for (long number : numbers) {
                sent.add(Document.of("n", number));
            }
        }

        @Override
        public SourceKind kind() {
            return kind;
        }

        @Override
        public void open(Position position) {
            opened.incrementAndGet();
        }

        @Override
        public Batch next() throws Exception {
            Object next = sent.poll(20, TimeUnit.MILLISECONDS);
            if (next == null) {
                return Batch.idle();
            }
            if (next instanceof Failure failure) {
                throw failure.exception();
            }
            if (next instanceof Batch batch) {
                return batch;
            }
            return next == END
                    ? null
                    : Batch.of(List.of((Document) next), Position.of("token", ((Document) next).getLong("n")));
        }

        @Override
        public void acknowledge(Position position) throws Exception {
            inTheLog &= watched == null
                    || contains(watched, position.offset("token").orElseThrow().number());
            acknowledged.add(position);
        }

        @Override
        public void idle() {
            idles.incrementAndGet();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    void recordsComeInOrderWithNumbersOfTheBufferAndTheSourceIsAcknowledgedOnceTheyAreInTheFile() throws Exception {
        Feed feed = new Feed(SourceKind.ACKNOWLEDGING);
        feed.watched = folder;
        feed.send(7, 8, 9);
        StreamingSource source = opened(buffer(feed, BLOCK), Position.empty());

        List<Document> records = read(source, 3);

        assertThat(records).extracting(record -> record.getLong("n")).containsExactly(7L, 8L, 9L);
        assertThat(records)
                .extracting(record -> record.metadata().offsetNumber())
                .containsExactly(0L, 1L, 2L);
        assertThat(records).extracting(record -> record.metadata().partition()).containsOnly("buffer");
        await().atMost(SECONDS, TimeUnit.SECONDS).until(() -> feed.acknowledged.size() == 3);
        assertThat(feed.inTheLog).isTrue();
    }

    @Test
    void aReplayReadsTheSameRecordsAgainWhileTheFeedStaysOpen() throws Exception {
        Feed feed = new Feed(SourceKind.TRANSIENT);
        feed.send(1, 2, 3);
        DurableBuffer buffer = buffer(feed, BLOCK);
        StreamingSource first = opened(buffer, Position.empty());
        List<Document> once = read(first, 3);
        first.close();
        feed.send(4);

        StreamingSource again = opened(buffer, buffer.position(1));

        assertThat(read(again, 3)).extracting(record -> record.getLong("n")).containsExactly(2L, 3L, 4L);
        assertThat(once).hasSize(3);
        assertThat(feed.opened).hasValue(1);
        assertThat(feed.closed).hasValue(0);
    }

    @Test
    void anotherProcessGoesOnWhereTheCheckpointIs() throws Exception {
        Feed feed = new Feed(SourceKind.TRANSIENT);
        feed.send(1, 2, 3);
        DurableBuffer buffer = buffer(feed, BLOCK);
        StreamingSource source = opened(buffer, Position.empty());
        read(source, 3);
        Position checkpoint = buffer.position(2);
        source.close();
        buffer.close();

        Feed next = new Feed(SourceKind.TRANSIENT);
        next.send(4);
        StreamingSource later = opened(buffer(next, BLOCK), checkpoint);

        assertThat(read(later, 2)).extracting(record -> record.getLong("n")).containsExactly(3L, 4L);
    }

    @Test
    void aCheckpointOfAnotherBufferOrBeyondThisOneIsRefused() throws Exception {
        Feed feed = new Feed(SourceKind.TRANSIENT);
        DurableBuffer buffer = buffer(feed, BLOCK);
        opened(buffer, Position.empty());

        assertThatThrownBy(() -> opened(buffer, Position.of("buffer", 0)))
                .hasMessageContaining("FLX-BUFFER-POSITION")
                .hasMessageContaining("another buffer");
        assertThatThrownBy(() -> opened(buffer, buffer.position(1))).hasMessageContaining("the buffer holds 0 to 0");
        assertThatThrownBy(() -> opened(buffer, Position.of("p0", Offset.of(1))))
                .hasMessageContaining("none of a buffer");
    }

    @Test
    void aFailureComesAfterWhatWasReadBeforeItAndARetryableOneGoesOn() throws Exception {
        Feed feed = new Feed(SourceKind.TRANSIENT);
        feed.send(1);
        feed.sent.add(Failure.retryable("FLX-TEST", "not now"));
        feed.send(2);
        feed.sent.add(Failure.fatal("FLX-TEST", "never"));
        StreamingSource source = opened(buffer(feed, BLOCK), Position.empty());

        assertThat(read(source, 1)).hasSize(1);
        assertThatThrownBy(() -> read(source, 1)).hasMessageContaining("not now");
        assertThat(read(source, 1)).containsExactly(Document.of("n", 2L));
        for (int i = 0; i < 2; i++) { // whoever asks again is told again
            assertThatThrownBy(() -> read(source, 1)).hasMessageContaining("never");
        }
        assertThat(feed.opened).hasValue(1);
    }

    @Test
    void theEndComesAfterTheLastRecord() throws Exception {
        Feed feed = new Feed(SourceKind.TRANSIENT);
        feed.send(1, 2);
        feed.sent.add(Feed.END);
        StreamingSource source = opened(buffer(feed, BLOCK), Position.empty());

        assertThat(read(source, 2)).hasSize(2);
        Batch last;
        do {
            last = source.next();
        } while (last instanceof Batch.Progress);
        assertThat(last).isNull();
    }

    @Test
    void aSourceWaitsWhileTheBufferIsFullAndIsKeptAlive() throws Exception {
        Feed feed = new Feed(SourceKind.TRANSIENT);
        feed.send(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        DurableBuffer buffer = buffer(feed, new BufferSettings(300, 100, BufferSettings.WhenFull.BLOCK));
        StreamingSource source = opened(buffer, Position.empty());
        await().atMost(SECONDS, TimeUnit.SECONDS).until(() -> feed.idles.get() > 0);
        assertThat(feed.sent).isNotEmpty();

        List<Long> read = new ArrayList<>();
        while (read.size() < 10) {
            read(source, 1).forEach(record -> read.add(record.getLong("n")));
            source.acknowledge(buffer.position(read.size()));
        }

        assertThat(read).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void aSourceThatIsToBeRefusedIsClosedWhileTheBufferIsFull() throws Exception {
        Feed feed = new Feed(SourceKind.TRANSIENT);
        feed.send(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        DurableBuffer buffer = buffer(feed, new BufferSettings(300, 100, BufferSettings.WhenFull.REFUSE));
        StreamingSource source = opened(buffer, Position.empty());
        await().atMost(SECONDS, TimeUnit.SECONDS).until(() -> feed.closed.get() == 1);
        int kept = 10 - feed.sent.size();

        assertThat(read(source, kept)).hasSize(kept);
        source.acknowledge(buffer.position(kept));
        assertThatThrownBy(() -> read(source, 1)).hasMessageContaining("FLX-BUFFER-FULL");

        assertThat(read(source, 1)).containsExactly(Document.of("n", kept + 1L));
        assertThat(feed.opened).hasValue(2);
    }

    @Test
    void aRefusedSourceIsOpenedAgainOnlyOnceThereIsRoom() throws Exception {
        Feed feed = new Feed(SourceKind.TRANSIENT);
        feed.send(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        DurableBuffer buffer = buffer(feed, new BufferSettings(300, 100, BufferSettings.WhenFull.REFUSE));
        StreamingSource source = opened(buffer, Position.empty());
        await().atMost(SECONDS, TimeUnit.SECONDS).until(() -> feed.closed.get() == 1);
        int kept = 10 - feed.sent.size();
        assertThat(read(source, kept)).hasSize(kept);
        assertThatThrownBy(() -> read(source, 1)).hasMessageContaining("FLX-BUFFER-FULL");

        for (int i = 0; i < 2; i++) { // each waits for half a second
            assertThat(source.next()).isInstanceOf(Batch.Progress.class);
        }
        assertThat(feed.opened).hasValue(1);
        source.acknowledge(buffer.position(kept));

        assertThat(read(source, 1)).containsExactly(Document.of("n", kept + 1L));
        assertThat(feed.opened).hasValue(2);
    }

    @Test
    void aFullBufferOfWhichAllIsCommittedGoesOnAlsoIfTheProcessEndedBeforeItWasAcknowledged() throws Exception {
        Feed feed = new Feed(SourceKind.TRANSIENT);
        feed.send(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        BufferSettings small = new BufferSettings(300, 100, BufferSettings.WhenFull.BLOCK);
        DurableBuffer buffer = buffer(feed, small);
        StreamingSource source = opened(buffer, Position.empty());
        await().atMost(SECONDS, TimeUnit.SECONDS).until(() -> feed.idles.get() > 0);
        int kept = 10 - feed.sent.size();
        assertThat(read(source, kept)).hasSize(kept);
        Position committed = buffer.position(kept);
        source.close();
        buffer.close();

        Feed next = new Feed(SourceKind.TRANSIENT);
        next.send(99);
        StreamingSource later = opened(buffer(next, small), committed);

        await().atMost(SECONDS, TimeUnit.SECONDS).until(next.sent::isEmpty);
        assertThat(read(later, 1)).containsExactly(Document.of("n", 99L));
    }

    @Test
    void aBatchWithoutRecordsIsAcknowledgedAndDoesNoHarm() throws Exception {
        Feed feed = new Feed(SourceKind.ACKNOWLEDGING);
        feed.sent.add(Batch.of(List.of(), Position.of("token", 5)));
        feed.send(6);
        StreamingSource source = opened(buffer(feed, BLOCK), Position.empty());

        assertThat(read(source, 1)).containsExactly(Document.of("n", 6L));
        await().atMost(SECONDS, TimeUnit.SECONDS).until(() -> feed.acknowledged.size() == 2);
    }

    @Test
    void aSourceThatFailsIsDownUntilItAnswersAgain() throws Exception {
        Feed feed = new Feed(SourceKind.TRANSIENT);
        feed.sent.add(Failure.retryable("FLX-TEST", "not now"));
        StreamingSource source = opened(buffer(feed, BLOCK), Position.empty());

        await().atMost(SECONDS, TimeUnit.SECONDS).until(() -> !source.health().up());
        assertThat(source.health().reason()).contains("not now");

        assertThatThrownBy(() -> read(source, 1)).hasMessageContaining("not now");
        await().atMost(SECONDS, TimeUnit.SECONDS).until(() -> source.health().up());
    }

    @Test
    void anEventIsRefusedSinceTheLogKeepsRecordsOnly() throws Exception {
        Feed feed = new Feed(SourceKind.TRANSIENT);
        feed.sent.add(new Batch.Truncate(StreamId.of("t"), Position.empty(), true));
        StreamingSource source = opened(buffer(feed, BLOCK), Position.empty());

        assertThatThrownBy(() -> read(source, 1)).hasMessageContaining("FLX-BUFFER-EVENT");
    }

    private DurableBuffer buffer(Feed feed, BufferSettings settings) {
        DurableBuffer buffer = new DurableBuffer(folder, settings, context -> feed, format -> null);
        open.add(buffer);
        return buffer;
    }

    private StreamingSource opened(DurableBuffer buffer, Position position) throws Exception {
        StreamingSource source =
                buffer.make(SourceConnectorContext.from(new StreamingContext().services(new EngineServices())));
        source.open(position);
        open.add(source);
        return source;
    }

    private static List<Document> read(StreamingSource source, int count) throws Exception {
        List<Document> records = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (records.size() < count && System.nanoTime() < deadline) {
            if (source.next() instanceof Batch.Records batch) {
                records.addAll(batch.documents());
            }
        }
        return records;
    }

    private static boolean contains(Path folder, long number) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Segment segment = Segment.read(file).orElseThrow();
                try (FrameReader frames = FrameReader.open(segment)) {
                    while (frames.next(Long.MAX_VALUE)) {
                        BufferedBatch batch = Frame.decode(frames.header(), frames.payload(), format -> null);
                        if (batch.documents().contains(Document.of("n", number))) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }
}
