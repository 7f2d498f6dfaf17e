package ai.fluxion.examples;

import ai.fluxion.core.engine.connectors.AbstractAsyncStreamingSource;
import ai.fluxion.core.model.Document;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tells the time, again and again. */
public final class ClockSource extends AbstractAsyncStreamingSource {
    private final Duration every;

    public ClockSource(Duration every) {
        super(16); // batches to fetch ahead
        this.every = every;
    }

    @Override
    protected List<Document> poll() throws InterruptedException {
        Thread.sleep(every.toMillis());
        return List.of(Document.of("time", Instant.now()));
    }
}
