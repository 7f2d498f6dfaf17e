package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.SinkContext;
import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.engine.transactions.CheckpointHome;
import ai.fluxion.core.engine.transactions.SinkWriter;
import ai.fluxion.core.engine.transactions.TransactionalSink;
import ai.fluxion.core.engine.transactions.TransactionalWriter;
import ai.fluxion.core.engine.transactions.WriterContext;
import ai.fluxion.core.model.Document;
import java.util.Optional;

/** Writes to topics. */
final class KafkaSink implements TransactionalSink {
    private final SinkSettings settings;
    private final Ownerships ownerships;

    KafkaSink(SinkSettings settings, Ownerships ownerships) {
        this.settings = settings;
        this.ownerships = ownerships;
    }

    /** Without the acknowledgement of all replicas nothing can be promised. */
    @Override
    public SinkKind kind() {
        return settings.acksAll() ? SinkKind.TRANSACTIONAL : SinkKind.PLAIN;
    }

    @Override
    public Optional<String> caveat() {
        return settings.acksAll()
                ? Optional.empty()
                : Optional.of("With `acks` below all, a record that a broker acknowledged is lost if that broker is.");
    }

    @Override
    public Document identity() {
        return Document.of("topic", settings.topic());
    }

    @Override
    public SinkWriter createWriter(WriterContext context) throws InterruptedException {
        String pipeline = context.sink().pipeline().orElse("");
        return new KafkaWriter(new RecordSender(
                settings, context.sink().services(), settings.producer(pipeline, Integer.toString(context.lane()))));
    }

    @Override
    public TransactionalWriter createTransactionalWriter(WriterContext context) throws InterruptedException {
        HomeTopic home = new HomeTopic(settings, pipeline(context.sink()));
        return KafkaTransactionalWriter.create(settings, context, home, ownerships.of(home));
    }

    @Override
    public CheckpointHome createHome(SinkContext context) throws InterruptedException {
        HomeTopic home = new HomeTopic(settings, pipeline(context));
        return KafkaHome.connect(settings, home, ownerships.of(home));
    }

    private String pipeline(SinkContext context) {
        if (!settings.acksAll()) {
            throw Failure.fatal("FLX-KAFKA-ACKS", "transactions need acks: all")
                    .at(SinkOptions.ACKS.name())
                    .exception();
        }
        return context.pipeline()
                .orElseThrow(
                        () -> Failure.fatal("FLX-KAFKA-PIPELINE", "a transactional sink needs a pipeline with an id")
                                .at("id")
                                .exception());
    }
}
