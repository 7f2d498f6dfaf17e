package ai.fluxion.core.engine.transactions;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import java.nio.file.Path;
import java.util.List;

/** Makes checkpoint stores of one type. Found by {@link java.util.ServiceLoader}. Any thread may call it. */
public interface CheckpointStoreProvider {
    /** What manifests write as {@code checkpoint.store.type}. */
    String type();

    default List<ConnectorOption> options() {
        return List.of();
    }

    /**
     * A new store.
     *
     * @param config the store's options
     * @param stateDirectory where local things of this run live
     */
    CheckpointStore create(ConnectorConfig config, Path stateDirectory);
}
