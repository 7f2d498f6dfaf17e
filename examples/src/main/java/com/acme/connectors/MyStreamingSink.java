package com.acme.connectors;

import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.model.Document;
import java.util.List;

/** Puts records into a mailbox, as JSON. */
public final class MyStreamingSink implements StreamingSink {
    private final String endpoint;

    public MyStreamingSink(String endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void write(List<Document> batch) {
        for (Document record : batch) {
            Mailbox.at(endpoint).outgoing().add(record.toJson());
        }
    }
}
