package ai.fluxion.core.connect.http;

import ai.fluxion.core.engine.transactions.SinkWriter;
import ai.fluxion.core.engine.transactions.WriterContext;
import ai.fluxion.core.engine.transactions.WriterSink;
import ai.fluxion.core.model.Document;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sends records to an HTTP endpoint. It is plain: a request that is sent again is taken again, unless the receiver knows it
 * by its key or its records by their origin ids.
 */
final class HttpSink implements WriterSink {
    private final HttpSettings settings;

    HttpSink(HttpSettings settings) {
        this.settings = settings;
    }

    @Override
    public Optional<String> repeats() {
        List<String> marks = Stream.concat(
                        Stream.of(
                                settings.headers().idempotency(),
                                settings.headers().origin()),
                        settings.originField().stream())
                .filter(name -> !name.isEmpty())
                .toList();
        return marks.isEmpty()
                ? Optional.empty()
                : Optional.of("What is sent again carries the same " + String.join(" and ", marks)
                        + " as before, so that the receiver can recognise it.");
    }

    @Override
    public SinkWriter createWriter(WriterContext context) {
        return new HttpWriter(settings, context.sink());
    }

    @Override
    public Document identity() {
        return Document.of("endpoint", settings.endpoint().shown());
    }
}
