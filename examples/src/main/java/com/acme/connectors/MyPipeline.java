package com.acme.connectors;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorFactory;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.StreamingContext;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.engine.streaming.StreamingPipelineExecutor;
import java.util.List;

/** Runs a pipeline within a program, with the connectors that are on the class path. */
public final class MyPipeline {
    private MyPipeline() {}

    public static void main(String[] args) {
        SourceConnectorConfig src = SourceConnectorConfig.builder("my-source")
            .option("endpoint", "...")
            .build();
        ConnectorConfig sink = ConnectorConfig.builder("my-sink", ConnectorConfig.Kind.SINK)
            .option("endpoint", "...")
            .build();
        StreamingSource source = ConnectorFactory.createSource(src, SourceConnectorContext.from(new StreamingContext()));
        StreamingSink dest = ConnectorFactory.createSink(sink);
        new StreamingPipelineExecutor().processStream(source, List.of(), dest, new StreamingContext());
    }
}
