package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.formats.RecordWriter;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Makes the writers of the parts of one lane. */
sealed interface PartFormat {
    /**
     * A writer for one part.
     *
     * @param first the part's first record, which is yet to be written
     * @throws ai.fluxion.core.engine.connectors.FluxionException invalid record, if the format can't hold it
     */
    RecordWriter begin(Document first) throws IOException;

    /** What stands before the first part of the whole file, if parts continue each other; empty if nothing does. */
    Optional<Beginning> beginning();

    /** Each part is a file. */
    record Whole(FileFormat format) implements PartFormat {
        @Override
        public RecordWriter begin(Document first) {
            return format.writer(Optional.empty());
        }

        @Override
        public Optional<Beginning> beginning() {
            return Optional.empty();
        }
    }

    /** All parts of all lanes make one file. */
    final class Continued implements PartFormat {
        private final FileFormat format;
        private final Compression compression;
        private final AtomicReference<Beginning> shared;
        private boolean stateless;

        /** @param shared what one lane finds out for all; holds null until then */
        Continued(FileFormat format, Compression compression, AtomicReference<Beginning> shared) {
            this.format = format;
            this.compression = compression;
            this.shared = shared;
        }

        @Override
        public RecordWriter begin(Document first) throws IOException {
            if (!stateless && shared.get() == null) {
                Optional<Beginning> found = probe(first);
                stateless = found.isEmpty();
                found.ifPresent(mine -> shared.compareAndSet(null, mine));
            }
            return format.writer(beginning().map(Beginning::state));
        }

        /** Writes the record as the first of a file and as a later one: what is more is the header. */
        private Optional<Beginning> probe(Document first) throws IOException {
            RecordWriter writer = format.writer(Optional.empty());
            ByteArrayOutputStream asFirst = new ByteArrayOutputStream();
            writer.write(first, asFirst);
            Optional<Document> state = writer.state();
            if (state.isEmpty()) {
                return Optional.empty();
            }
            ByteArrayOutputStream asLater = new ByteArrayOutputStream();
            format.writer(state).write(first, asLater);
            byte[] whole = asFirst.toByteArray();
            byte[] rest = asLater.toByteArray();
            int length = whole.length - rest.length;
            if (length < 0 || !Arrays.equals(whole, length, whole.length, rest, 0, rest.length)) {
                throw Failure.fatal(
                                "FLX-FILE-FORMAT",
                                "format " + format.provider().name() + " can't go on behind what a file begins with")
                        .at("format")
                        .remedy("Write a folder of files: end the path with a slash.")
                        .exception();
            }
            return Optional.of(new Beginning(state.get(), pack(whole, length)));
        }

        private Bytes pack(byte[] bytes, int length) throws IOException {
            if (length == 0) {
                return Bytes.empty();
            }
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream out = compression.pack(packed)) {
                out.write(bytes, 0, length);
            }
            return Bytes.wrap(packed.toByteArray());
        }

        @Override
        public Optional<Beginning> beginning() {
            return Optional.ofNullable(shared.get());
        }
    }
}
