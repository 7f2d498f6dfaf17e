package ai.fluxion.core.engine.transactions;

import ai.fluxion.core.model.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One pipeline's checkpoints in a store, held by one instance until it is closed. Calls come from one thread at a time. */
public interface CheckpointHistory extends AutoCloseable {
    /**
     * What was found.
     *
     * @param checkpoint the newest that is whole; empty if there is none
     * @param warnings what was wrong with newer ones, for people; empty if nothing was
     */
    record Latest(Optional<Bytes> checkpoint, List<String> warnings) {
        public Latest {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The newest checkpoint.
     *
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if there are some and none is whole
     */
    Latest latest() throws Exception;

    /**
     * Makes a checkpoint the newest. Once it returns, the checkpoint survives the end of the process and of the power.
     *
     * @param sequence greater than that of any before it
     */
    void save(long sequence, Bytes checkpoint) throws Exception;

    /**
     * Keeps a piece of state that is too large for a checkpoint. Once it returns, the state survives as a checkpoint does; the
     * checkpoint that refers to it is saved after it.
     *
     * @param name letters, digits and hyphens; never used before
     */
    void saveState(String name, Bytes state) throws Exception;

    /**
     * What was kept under a name.
     *
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if it is gone or damaged
     */
    Bytes state(String name) throws Exception;

    /** Removes all pieces of state but these. */
    void retainStates(Set<String> names) throws Exception;

    /** Removes all checkpoints, and all state. */
    void clear() throws Exception;

    /** Lets another instance take it. */
    @Override
    void close() throws Exception;
}
