package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Lag;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.engine.connectors.SplitReader;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** Reads files one after the other, each to the end that it has then. */
final class EndingReader implements SplitReader {
    private final FileSource source;
    private final Deque<Split> waiting = new ArrayDeque<>();
    private final BytesLeft left = new BytesLeft();
    private OpenFile current;

    EndingReader(FileSource source) {
        this.source = source;
    }

    @Override
    public void add(List<Split> splits) {
        waiting.addAll(splits);
    }

    @Override
    public void remove(Collection<String> partitions) {
        waiting.removeIf(split -> partitions.contains(split.partition()));
        if (current != null && partitions.contains(current.path().toString())) {
            closeCurrent();
        }
    }

    @Override
    public Batch next() throws InterruptedException {
        if (current == null && waiting.isEmpty()) {
            return null;
        }
        Path path = current == null ? Path.of(waiting.peek().partition()) : current.path();
        try {
            if (current == null) {
                current = source.open(path, waiting.peek().start());
                waiting.remove();
            }
            List<Document> documents = current.read(source.batchSize(), source.batchBytes(), true);
            Batch batch =
                    documents.isEmpty() ? new Batch.Progress(current.position(), false) : current.batch(documents);
            left.look(current);
            if (current.ended()) {
                closeCurrent();
            }
            return batch;
        } catch (IOException failed) {
            throw FileFailures.reading(failed, path);
        }
    }

    private void closeCurrent() {
        OpenFile closing = current;
        current = null;
        left.forget(closing.path().toString());
        closing.close();
    }

    /** Of the file that is being read; the next ones are not looked at yet. */
    @Override
    public Lag lag() {
        return left.lag();
    }

    @Override
    public void close() {
        waiting.clear();
        if (current != null) {
            closeCurrent();
        }
    }
}
