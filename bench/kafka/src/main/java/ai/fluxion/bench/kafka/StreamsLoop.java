package ai.fluxion.bench.kafka;

import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * Kafka Streams doing the job of {@link OrderJob}: {@code BOOTSTRAP INPUT OUTPUT STATE-FOLDER GUARANTEE}. Runs until it is
 * killed.
 */
public final class StreamsLoop {
    static final String COMMIT_INTERVAL_MILLIS = "1000";
    static final String THREADS = "2";

    private StreamsLoop() {}

    public static void main(String[] args) throws InterruptedException {
        OrderJob job = new OrderJob();
        StreamsBuilder topology = new StreamsBuilder();
        topology.stream(args[1], Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .mapValues(value -> job.apply(value).orElse(null))
                .filter((key, value) -> value != null)
                .to(args[2], Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        KafkaStreams streams = new KafkaStreams(topology.build(), settings(args));
        streams.setUncaughtExceptionHandler(failure -> StreamThreadExceptionResponse.SHUTDOWN_APPLICATION);
        streams.start();
        new CountDownLatch(1).await();
    }

    private static Properties settings(String[] args) {
        Properties settings = new Properties();
        ClientSettings.CONSUMER.forEach((key, value) -> settings.put(StreamsConfig.consumerPrefix(key), value));
        ClientSettings.PRODUCER.forEach((key, value) -> settings.put(StreamsConfig.producerPrefix(key), value));
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, args[2]);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, args[3]);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, args[4]);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MILLIS);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, THREADS);
        settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        return settings;
    }
}
