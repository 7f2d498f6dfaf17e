package ai.fluxion.examples;

import ai.fluxion.core.engine.connectors.AbstractAsyncStreamingSource;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.RecordMetadata;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the lines of a file, and goes on after the line that it was told. */
public final class LinesSource extends AbstractAsyncStreamingSource {
    private final Path file;
    private BufferedReader reader;
    private long lines; // read so far

    public LinesSource(Path file) {
        super(16);
        this.file = file;
    }

    @Override
    protected void connect(Position position) throws IOException {
        long handled = position.offset("lines").map(Offset::number).orElse(0L);
        reader = Files.newBufferedReader(file);
        for (lines = 0; lines < handled; lines++) {
            if (reader.readLine() == null) {
                throw Failure.fatal("FLX-LINES-GONE", "expected " + handled + " lines or more, found " + lines)
                        .at(file.toString())
                        .remedy("Restore the file, or begin anew by `fluxion checkpoint reset`.")
                        .exception();
            }
        }
    }

    @Override
    protected List<Document> poll() throws IOException {
        List<Document> batch = new ArrayList<>();
        while (batch.size() < 500) {
            String text = reader.readLine();
            if (text == null) {
                break;
            }
            RecordMetadata origin =
                    RecordMetadata.builder().partition("lines").offset(lines).build();
            batch.add(Document.of("line", text).withMetadata(origin));
            lines++;
        }
        return batch.isEmpty() ? null : batch;
    }

    @Override
    public Position position() {
        return Position.of("lines", lines);
    }

    @Override
    protected void disconnect() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
