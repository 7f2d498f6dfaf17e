package ai.fluxion.core.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.formats.ByteSource;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.formats.RecordReader;
import ai.fluxion.core.engine.formats.RecordWriter;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.RecordMetadata;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the tests of formats share: options, files in memory, and what a failure must be. */
final class FormatChecks {
    private FormatChecks() {}

    /** Options by name and value in turn. */
    static ConnectorConfig options(FormatProvider format, Object... namesAndValues) {
        ConnectorConfig.Builder builder = ConnectorConfig.builder(format.name(), ConnectorConfig.Kind.FORMAT);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.option((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static ByteSource file(byte[] content) {
        return offset -> new ByteArrayInputStream(content, (int) offset, content.length - (int) offset);
    }

    static ByteSource file(String content) {
        return file(utf8(content));
    }

    /** A file that gives so many bytes at a time. */
    static ByteSource trickling(byte[] content, int atATime) {
        return offset -> new Trickle(content, (int) offset, atATime);
    }

    /** A file of which more and more is there. */
    static final class Growing implements ByteSource {
        private final byte[] content;
        private int there;

        Growing(byte[] content) {
            this.content = content;
        }

        void growTo(int length) {
            there = length;
        }

        @Override
        public InputStream at(long offset) {
            return new InputStream() {
                private int at = (int) offset;

                @Override
                public int read() {
                    return at < there ? content[at++] & 0xFF : -1;
                }

                @Override
                public int read(byte[] target, int from, int length) {
                    int count = Math.min(length, there - at);
                    System.arraycopy(content, at, target, from, count);
                    at += count;
                    return count == 0 ? -1 : count;
                }
            };
        }
    }

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

    /** A record, and where the reader stood before and after it. */
    record Read(Document document, long metadataOffset, long after) {}

    /** All records of a complete file. */
    static List<Read> readAll(RecordReader reader) {
        try (reader) {
            List<Read> all = new ArrayList<>();
            Document record;
            while ((record = reader.next(true, RecordMetadata.builder())) != null) {
                all.add(new Read(record, record.metadata().offsetNumber(), reader.offset()));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Document> documents(RecordReader reader) {
        return readAll(reader).stream().map(Read::document).toList();
    }

    static List<Document> documents(FormatProvider format, ConnectorConfig config, String content) {
        return documents(reader(format, config, file(content), 0));
    }

    static RecordReader reader(FormatProvider format, ConnectorConfig config, ByteSource source, long offset) {
        try {
            return format.reader(config, source, offset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file that a new writer makes of the records. */
    static byte[] written(FormatProvider format, ConnectorConfig config, List<Document> records) {
        return written(format.writer(config, Optional.empty()), records);
    }

    static byte[] written(RecordWriter writer, List<Document> records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            for (Document record : records) {
                writer.write(record, out);
            }
            writer.finish(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Reads the file at once, in pieces, while it grows and from every place where it may be resumed: always the same. */
    static void isReadAlikeHowever(FormatProvider format, ConnectorConfig config, byte[] content) {
        List<Read> all = readAll(reader(format, config, file(content), 0));
        for (int piece : new int[] {1, 2, 3, 7}) {
            assertThat(shown(readAll(reader(format, config, trickling(content, piece), 0))))
                    .isEqualTo(shown(all));
        }
        assertThat(shown(readWhileItGrows(format, config, content))).isEqualTo(shown(all));
        assertThat(shown(readAll(reader(format, config, file(content), 0)))).isEqualTo(shown(all));
        for (int i = 0; i < all.size(); i++) {
            List<Read> rest =
                    readAll(reader(format, config, file(content), all.get(i).after()));
            assertThat(shown(rest)).isEqualTo(shown(all.subList(i + 1, all.size())));
        }
    }

    private static List<Read> readWhileItGrows(FormatProvider format, ConnectorConfig config, byte[] content) {
        Growing growing = new Growing(content);
        List<Read> all = new ArrayList<>();
        try (RecordReader reader = format.reader(config, growing, 0)) {
            for (int length = 0; length <= content.length; length++) {
                growing.growTo(length);
                boolean complete = length == content.length;
                Document record;
                while ((record = reader.next(complete, RecordMetadata.builder())) != null) {
                    all.add(new Read(record, record.metadata().offsetNumber(), reader.offset()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static List<String> shown(List<Read> reads) {
        return reads.stream()
                .map(read -> read.metadataOffset() + "-" + read.after() + " "
                        + Arrays.toString(
                                read.document().original().orElseThrow().toArray()) + " " + read.document())
                .toList();
    }

    /** The failure, which must be an invalid record's. */
    static Failure invalid(ThrowingCallable call) {
        return failure(call, Failure.Kind.INVALID_RECORD);
    }

    /** The failure, which must be fatal. */
    static Failure fatal(ThrowingCallable call) {
        return failure(call, Failure.Kind.FATAL);
    }

    private static Failure failure(ThrowingCallable call, Failure.Kind kind) {
        FluxionException thrown = catchThrowableOfType(FluxionException.class, call);
        assertThat(thrown).isNotNull();
        assertThat(thrown.failure().kind()).isEqualTo(kind);
        return thrown.failure();
    }

    static Document decode(FormatProvider format, ConnectorConfig config, byte[] payload) {
        return format.decoder(config).decode(Bytes.wrap(payload));
    }
}
