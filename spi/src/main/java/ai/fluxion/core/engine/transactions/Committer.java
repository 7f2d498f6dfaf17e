package ai.fluxion.core.engine.transactions;

import ai.fluxion.core.model.Document;
import java.util.List;
import java.util.Optional;

/** Commits what the writers of all lanes prepared. One for a pipeline and sink; calls come from one thread at a time. */
public interface Committer extends AutoCloseable {
    /**
     * Called before an epoch is made durable, with what all lanes prepared: may make one committable of many, or give each
     * its place.
     *
     * @param epoch the epoch
     * @param committables of all lanes, in the order of lanes; may be none
     * @return what is made durable; its state is handed to the next committer
     */
    default Prepared combine(EpochId epoch, List<Document> committables) throws Exception {
        return new Prepared(committables, Optional.empty());
    }

    /**
     * Makes them visible. Each may have been committed before, by this process or another: that has no further effect.
     *
     * @throws Exception retryable as often as need be; a fatal one stops the pipeline and keeps the committables
     */
    void commit(List<Committable> committables) throws Exception;

    /**
     * Removes whatever else of this pipeline is found at the sink: what attempts before this one staged and never committed.
     * Called at the start, after the last checkpoint's committables were committed.
     *
     * @param current names what comes next; nothing of its attempt is there yet
     */
    void abortOthers(EpochId current) throws Exception;

    @Override
    void close() throws Exception;
}
