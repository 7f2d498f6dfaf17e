package ai.fluxion.core.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.StreamId;
import ai.fluxion.core.formats.Formats;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;
import ai.fluxion.core.model.RecordMetadata;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BufferLogTest {
    private static final BufferSettings LARGE = new BufferSettings(1 << 20, 1 << 19, BufferSettings.WhenFull.BLOCK);
    private static final BufferSettings SMALL = new BufferSettings(4_000, 1_000, BufferSettings.WhenFull.BLOCK);
    private static final StreamId STREAM = new StreamId("place", "feed");
    private static final long LONG_ENOUGH = 30_000;

    @TempDir
    private Path folder;

    @Test
    void whatWasAppendedComesBackInItsBatchesWithoutLoss() throws Exception {
        PayloadDecoder json = json();
        Document payload = Document.encoded(
                Bytes.utf8("{\"a\": 0.10}"),
                json,
                RecordMetadata.builder().key("k").build());
        try (BufferLog log = BufferLog.open(folder, LARGE)) {
            log.append(STREAM, List.of(Document.of("n", 1), payload));
            log.append(StreamId.UNNAMED, List.of(Document.of("n", 2)));
            assertThat(log.awaitDurable(2, LONG_ENOUGH)).isTrue();

            BufferCursor cursor = new BufferCursor(log, 0, format -> json);
            BufferedBatch first = cursor.read().orElseThrow();
            assertThat(first.stream()).isEqualTo(STREAM);
            assertThat(first.documents()).containsExactly(Document.of("n", 1), payload);
            assertThat(first.documents().get(1).payload()).contains(Bytes.utf8("{\"a\": 0.10}"));
            assertThat(first.documents().get(1).metadata().key()).isEqualTo("k");
            assertThat(cursor.read().orElseThrow().documents()).containsExactly(Document.of("n", 2));
            assertThat(cursor.read()).isEmpty();
            cursor.close();
        }
    }

    @Test
    void itGoesOnWhereItWasAfterItWasClosedAndKeepsItsId() throws Exception {
        String id;
        try (BufferLog log = BufferLog.open(folder, SMALL)) {
            id = log.id().toString();
            fill(log, 100);
        }
        try (BufferLog log = BufferLog.open(folder, SMALL)) {
            assertThat(log.id()).hasToString(id);
            assertThat(log.durable()).isEqualTo(100);
            fill(log, 10);
            assertThat(numbers(log, 0)).containsExactlyElementsOf(upTo(0, 110));
            assertThat(numbers(log, 57)).containsExactlyElementsOf(upTo(57, 110));
            assertThat(segments()).hasSizeGreaterThan(3);
        }
    }

    @Test
    void segmentsThatAreReleasedAreRemovedAndTheOthersStay() throws Exception {
        try (BufferLog log = BufferLog.open(folder, SMALL)) {
            fill(log, 100);
            int before = segments().size();

            log.release(50);

            assertThat(segments()).hasSizeLessThan(before);
            assertThat(log.first()).isPositive().isLessThanOrEqualTo(50);
            assertThat(numbers(log, 50)).containsExactlyElementsOf(upTo(50, 100));
        }
    }

    @Test
    void aFullLogHasRoomAgainOnceItIsReadAlsoIfAllLiesInOneSegment() throws Exception {
        BufferSettings tiny = new BufferSettings(200, 100, BufferSettings.WhenFull.BLOCK);
        try (BufferLog log = BufferLog.open(folder, tiny)) {
            log.append(STREAM, List.of(Document.of("text", "x".repeat(1_000))));
            assertThat(log.awaitRoom(0)).isFalse();

            log.release(1);

            assertThat(log.awaitRoom(0)).isTrue();
            fill(log, 1);
            assertThat(numbers(log, 1)).containsExactly(1L);
        }
    }

    @Test
    void aTornTailIsCutOffAtEveryByteAndTheRestStays() throws Exception {
        try (BufferLog log = BufferLog.open(folder, LARGE)) {
            fill(log, 2);
        }
        Path file = segments().get(0);
        byte[] whole = Files.readAllBytes(file);
        int frame = (whole.length - Segment.HEAD) / 2;
        for (int length = whole.length - frame; length < whole.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            try (BufferLog log = BufferLog.open(folder, LARGE)) {
                assertThat(log.durable()).isEqualTo(1);
                assertThat(numbers(log, 0)).containsExactly(0L);
            }
        }
    }

    @Test
    void aHeadThatIsTornMeansThatNothingFollowed() throws Exception {
        try (BufferLog log = BufferLog.open(folder, SMALL)) {
            fill(log, 100);
        }
        Files.write(Segment.file(folder, 100), new byte[Segment.HEAD - 1]);

        try (BufferLog log = BufferLog.open(folder, SMALL)) {
            assertThat(log.durable()).isEqualTo(100);
        }
    }

    @Test
    void aFrameThatWasDurableAndIsNotWholeIsDamageAndNoTornTail() throws Exception {
        try (BufferLog log = BufferLog.open(folder, LARGE)) {
            for (int i = 0; i < 3; i++) {
                fill(log, 1);
                assertThat(log.awaitDurable(i, LONG_ENOUGH)).isTrue();
            }
        }
        flip(segments().get(0), Segment.HEAD + Frame.HEADER + 5);

        assertThatThrownBy(() -> BufferLog.open(folder, LARGE)).hasMessageContaining("FLX-BUFFER-DAMAGED");
    }

    @Test
    void aFrameThatWasDurableIsNotCutOffEvenIfTheNextWasAppendedBeforeItWasSynced() throws Exception {
        Segment segment = BufferFolder.create(folder, java.util.UUID.randomUUID(), 0);
        Frame frame = new Frame();
        try (OutputStream out = Files.newOutputStream(segment.file(), StandardOpenOption.APPEND)) {
            for (long[] firstAndDurable : new long[][] {{0, 0}, {1, 0}, {2, 2}}) {
                frame.encode(STREAM, List.of(Document.of("n", 1)), firstAndDurable[0], firstAndDurable[1]);
                frame.writeTo(out);
            }
        }
        flip(segment.file(), Segment.HEAD + Frame.HEADER + 5);

        assertThatThrownBy(() -> BufferLog.open(folder, LARGE)).hasMessageContaining("FLX-BUFFER-DAMAGED");
    }

    @Test
    void aLogThatCouldNotGoOnToItsNextFileSaysSoFromThenOn() throws Exception {
        Path place = folder.resolve("log");
        BufferSettings tiny = new BufferSettings(200, 100, BufferSettings.WhenFull.BLOCK);
        BufferLog log = BufferLog.open(place, tiny);
        log.append(STREAM, List.of(Document.of("text", "x".repeat(1_000))));
        assertThat(log.awaitDurable(0, LONG_ENOUGH)).isTrue();
        Files.delete(Segment.file(place, 0));
        Files.delete(place);

        assertThatThrownBy(() -> log.release(1)).isInstanceOf(IOException.class);

        assertThatThrownBy(() -> log.append(STREAM, List.of(Document.of("n", 1))))
                .hasMessageContaining("FLX-BUFFER-WRITE");
        assertThatThrownBy(() -> log.release(1)).hasMessageContaining("FLX-BUFFER-WRITE");
        log.close();
    }

    @Test
    void damageInAnEarlierSegmentIsToldWhenItIsRead() throws Exception {
        try (BufferLog log = BufferLog.open(folder, SMALL)) {
            fill(log, 100);
        }
        flip(segments().get(1), Segment.HEAD + Frame.HEADER + 5);

        try (BufferLog log = BufferLog.open(folder, SMALL)) {
            assertThatThrownBy(() -> numbers(log, 0))
                    .hasMessageContaining("FLX-BUFFER-DAMAGED")
                    .hasMessageContaining(segments().get(1).toString());
        }
    }

    @Test
    void aSegmentThatIsMissingIsDamage() throws Exception {
        try (BufferLog log = BufferLog.open(folder, SMALL)) {
            fill(log, 100);
        }
        Files.delete(segments().get(1));

        try (BufferLog log = BufferLog.open(folder, SMALL)) {
            assertThatThrownBy(() -> numbers(log, 0)).hasMessageContaining("FLX-BUFFER-DAMAGED");
        }
    }

    private static PayloadDecoder json() {
        return Formats.load()
                .named("json")
                .decoder(ConnectorConfig.builder("json", ConnectorConfig.Kind.FORMAT)
                        .build());
    }

    private static void fill(BufferLog log, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            log.append(STREAM, List.of(Document.of("n", log.end())));
        }
    }

    private static List<Long> numbers(BufferLog log, long from) throws Exception {
        assertThat(log.awaitDurable(log.end() - 1, LONG_ENOUGH)).isTrue();
        List<Long> numbers = new ArrayList<>();
        try (BufferCursor cursor = new BufferCursor(log, from, format -> null)) {
            Optional<BufferedBatch> batch = cursor.read();
            while (batch.isPresent()) {
                batch.get().documents().forEach(document -> numbers.add(document.getLong("n")));
                batch = cursor.read();
            }
        }
        return numbers;
    }

    private static List<Long> upTo(int from, int to) {
        return IntStream.range(from, to).mapToObj(Long::valueOf).toList();
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void flip(Path file, int at) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            one.put(0, (byte) ~one.get(0)).flip();
            channel.write(one, at);
        }
    }
}
