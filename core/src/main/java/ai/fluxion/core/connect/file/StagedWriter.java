package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Outcomes;
import ai.fluxion.core.engine.formats.RecordWriter;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.engine.transactions.Prepared;
import ai.fluxion.core.engine.transactions.SinkWriter;
import ai.fluxion.core.engine.transactions.WriterContext;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/** Writes the records of one lane to a hidden file, a new one for each epoch that has records. */
final class StagedWriter implements SinkWriter {
    private final LongConsumer bytes;
    private final int lane;
    private final Staging staging;
    private final Path file;
    private final Compression compression;
    private final PartFormat format;
    private StagedOutput out;
    private RecordWriter records;

    StagedWriter(WriterContext context, Staging staging, Compression compression, PartFormat format) {
        this.bytes = context.sink()
                .services()
                .metrics()
                .counter("file.written.bytes", "Bytes of prepared files, packed where they are compressed");
        this.lane = context.lane();
        this.staging = staging;
        this.file = staging.writing(context.firstEpoch(), lane);
        this.compression = compression;
        this.format = format;
    }

    @Override
    public void write(Batch.Records batch, Outcomes outcomes) {
        List<Document> documents = batch.documents();
        for (int i = 0; i < documents.size(); i++) {
            try {
                write(documents.get(i));
            } catch (FluxionException failed) {
                if (failed.failure().kind() != Failure.Kind.INVALID_RECORD) {
                    throw failed;
                }
                outcomes.reject(i, failed.failure());
            } catch (IOException failed) {
                throw FileFailures.of(failed, file);
            }
        }
    }

    private void write(Document record) throws IOException {
        if (records == null) {
            RecordWriter begun = format.begin(record);
            out = StagedOutput.open(file, compression);
            records = begun;
        }
        records.write(record, out);
    }

    @Override
    public Prepared prepare(EpochId epoch) {
        if (records == null) {
            return Prepared.NOTHING;
        }
        try {
            if (out.written() == 0) {
                discard();
                return Prepared.NOTHING;
            }
            records.finish(out);
            out.finish();
            String staged = staging.staged(epoch, lane);
            staging.rename(file, staging.file(staged));
            StagedPart part =
                    new StagedPart(staged, lane, out.packedLength(), out.packedChecksum(), format.beginning());
            bytes.accept(out.packedLength());
            records = null;
            out = null;
            return Prepared.of(part.toDocument());
        } catch (IOException failed) {
            throw FileFailures.of(failed, file);
        }
    }

    @Override
    public void abort() throws IOException {
        discard();
    }

    private void discard() throws IOException {
        StagedOutput open = out;
        records = null;
        out = null;
        if (open != null) {
            open.abandon();
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() throws IOException {
        discard();
    }
}
