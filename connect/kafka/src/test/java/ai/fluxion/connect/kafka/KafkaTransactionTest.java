package ai.fluxion.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.transactions.CheckpointHome;
import ai.fluxion.core.engine.transactions.CheckpointHome.Kept;
import ai.fluxion.core.engine.transactions.TransactionalWriter;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

class KafkaTransactionTest {
    private final String pipeline = Broker.name("pipeline");
    private final String topic = Broker.topic("transactional", 1);
    private final String homeTopic = Broker.name("checkpoints");

    @Test
    void recordsAndCheckpointAreSeenAtOnce() throws Exception {
        KafkaSink sink = sink();
        try (CheckpointHome home = recovered(sink);
                TransactionalWriter writer = sink.createTransactionalWriter(Sink.writer(pipeline, 0))) {
            home.replace(Bytes.utf8("base"), 1);
            writer.write(Sink.texts("a", "b"), new Sink.Rejected());
            writer.prepare(Sink.epoch(pipeline, 1));

            assertThat(Broker.texts(topic)).isEmpty();
            assertThat(home.read()).containsExactly(new Kept(CheckpointHome.BASE, Bytes.utf8("base")));

            writer.commit(Sink.epoch(pipeline, 1), Bytes.utf8("one"), Position.empty());

            assertThat(Broker.texts(topic)).containsExactly("a", "b");
            assertThat(home.read())
                    .containsExactly(new Kept(CheckpointHome.BASE, Bytes.utf8("base")), new Kept(0, Bytes.utf8("one")));
        }
    }

    @Test
    void whatIsAbortedIsNeverSeen() throws Exception {
        KafkaSink sink = sink();
        try (CheckpointHome home = recovered(sink)) {
            try (TransactionalWriter writer = sink.createTransactionalWriter(Sink.writer(pipeline, 0))) {
                writer.write(Sink.texts("lost"), new Sink.Rejected());
                writer.prepare(Sink.epoch(pipeline, 1));
                writer.abort();
            }
            try (TransactionalWriter writer = sink.createTransactionalWriter(Sink.writer(pipeline, 0))) {
                writer.write(Sink.texts("kept"), new Sink.Rejected());
                writer.prepare(Sink.epoch(pipeline, 2));
                writer.commit(Sink.epoch(pipeline, 2), Bytes.utf8("two"), Position.empty());
            }
            assertThat(Broker.texts(topic)).containsExactly("kept");
            assertThat(home.read()).containsExactly(new Kept(0, Bytes.utf8("two")));
        }
    }

    @Test
    void whoRecoversFencesTheWritersOfBefore() throws Exception {
        KafkaSink before = sink();
        try (CheckpointHome oldHome = recovered(before);
                TransactionalWriter first = before.createTransactionalWriter(Sink.writer(pipeline, 0));
                TransactionalWriter second = before.createTransactionalWriter(Sink.writer(pipeline, 1))) {
            oldHome.replace(Bytes.utf8("base"), 2);
            second.write(Sink.texts("committed"), new Sink.Rejected());
            second.prepare(Sink.epoch(pipeline, 1));
            second.commit(Sink.epoch(pipeline, 1), Bytes.utf8("one"), Position.empty());
            first.write(Sink.texts("open"), new Sink.Rejected());
            first.prepare(Sink.epoch(pipeline, 1));

            KafkaSink after = sink();
            try (CheckpointHome home = after.createHome(Sink.context(pipeline))) {
                assertThat(home.recover())
                        .containsExactly(
                                new Kept(CheckpointHome.BASE, Bytes.utf8("base")), new Kept(1, Bytes.utf8("one")));

                assertFenced(() -> first.commit(Sink.epoch(pipeline, 1), Bytes.utf8("zombie"), Position.empty()));
                assertFenced(() -> {
                    second.write(Sink.texts("zombie"), new Sink.Rejected());
                    second.prepare(Sink.epoch(pipeline, 2));
                    second.commit(Sink.epoch(pipeline, 2), Bytes.utf8("zombie"), Position.empty());
                });
                assertFenced(() -> oldHome.replace(Bytes.utf8("zombie"), 1));
                assertFenced(oldHome::recover);
                assertThat(Broker.texts(topic)).containsExactly("committed");
                assertThat(home.read()).hasSize(2);
            }
        }
    }

    @Test
    void anInstanceThatWasOvertakenMakesNoNewWriter() throws Exception {
        KafkaSink before = sink();
        try (CheckpointHome oldHome = recovered(before)) {
            oldHome.replace(Bytes.utf8("base"), 4);
            try (CheckpointHome home = recovered(sink())) {
                assertFenced(() -> before.createTransactionalWriter(Sink.writer(pipeline, 3)));
                assertThat(home.read()).hasSize(1);
            }
        }
    }

    @Test
    void aNewBaseRemovesWhatLanesHad() throws Exception {
        KafkaSink sink = sink();
        try (CheckpointHome home = recovered(sink)) {
            home.replace(Bytes.utf8("base"), 2);
            for (int lane = 0; lane < 2; lane++) {
                try (TransactionalWriter writer = sink.createTransactionalWriter(Sink.writer(pipeline, lane))) {
                    writer.commit(Sink.epoch(pipeline, 1), Bytes.utf8("lane"), Position.empty());
                }
            }
            assertThat(home.read()).hasSize(3);
            home.replace(Bytes.utf8("next"), 1);

            assertThat(home.read()).containsExactly(new Kept(CheckpointHome.BASE, Bytes.utf8("next")));
        }
    }

