package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Outcomes;
import ai.fluxion.core.model.Document;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends the records of one lane by one producer, and finds out what became of them. A record that the brokers refuse is
 * rejected by its ordinal; any other failure is thrown by the next call. For one thread, beside the producer's own.
 */
final class RecordSender implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final SinkSettings settings;
    private final Producer<byte[], byte[]> producer;
    private final RecordEncoder encoder;
    private final SinkTopics topics;
    private final ThreadFactory threads;
    private final AtomicReference<Failure> failed = new AtomicReference<>();
    private volatile boolean refused;
    private boolean sentSinceFlush;

    /** @param config the producer's configuration */
    RecordSender(SinkSettings settings, ConnectorServices services, Map<String, Object> config)
            throws InterruptedException {
        this.settings = settings;
        this.encoder = new RecordEncoder(settings, services);
        this.topics = new SinkTopics(settings, config);
        this.threads = services.threads("kafka-flush");
        try {
            this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (RuntimeException wrong) {
            encoder.close();
            throw KafkaFailures.rethrown(wrong, "make a producer");
        }
        try {
            if (settings.constantTopic().isPresent()) {
                topics.require(settings.constantTopic().get());
            }
        } catch (RuntimeException | InterruptedException unusable) {
            close();
            throw unusable;
        }
    }

    Producer<byte[], byte[]> producer() {
        return producer;
    }

    /** Hands records to the client. */
    void send(Batch.Records batch, Outcomes outcomes) throws InterruptedException {
        List<Document> documents = batch.documents();
        for (int i = 0; i < documents.size(); i++) {
            if (i % settings.batchSize() == 0) {
                throwFailure();
            }
            try {
                send(documents.get(i), i, outcomes);
            } catch (FluxionException wrong) {
                if (wrong.failure().kind() != Failure.Kind.INVALID_RECORD) {
                    throw wrong;
                }
                outcomes.reject(i, wrong.failure());
            }
        }
    }

    private void send(Document document, int ordinal, Outcomes outcomes) throws InterruptedException {
        ProducerRecord<byte[], byte[]> record = encoder.encode(document);
        topics.require(record.topic());
        check(record);
        sentSinceFlush = true;
        try {
            Future<RecordMetadata> sent = producer.send(record, (written, exception) -> {
                if (exception != null) {
                    done(exception, ordinal, outcomes);
                }
            });
        } catch (RuntimeException refusal) {
            throwFailure(); // what put the producer into this state says more
            throw KafkaFailures.rethrown(refusal, "send to topic " + record.topic());
        }
    }

    private void check(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        long size = RecordSize.upperBound(record);
        if (size > settings.maxRequestSize()) {
            throw Failure.invalidRecord(
                            "FLX-KAFKA-TOO-LARGE",
                            "the record is " + size + " bytes, and max.request.size is " + settings.maxRequestSize())
                    .at(record.topic())
                    .exception();
        }
        if (record.partition() != null && !topics.has(record.topic(), record.partition())) {
            throw Failure.invalidRecord(
                            "FLX-KAFKA-PARTITION",
                            "topic " + record.topic() + " has no partition " + record.partition())
                    .at(SinkOptions.PARTITION.name())
                    .exception();
        }
    }

    /** Called by the client's thread for a record that was not written. */
    private void done(Exception exception, int ordinal, Outcomes outcomes) {
        if (exception instanceof RecordTooLargeException
                || exception instanceof RecordBatchTooLargeException
                || exception instanceof InvalidTimestampException
                || exception instanceof InvalidRecordException
                || exception instanceof SerializationException) {
            refused = true;
            outcomes.reject(
                    ordinal,
                    Failure.invalidRecord("FLX-KAFKA-REFUSED", "the broker refused it: " + exception.getMessage())
                            .cause(exception));
        } else {
            failed.compareAndSet(null, KafkaFailures.of(exception, "write"));
        }
    }

    /** Throws what has failed since, other than by a record's own fault. */
    void throwFailure() {
        Failure failure = failed.get();
        if (failure != null) {
            throw failure.exception();
        }
    }

    /** Whether a broker has refused a record since the sender was made: a transaction that held it can't be committed. */
    boolean hasRefused() {
        return refused;
    }

    /** Returns once it is known of each record whether it was written. */
    void flush() throws InterruptedException {
        if (sentSinceFlush) {
            // The client's flush has no bound of its own but that of each record, delivery.timeout.ms.
            if (!bounded(this::flushProducer)) {
                throwFailure();
                throw Failure.retryable(
                                "FLX-KAFKA-FLUSH",
                                "the brokers did not acknowledge all records within "
                                        + settings.flushTimeout().toMillis() + " ms")
                        .at(SinkOptions.FLUSH_TIMEOUT.name())
                        .remedy("Are the brokers up and the replicas in sync? If they are only slow, raise flushTimeout.")
                        .exception();
            }
            sentSinceFlush = false;
        }
        throwFailure();
    }

    /**
     * Does something with the producer that may take long, for at most {@code flushTimeout}.
     *
     * @return false if it took longer
     */
    boolean bounded(Runnable work) throws InterruptedException {
        Thread working = threads.newThread(work);
        working.start();
        try {
            working.join(settings.flushTimeout().toMillis());
            return !working.isAlive();
        } finally {
            working.interrupt();
        }
    }

    private void flushProducer() {
        try {
            producer.flush();
        } catch (RuntimeException interruptedOrClosed) {
            failed.compareAndSet(null, KafkaFailures.of(interruptedOrClosed, "flush"));
        }
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try (encoder;
                topics) {
            producer.close(CLOSING);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
