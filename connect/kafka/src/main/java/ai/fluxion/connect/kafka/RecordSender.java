package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Outcomes;
import ai.fluxion.core.model.Document;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends the records of one lane by one producer, and finds out what became of them. A record that the brokers refuse is
 * rejected by its ordinal. After any other failure the epoch can't be saved by writing a batch again, since records of
 * earlier batches are missing: no more is sent, and {@link #flush} throws it. For one thread, beside the producer's own.
 */
final class RecordSender implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final SinkSettings settings;
    private final Producer<byte[], byte[]> producer;
    private final RecordEncoder encoder;
    private final SinkTopics topics;
    private final ThreadFactory threads;
    private final boolean compresses;
    private final long maxRequestSize;
    private final int batchSize;
    private final AtomicReference<Failure> failed = new AtomicReference<>();
    private final LongConsumer bytes;
    private final Metric sent; // null if the client does not count
    private volatile boolean refused;
    private long counted;
    private boolean sentSinceFlush;

    /** @param config the producer's configuration */
    RecordSender(SinkSettings settings, ConnectorServices services, Map<String, Object> config)
            throws InterruptedException {
        this.settings = settings;
        this.maxRequestSize = settings.maxRequestSize();
        this.batchSize = settings.batchSize();
        this.encoder = new RecordEncoder(settings, services);
        this.threads = services.threads("kafka-flush");
        this.compresses = !"none".equals(config.getOrDefault(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"));
        this.topics = new SinkTopics(settings, config.get(ProducerConfig.CLIENT_ID_CONFIG) + "-admin");
        try {
            Map<String, Object> keys = new HashMap<>(config);
            if (settings.constantTopic().isPresent()) {
                fitBatches(keys, topics.require(settings.constantTopic().get()).maxMessageBytes());
            }
            this.producer = new KafkaProducer<>(keys, new ByteArraySerializer(), new ByteArraySerializer());
            ClientMetrics.ofProducer(services.metrics(), producer.metrics());
            this.bytes = services.metrics().counter("kafka.sent.bytes", "Bytes of requests to brokers");
            this.sent = ClientMetrics.metric(producer.metrics(), "outgoing-byte-total");
        } catch (RuntimeException | InterruptedException wrong) {
            encoder.close();
            topics.close();
            throw KafkaFailures.rethrown(wrong, "make a producer");
        }
    }

    /** The client splits a batch that the broker finds too large by batch.size, and so never, if that is larger still. */
    private void fitBatches(Map<String, Object> keys, long maxMessageBytes) {
        long batchSize = Long.parseLong(
                String.valueOf(keys.get(ProducerConfig.BATCH_SIZE_CONFIG)).strip());
        keys.put(ProducerConfig.BATCH_SIZE_CONFIG, Long.toString(Math.min(batchSize, maxMessageBytes)));
    }

    Producer<byte[], byte[]> producer() {
        return producer;
    }

    /** Hands records to the client; a fatal failure is thrown at once. */
    void send(Batch.Records batch, Outcomes outcomes) throws InterruptedException {
        List<Document> documents = batch.documents();
        for (int i = 0; i < documents.size(); i++) {
            if (i % batchSize == 0 && hasFailed()) {
                return;
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
        check(record, topics.require(record.topic()));
        sentSinceFlush = true;
        try {
            Future<RecordMetadata> sent = producer.send(record, (written, exception) -> {
                if (exception != null) {
                    done(exception, ordinal, outcomes);
                }
            });
        } catch (InterruptException stopped) {
            throw KafkaFailures.rethrown(stopped, "send");
        } catch (RuntimeException refusal) {
            // If the producer is in its error state, what put it there came first, and says more.
            failed.compareAndSet(null, KafkaFailures.of(refusal, "send to topic " + record.topic()));
        }
    }

    private void check(ProducerRecord<byte[], byte[]> record, SinkTopics.Rules rules) throws InterruptedException {
        long size = RecordSize.upperBound(record);
        if (size > maxRequestSize) {
            throw tooLarge(record, size, "max.request.size is " + maxRequestSize);
        }
        // What is compressed may yet fit; and the upper bound may be a few bytes above what the broker counts.
        if (!compresses && size - RecordSize.SLACK > rules.maxMessageBytes()) {
            throw tooLarge(record, size, "the topic's max.message.bytes is " + rules.maxMessageBytes());
        }
        if (record.key() == null && rules.needsKeys()) {
            throw Failure.invalidRecord(
                            "FLX-KAFKA-KEY", "topic " + record.topic() + " is compacted, and the record has no key")
                    .at(SinkOptions.KEY.name())
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

    private static RuntimeException tooLarge(ProducerRecord<byte[], byte[]> record, long size, String limit) {
        return Failure.invalidRecord("FLX-KAFKA-TOO-LARGE", "the record is " + size + " bytes, and " + limit)
                .at(record.topic())
                .exception();
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
        } else if (exception.getClass().equals(KafkaException.class) && exception.getCause() == null) {
            // It came in one batch with a record that was refused, and was not written for that alone.
            failed.compareAndSet(
                    null,
                    Failure.retryable("FLX-KAFKA-BATCH", exception.getMessage()).cause(exception));
        } else {
            failed.compareAndSet(null, KafkaFailures.of(exception, "write"));
        }
    }

    /** Whether something has failed, other than by a record's own fault; throws it if it is fatal. */
    private boolean hasFailed() {
        Failure failure = failed.get();
        if (failure != null && failure.kind() == Failure.Kind.FATAL) {
            throw failure.exception();
        }
        return failure != null;
    }

    private void throwFailure() {
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
                        .remedy(
                                "Are the brokers up and the replicas in sync? If they are only slow, raise flushTimeout.")
                        .exception();
            }
            sentSinceFlush = false;
            count();
        }
        throwFailure();
    }

    private void count() {
        long now = sent == null ? 0 : (long) ClientMetrics.number(sent);
        bytes.accept(now - counted);
        counted = now;
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
        } catch (InterruptException tookTooLong) {
            // Whoever waits for it says so.
        } catch (RuntimeException refusal) {
            failed.compareAndSet(null, KafkaFailures.of(refusal, "flush"));
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
