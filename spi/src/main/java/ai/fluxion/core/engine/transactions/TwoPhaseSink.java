package ai.fluxion.core.engine.transactions;

import ai.fluxion.core.engine.connectors.SinkContext;
import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.model.Document;
import java.util.Optional;

/** A sink whose writers prepare what its committer commits. */
public interface TwoPhaseSink extends WriterSink {
    /**
     * A committer, connected; made from configuration alone, and so also where nothing was ever written.
     *
     * @param state what {@link Committer#combine} gave to remember for the last durable checkpoint
     */
    Committer createCommitter(SinkContext context, Optional<Document> state) throws Exception;

    @Override
    default SinkKind kind() {
        return SinkKind.TWO_PHASE;
    }
}
