package com.acme.connectors;

import ai.fluxion.core.engine.connectors.ConnectorOption;

/** What the source and the sink are told. */
final class MyOptions {
    static final ConnectorOption ENDPOINT = ConnectorOption.builder("endpoint", ConnectorOption.Type.STRING)
            .required()
            .doc("The mailbox.")
            .build();

    private MyOptions() {}
}
