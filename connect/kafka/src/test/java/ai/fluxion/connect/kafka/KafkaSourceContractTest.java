package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.SourceConnectorProvider;
import ai.fluxion.testkit.SourceContract;
import ai.fluxion.testkit.Upstream;
import java.util.Map;

class KafkaSourceContractTest extends SourceContract {
    @Override
    protected SourceConnectorProvider provider() {
        return new KafkaSourceProvider();
    }

    @Override
    protected Upstream upstream(int partitions) {
        return new TopicUpstream(partitions, Map.of());
    }

    @Override
    protected boolean partitioned() {
        return true;
    }

    @Override
    protected boolean seekable() {
        return true;
    }
}
