package ai.fluxion.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.formats.ByteSource;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.formats.RecordReader;
import ai.fluxion.core.engine.formats.RecordWriter;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.RecordMetadata;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A file of a format, in memory. */
final class FormatFile {
    /** A record, where it begins, and where the next one does. */
    record Read(Document document, long offset, long after) {}

    private final FormatProvider format;
    private final ConnectorConfig config;
    private final byte[] content;

    private FormatFile(FormatProvider format, ConnectorConfig config, byte[] content) {
        this.format = format;
        this.config = config;
        this.content = content;
    }

    /** By one writer. */
    static FormatFile written(FormatProvider format, ConnectorConfig config, List<Document> documents)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RecordWriter writer = format.writer(config, Optional.empty());
        for (Document document : documents) {
            writer.write(document, out);
        }
        writer.finish(out);
        return new FormatFile(format, config, out.toByteArray());
    }

    /** By a writer for each document, with the state of the one before. */
    static FormatFile writtenInTurns(FormatProvider format, ConnectorConfig config, List<Document> documents)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Optional<Document> state = Optional.empty();
        for (Document document : documents) {
            RecordWriter writer = format.writer(config, state);
            writer.write(document, out);
            writer.finish(out);
            state = writer.state().map(Stored::document);
        }
        return new FormatFile(format, config, out.toByteArray());
    }

    /** With one that must be refused tried between all others. */
    static FormatFile writtenWithout(
            FormatProvider format, ConnectorConfig config, List<Document> documents, Document refused)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RecordWriter writer = format.writer(config, Optional.empty());
        for (Document document : documents) {
            writer.write(document, out);
            Throwable thrown = catchThrowable(() -> writer.write(refused, out));
            assertThat(thrown).isNotNull();
            assertThat(Failure.of(thrown).kind()).isEqualTo(Failure.Kind.INVALID_RECORD);
        }
        writer.finish(out);
        return new FormatFile(format, config, out.toByteArray());
    }

    FormatFile damaged(Random random) {
        return new FormatFile(format, config, Damage.of(content, random));
    }

    /** All records from an offset on, decoded. */
    List<Read> read(long offset) throws IOException {
        return read(at -> new Trickle(content, (int) at, content.length), offset);
    }

    /** All records, from a stream that gives so many bytes at a time at most. */
    List<Read> trickling(int atATime) throws IOException {
        return read(at -> new Trickle(content, (int) at, atATime), 0);
    }

    private List<Read> read(ByteSource source, long offset) throws IOException {
        List<Read> all = new ArrayList<>();
        try (RecordReader reader = format.reader(config, source, offset)) {
            addAll(reader, true, all);
        }
        return all;
    }

    private static void addAll(RecordReader reader, boolean complete, List<Read> all) throws IOException {
        Document record;
        while ((record = reader.next(complete, RecordMetadata.builder())) != null) {
            all.add(new Read(record.decode(), record.metadata().offsetNumber(), reader.offset()));
        }
    }

    /** All records, of a file that grows byte by byte while it is read. */
    List<Read> growing() throws IOException {
        List<Read> all = new ArrayList<>();
        AtomicInteger there = new AtomicInteger();
        try (RecordReader reader = format.reader(config, at -> new Growing(content, (int) at, there), 0)) {
            for (int length = 0; length <= content.length; length++) {
                there.set(length);
                addAll(reader, length == content.length, all);
            }
        }
        return all;
    }

    /** Reads to the end, past records that are invalid; what ends the reading is thrown. */
    void readThrough() throws IOException {
        try (RecordReader reader = format.reader(config, at -> new Trickle(content, (int) at, content.length), 0)) {
            long last = -1;
            Document record;
            while ((record = reader.next(true, RecordMetadata.builder())) != null) {
                assertThat(reader.offset())
                        .as("every record moves the reader on")
                        .isGreaterThan(last);
                last = reader.offset();
                Document each = record;
                Throwable thrown = catchThrowable(each::toMap);
                if (thrown != null) {
                    assertThat(Failure.of(thrown).kind()).as(thrown.toString()).isEqualTo(Failure.Kind.INVALID_RECORD);
                }
            }
        }
    }

    /** Gives what is there. */
    private static final class Growing extends InputStream {
        private final byte[] content;
        private final AtomicInteger there;
        private int next;

        Growing(byte[] content, int from, AtomicInteger there) {
            this.content = content;
            this.there = there;
            this.next = from;
        }

        @Override
        public int read() {
            return next < there.get() ? content[next++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int at, int length) {
            int count = Math.min(length, there.get() - next);
            if (count <= 0) {
                return length == 0 ? 0 : -1;
            }
            System.arraycopy(content, next, target, at, count);
            next += count;
            return count;
        }
    }

    /** Gives so many bytes at a time at most. */
    private static final class Trickle extends ByteArrayInputStream {
        private final int atATime;

        Trickle(byte[] content, int from, int atATime) {
            super(content, from, content.length - from);
            this.atATime = atATime;
        }

        @Override
        public synchronized int read(byte[] target, int at, int length) {
            return super.read(target, at, Math.min(length, atATime));
        }
    }
}