    @Test
    void pipelinesThatShareATopicSeeOnlyTheirOwn() throws Exception {
        String other = pipeline + "0";
        KafkaSink sink = sink();
        try (CheckpointHome home = recovered(sink);
                CheckpointHome others = sink().createHome(Sink.context(other))) {
            home.replace(Bytes.utf8("mine"), 1);
            others.recover();
            others.replace(Bytes.utf8("theirs"), 1);

            assertThat(home.read()).containsExactly(new Kept(CheckpointHome.BASE, Bytes.utf8("mine")));
            assertThat(others.read()).containsExactly(new Kept(CheckpointHome.BASE, Bytes.utf8("theirs")));
        }
    }

    @Test
    void anOpenTransactionOfAnotherPipelineHidesNothing() throws Exception {
        KafkaSink sink = sink();
        try (CheckpointHome home = recovered(sink)) {
            home.replace(Bytes.utf8("first"), 1);
        }
        try (KafkaProducer<byte[], byte[]> other =
                Broker.producer(Map.of("transactional.id", Broker.name("other"), "transaction.timeout.ms", 3000))) {
            other.initTransactions();
            other.beginTransaction();
            Future<RecordMetadata> open =
                    other.send(new ProducerRecord<>(homeTopic, 0, Broker.bytes("other/0"), Broker.bytes("x")));
            other.flush();

            try (CheckpointHome home = recovered(sink)) {
                home.replace(Bytes.utf8("second"), 1);
            }
            try (CheckpointHome home = sink().createHome(Sink.context(pipeline))) {
                assertThat(home.recover()).containsExactly(new Kept(CheckpointHome.BASE, Bytes.utf8("second")));
            }
        }
    }

    @Test
    void aTransactionThatTheBrokerEndedIsReplayed() throws Exception {
        KafkaSink sink = sink(Map.of("transaction.timeout.ms", 1000));
        try (CheckpointHome home = recovered(sink);
                TransactionalWriter writer = sink.createTransactionalWriter(Sink.writer(pipeline, 0))) {
            writer.write(Sink.texts("slow"), new Sink.Rejected());
            writer.prepare(Sink.epoch(pipeline, 1));
            Broker.awaitTransactionsEnd(SinkSettings.transactionalId(pipeline, "0"));

            assertThatThrownBy(() -> writer.commit(Sink.epoch(pipeline, 1), Bytes.utf8("x"), Position.empty()))
                    .isInstanceOfSatisfying(
                            FluxionException.class,
                            thrown -> assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.RETRYABLE));
            assertThat(Broker.texts(topic)).isEmpty();
            assertThat(home.read()).isEmpty();
        }
    }

    @Test
    void aRecordThatTheBrokerRefusesEndsTheEpochAndIsNamed() throws Exception {
        KafkaSink sink = sink(Map.of("key", "$id"));
        Sink.Rejected rejected = new Sink.Rejected();
        try (CheckpointHome home = recovered(sink);
                TransactionalWriter writer = sink.createTransactionalWriter(Sink.writer(pipeline, 0))) {
            Broker.alter(topic, "cleanup.policy", "compact");
            writer.write(Sink.batch(Document.of("id", "1", "text", "a"), Document.of("text", "no key")), rejected);

            assertThatThrownBy(() -> writer.prepare(Sink.epoch(pipeline, 1)))
                    .isInstanceOfSatisfying(
                            FluxionException.class,
                            thrown -> assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.RETRYABLE));
            writer.abort();
            assertThat(rejected.all).containsOnlyKeys(1);
            assertThat(home.read()).isEmpty();
        }
        assertThat(Broker.texts(topic)).isEmpty();
    }

    @Test
    void aTopicFromWhichCheckpointsWouldBeDeletedIsRefused() {
        Broker.create(homeTopic, 1, Map.of("cleanup.policy", "delete"));

        assertThatThrownBy(() -> sink().createHome(Sink.context(pipeline)))
                .hasMessageContaining("FLX-KAFKA-HOME-TOPIC");
    }

    @Test
    void identityNamesClusterAndTopic() throws Exception {
        try (CheckpointHome home = sink().createHome(Sink.context(pipeline))) {
            assertThat(home.identity().getString("topic")).isEqualTo(homeTopic);
            assertThat(home.identity().getString("cluster")).isNotEmpty();
        }
    }

    private KafkaSink sink() {
        return sink(Map.of());
    }

    private KafkaSink sink(Map<String, Object> more) {
        java.util.Map<String, Object> options = new java.util.HashMap<>(more);
        options.put("topic", topic);
        options.put("checkpointTopic", homeTopic);
        return Sink.create(options);
    }

    private CheckpointHome recovered(KafkaSink sink) throws Exception {
        CheckpointHome home = sink.createHome(Sink.context(pipeline));
        List<Kept> kept = home.recover();
        assertThat(kept).isNotNull();
        return home;
    }

    private static void assertFenced(org.assertj.core.api.ThrowableAssert.ThrowingCallable zombie) {
        assertThatThrownBy(zombie).isInstanceOfSatisfying(FluxionException.class, thrown -> {
            assertThat(thrown.failure().code()).isEqualTo("FLX-KAFKA-FENCED");
            assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.FATAL);
        });
    }
}
