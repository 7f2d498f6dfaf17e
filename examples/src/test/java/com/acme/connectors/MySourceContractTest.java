package com.acme.connectors;

import ai.fluxion.core.engine.connectors.SourceConnectorProvider;
import ai.fluxion.core.engine.connectors.SourceKind;
import ai.fluxion.core.model.Document;
import ai.fluxion.testkit.SourceContract;
import ai.fluxion.testkit.Upstream;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class MySourceContractTest extends SourceContract {
    @Override
    protected SourceConnectorProvider provider() {
        return new MySourceProvider();
    }

    @Override
    protected Upstream upstream(int partitions) {
        String endpoint = UUID.randomUUID().toString();
        return new Upstream() {
            @Override
            public Map<String, Object> options() {
                return Map.of("endpoint", endpoint);
            }

            @Override
            public void put(int partition, List<String> texts) {
                Mailbox.at(endpoint).incoming().addAll(texts);
            }
        };
    }

    @Override
    protected SourceKind kind() {
        return SourceKind.TRANSIENT;
    }

    @Override
    protected boolean ends() {
        return true;
    }

    @Override
    protected String text(Document record) {
        return record.getString("letter");
    }
}
