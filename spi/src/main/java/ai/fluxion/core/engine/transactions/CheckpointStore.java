package ai.fluxion.core.engine.transactions;

/**
 * Where checkpoints are kept if no sink is their home: the local file system, or a database. Found by {@link
 * java.util.ServiceLoader} through {@link CheckpointStoreProvider}.
 */
public interface CheckpointStore extends AutoCloseable {
    /**
     * Takes possession of a pipeline's checkpoints: one instance has them at a time.
     *
     * @param pipeline its id
     * @param holder who asks, for the one that is refused: a process id and a host
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, with who holds it
     */
    CheckpointHistory open(String pipeline, String holder) throws Exception;

    /** What tells this store from another, such as a folder; no secrets. */
    String identity();

    @Override
    void close() throws Exception;
}
