package ai.fluxion.core.checkpoint;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.transactions.CheckpointStore;
import ai.fluxion.core.engine.transactions.CheckpointStoreProvider;
import java.nio.file.Path;
import java.util.List;

/** Makes the store of type {@code local}: checkpoints as files in the state directory. */
public final class LocalCheckpointStoreProvider implements CheckpointStoreProvider {
    private static final ConnectorOption RETAIN = ConnectorOption.builder("retain", ConnectorOption.Type.INTEGER)
            .defaultValue(Integer.toString(LocalCheckpointStore.DEFAULT_RETAIN))
            .range(1, 10_000)
            .doc("How many checkpoints of a pipeline are kept; the older ones serve if the newest is damaged.")
            .build();

    @Override
    public String type() {
        return "local";
    }

    @Override
    public List<ConnectorOption> options() {
        return List.of(RETAIN);
    }

    @Override
    public CheckpointStore create(ConnectorConfig config, Path stateDirectory) {
        return new LocalCheckpointStore(stateDirectory, config.getInt(RETAIN));
    }
}
