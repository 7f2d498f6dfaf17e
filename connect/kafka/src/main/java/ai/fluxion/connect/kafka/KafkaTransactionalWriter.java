package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Outcomes;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.transactions.EpochId;
import ai.fluxion.core.engine.transactions.Prepared;
import ai.fluxion.core.engine.transactions.TransactionalWriter;
import ai.fluxion.core.engine.transactions.WriterContext;
import ai.fluxion.core.model.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Writes a lane's records in a transaction that ends with the lane's checkpoint, and with the group's offsets where the
 * source is a member of a group. The checkpoint's topic is touched last, so that no other pipeline waits for long.
 */
final class KafkaTransactionalWriter implements TransactionalWriter {
    private static final int COMMIT_ATTEMPTS = 2;

    private final SinkSettings settings;
    private final int lane;
    private final HomeTopic home;
    private final Ownership ownership;
    private final RecordSender sender;
    private final Producer<byte[], byte[]> producer;
    private final Map<TopicPartition, OffsetAndMetadata> committedToGroups = new HashMap<>();
    private boolean open;
    private long openedAt;

    private KafkaTransactionalWriter(
            SinkSettings settings, int lane, HomeTopic home, Ownership ownership, RecordSender sender) {
        this.settings = settings;
        this.lane = lane;
        this.home = home;
        this.ownership = ownership;
        this.sender = sender;
        this.producer = sender.producer();
    }

    /** Fences whoever wrote for this lane before; refuses if another instance has taken over meanwhile. */
    static KafkaTransactionalWriter create(
            SinkSettings settings, WriterContext context, HomeTopic home, Ownership ownership)
            throws InterruptedException {
        RecordSender sender = new RecordSender(
                settings,
                context.sink().services(),
                settings.transactionalProducer(home.pipeline(), Integer.toString(context.lane())));
        try {
            sender.producer().initTransactions();
            Optional<String> other = ownership.takenOverBy(home);
            if (other.isPresent()) {
                throw KafkaHome.takenOver(home.pipeline(), other.get());
            }
            return new KafkaTransactionalWriter(settings, context.lane(), home, ownership, sender);
        } catch (RuntimeException | InterruptedException failed) {
            sender.close();
            throw KafkaFailures.rethrown(failed, "begin the transactions of lane " + context.lane());
        }
    }

    @Override
    public void write(Batch.Records batch, Outcomes outcomes) throws InterruptedException {
        try {
            begin();
            sender.send(batch, outcomes);
        } catch (RuntimeException failed) {
            throw failure(failed, "write");
        }
    }

    private void begin() {
        if (!open) {
            producer.beginTransaction();
            open = true;
            openedAt = System.nanoTime();
        }
    }

    @Override
    public Prepared prepare(EpochId epoch) throws InterruptedException {
        try {
            sender.flush();
        } catch (RuntimeException failed) {
            throw failure(failed, "write");
        }
        if (sender.hasRefused()) {
            throw Failure.retryable(
                            "FLX-KAFKA-EPOCH", "the broker refused a record, and with it the transaction that holds it")
                    .exception();
        }
        return Prepared.NOTHING;
    }

    @Override
    public void commit(EpochId epoch, Bytes checkpoint, Position position) throws InterruptedException {
        ProducerRecord<byte[], byte[]> record = home.lane(lane, checkpoint.toArray());
        if (RecordSize.upperBound(record) > settings.maxRequestSize()) {
            throw Failure.fatal(
                            "FLX-KAFKA-CHECKPOINT-TOO-LARGE",
                            "the checkpoint is " + checkpoint.length() + " bytes, and max.request.size is "
                                    + settings.maxRequestSize())
                    .remedy("Raise max.request.size here, and max.message.bytes of topic " + home.name() + ".")
                    .exception();
        }
        try {
            begin();
            Future<RecordMetadata> sent = producer.send(record); // the commit fails if this does
            Map<ConsumerGroupMetadata, Map<TopicPartition, OffsetAndMetadata>> groups =
                    GroupOrigin.of(position, committedToGroups);
            groups.forEach((membership, offsets) -> producer.sendOffsetsToTransaction(offsets, membership));
            commitTransaction();
            groups.values().forEach(committedToGroups::putAll);
            open = false;
        } catch (RuntimeException failed) {
            throw failure(failed, "commit");
        }
    }

    /** The client says that a commit which timed out is to be tried again, and then is the same commit. */
    private void commitTransaction() {
        for (int attempt = 1; ; attempt++) {
            try {
                producer.commitTransaction();
                return;
            } catch (TimeoutException unknown) {
                if (attempt == COMMIT_ATTEMPTS) {
                    throw Failure.retryable(
                                    "FLX-KAFKA-COMMIT-UNKNOWN",
                                    "the brokers did not say whether the transaction of lane " + lane + " is committed")
                            .remedy("The pipeline goes on from what topic " + home.name() + " holds, which tells.")
                            .cause(unknown)
                            .exception();
                }
            }
        }
    }

    /**
     * What to throw. A fenced producer looks the same to the client whether another instance took over or the broker only
     * ended a transaction that took too long; the home knows.
     */
    private RuntimeException failure(RuntimeException failed, String doing) throws InterruptedException {
        RuntimeException told = KafkaFailures.rethrown(failed, doing);
        if (!(told instanceof FluxionException known) || !known.failure().code().equals("FLX-KAFKA-FENCED")) {
            return told;
        }
        Optional<String> other = ownership.takenOverBy(home);
        if (other.isPresent()) {
            return KafkaHome.takenOver(home.pipeline(), other.get());
        }
        long openMillis = (System.nanoTime() - openedAt) / 1_000_000;
        return Failure.retryable(
                        "FLX-KAFKA-TRANSACTION-ENDED",
                        "the broker ended the transaction of lane " + lane + ", which was open for " + openMillis
                                + " ms; transaction.timeout.ms is " + settings.transactionTimeoutMillis())
                .remedy("If it comes again, checkpoint more often or raise transaction.timeout.ms.")
                .cause(failed)
                .exception();
    }

    @Override
    public void abort() throws InterruptedException {
        if (open) {
            sender.bounded(() -> {
                try {
                    producer.abortTransaction();
                } catch (KafkaException | IllegalStateException alreadyOver) {
                    // The producer is closed next, and its successor ends what is left.
                }
            });
            open = false;
        }
    }

    @Override
    public void close() {
        sender.close();
    }
}
