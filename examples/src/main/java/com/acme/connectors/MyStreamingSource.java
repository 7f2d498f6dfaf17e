package com.acme.connectors;

import ai.fluxion.core.engine.connectors.AbstractAsyncStreamingSource;
import ai.fluxion.core.model.Document;
import java.util.List;

/** Takes the letters of a mailbox, and ends when there are no more. */
public final class MyStreamingSource extends AbstractAsyncStreamingSource {
    private final String endpoint;

    public MyStreamingSource(String endpoint) {
        super(16);
        this.endpoint = endpoint;
    }

    @Override
    protected List<Document> poll() {
        String letter = Mailbox.at(endpoint).incoming().poll();
        return letter == null ? null : List.of(Document.of("letter", letter));
    }
}
