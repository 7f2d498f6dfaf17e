package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Outcomes;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.engine.transactions.Prepared;
import ai.fluxion.core.engine.transactions.SinkWriter;

/** Writes without transactions: a record that is written again is seen twice. */
final class KafkaWriter implements SinkWriter {
    private final RecordSender sender;

    KafkaWriter(RecordSender sender) {
        this.sender = sender;
    }

    @Override
    public void write(Batch.Records batch, Outcomes outcomes) throws InterruptedException {
        sender.send(batch, outcomes);
    }

    @Override
    public Prepared prepare(EpochId epoch) throws InterruptedException {
        sender.flush();
        return Prepared.NOTHING;
    }

    @Override
    public void close() {
        sender.close();
    }
}
