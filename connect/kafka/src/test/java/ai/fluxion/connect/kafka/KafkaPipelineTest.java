package ai.fluxion.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.checkpoint.LocalCheckpointStore;
import ai.fluxion.core.engine.connectors.PartitionedSource;
import ai.fluxion.core.engine.connectors.SourceConnectorContext;
import ai.fluxion.core.engine.connectors.StreamingContext;
import ai.fluxion.core.engine.connectors.StreamingSource;
import ai.fluxion.core.engine.streaming.Delivery;
import ai.fluxion.core.engine.streaming.EngineServices;
import ai.fluxion.core.engine.streaming.PipelineHandle;
import ai.fluxion.core.engine.streaming.PipelineSpec;
import ai.fluxion.core.engine.streaming.ProtocolObserver;
import ai.fluxion.core.engine.streaming.StreamingPipelineOrchestrator;
import ai.fluxion.core.engine.streaming.StreamingResult;
import ai.fluxion.core.engine.streaming.StreamingRuntimeConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From topic to topic through the engine. */
class KafkaPipelineTest {
    private final String pipeline = Broker.name("pipeline");
    private final String from = Broker.topic("from", 4);
    private final String to = Broker.topic("to", 4);

    @TempDir
    private Path state;

    @Test
    void eachRecordIsSeenOnceOverSeveralRuns() throws Exception {
        List<String> written = new ArrayList<>();
        for (int run = 0; run < 3; run++) {
            written.addAll(write(run * 400, 400));
            StreamingResult result = run(Delivery.EXACTLY_ONCE, Map.of(), run + 1);
            assertThat(result.failure()).isEmpty();
            assertThat(result.metrics().recordsOut()).isEqualTo(400);
        }
        assertThat(Broker.texts(to)).containsExactlyInAnyOrderElementsOf(written);
        assertInOrder();
    }

    @Test
    void atLeastOnceNeedsNoTransactions() throws Exception {
        List<String> written = write(0, 400);

        StreamingResult result = run(Delivery.AT_LEAST_ONCE, Map.of(), 2);

        assertThat(result.failure()).isEmpty();
        assertThat(Broker.texts(to)).containsExactlyInAnyOrderElementsOf(written);
        assertInOrder();
    }

    @Test
    void membersOfAGroupShareTheTopicAndEachRecordIsSeenOnce() throws Exception {
        String group = Broker.name("group");
        List<String> written = new ArrayList<>(write(0, 400));
        Map<String, Object> options = Map.of("assignment", "group", "groupId", group);
        PipelineHandle first = start(pipeline, Delivery.EXACTLY_ONCE, options, 1, Optional.empty());
        awaitRecords(400);
        PipelineHandle second = start(pipeline + "-b", Delivery.EXACTLY_ONCE, options, 1, Optional.empty());
        Awaitility.await()
                .atMost(Broker.LONG_ENOUGH)
                .until(() ->
                        Broker.get(Broker.admin()
                                                .describeConsumerGroups(List.of(group))
                                                .all())
                                        .get(group)
                                        .members()
                                        .stream()
                                        .filter(member -> member.assignment()
                                                        .topicPartitions()
                                                        .size()
                                                == 2)
                                        .count()
                                == 2);
        written.addAll(write(400, 400));
        awaitRecords(800);
        first.stop();
        assertThat(first.await().failure()).isEmpty();
        written.addAll(write(800, 400));
        awaitRecords(1200);
        second.stop();
        assertThat(second.await().failure()).isEmpty();

        assertThat(Broker.texts(to)).containsExactlyInAnyOrderElementsOf(written);
        assertThat(
                        Broker.get(Broker.admin()
                                        .listConsumerGroupOffsets(group)
                                        .partitionsToOffsetAndMetadata())
                                .values()
                                .stream()
                                .mapToLong(offset -> offset.offset())
                                .sum())
                .isEqualTo(1200);
    }

    private void awaitRecords(int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> Broker.texts(to).size() >= count);
    }

    /** Numbers, each with its partition of the source as the partition of the target. */
    private List<String> write(int first, int count) {
        List<String> all = new ArrayList<>();
        for (int partition = 0; partition < 4; partition++) {
            int p = partition;
            String[] texts = IntStream.range(first, first + count)
                    .filter(number -> number % 4 == p)
                    .mapToObj(number -> "{\"n\":" + number + ",\"p\":" + p + "}")
                    .toArray(String[]::new);
            Broker.write(from, partition, texts);
            all.addAll(List.of(texts));
        }
        return all;
    }

    private void assertInOrder() {
        Map<Integer, Integer> last = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : Broker.read(to)) {
            String text = Broker.text(record.value());
            int number = Integer.parseInt(text.substring(5, text.indexOf(',')));
            Integer before = last.put(record.partition(), number);
            assertThat(before == null || before < number).isTrue();
        }
    }

    private StreamingResult run(Delivery delivery, Map<String, Object> source, int lanes) throws Exception {
        return start(pipeline, delivery, source, lanes, Optional.of(Duration.ofMillis(300)))
                .await();
    }

    private PipelineHandle start(
            String id, Delivery delivery, Map<String, Object> source, int lanes, Optional<Duration> untilIdle) {
        EngineServices services = new EngineServices();
        Map<String, Object> options = new HashMap<>(source);
        options.put("topic", from);
        StreamingSource made = made(id, options, services);
        Map<String, Object> sink = Map.of("topic", to, "partition", "$p", "checkpointTopic", to + ".checkpoints");
        KafkaSinkProvider process = new KafkaSinkProvider();
        PipelineSpec spec = new PipelineSpec(
                Optional.of(id),
                Optional.of(new LocalCheckpointStore(state.resolve(id), LocalCheckpointStore.DEFAULT_RETAIN)),
                "kafka",
                offered -> Source.PROVIDER.create(offered, Source.config(options)),
                made instanceof PartitionedSource,
                List.of(),
                "kafka",
                () -> Sink.create(process, sink),
                services,
                StreamingRuntimeConfig.standard()
                        .withDelivery(delivery)
                        .withLanes(lanes)
                        .withCheckpointInterval(Duration.ofMillis(50)),
                untilIdle,
                false,
                false,
                ProtocolObserver.NONE);
        return new StreamingPipelineOrchestrator().start(spec);
    }

    private static StreamingSource made(String id, Map<String, Object> options, EngineServices services) {
        return Source.PROVIDER.create(
                SourceConnectorContext.from(
                        new StreamingContext().pipelineId(id).services(services)),
                Source.config(options));
    }
}
