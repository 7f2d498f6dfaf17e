package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.checkpoint.CheckpointJson;
import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorMetrics;
import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.stages.Expression;
import ai.fluxion.core.formats.Formats;
import ai.fluxion.core.model.PayloadDecoder;
import ai.fluxion.core.stages.Expressions;
import ai.fluxion.core.stages.StageProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** What the engine does for connectors. */
public final class EngineServices implements ConnectorServices {
    private final Formats formats;

    /** With the formats on the class path: for programs, and for {@link java.util.ServiceLoader}. */
    public EngineServices() {
        this(Formats.load());
    }

    public EngineServices(Formats formats) {
        this.formats = formats;
    }

    /** Reads checkpoints. */
    public static CheckpointJson checkpointJson() {
        PayloadDecoder decoder = Formats.load()
                .named("json")
                .decoder(ConnectorConfig.builder("json", ConnectorConfig.Kind.FORMAT)
                        .build());
        return new CheckpointJson(decoder::decode);
    }

    @Override
    public FormatProvider format(String name) {
        return formats.named(name);
    }

    @Override
    public Optional<FormatProvider> formatOf(String fileName) {
        return formats.forFileName(fileName).map(formats::named);
    }

    /** All formats that there are. */
    public Collection<FormatProvider> formats() {
        return formats.all();
    }

    @Override
    public Expression expression(Object definition) {
        List<StageProblem> problems = new ArrayList<>();
        Expression compiled = Expressions.compile(definition, problems);
        problems.stream().filter(StageProblem::error).findFirst().ifPresent(problem -> {
            throw Failure.fatal(problem.code(), problem.message())
                    .at(problem.path().toString())
                    .exception();
        });
        return compiled;
    }

    @Override
    public ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.getAndIncrement());
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        };
    }

    @Override
    public ConnectorMetrics metrics() {
        return ConnectorMetrics.NONE;
    }
}
