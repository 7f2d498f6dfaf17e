package ai.fluxion.cli;

import ai.fluxion.core.engine.streaming.PipelineHandle;
import ai.fluxion.core.engine.streaming.PipelineMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how running pipelines get on, until it is closed: on a terminal by a line that is written over, elsewhere by a line
 * in the log every ten seconds, if anything has moved.
 */
final class StatusLine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusLine.class);
    private static final Duration TERMINAL_EVERY = Duration.ofMillis(500);
    private static final Duration LOG_EVERY = Duration.ofSeconds(10);

    private final List<PipelineHandle> pipelines;
    private final LastLine line = LastLine.OF_STANDARD_ERROR;
    private final ScheduledExecutorService timer;
    private final ScheduledFuture<?> telling;
    private long lastIn;
    private long lastOut;
    private long lastNanos = System.nanoTime();

    /** Begins to tell. */
    StatusLine(List<PipelineHandle> pipelines) {
        this.pipelines = List.copyOf(pipelines);
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "fluxion-status");
            thread.setDaemon(true);
            return thread;
        });
        long every = (line.isTerminal() ? TERMINAL_EVERY : LOG_EVERY).toMillis();
        telling = timer.scheduleAtFixedRate(this::tell, every, every, TimeUnit.MILLISECONDS);
    }

    private void tell() {
        long in = 0;
        long out = 0;
        long dead = 0;
        for (PipelineHandle pipeline : pipelines) {
            PipelineMetrics metrics = pipeline.metrics();
            in += metrics.recordsIn();
            out += metrics.recordsOut();
            dead += metrics.deadLetters();
        }
        long now = System.nanoTime();
        double seconds = (now - lastNanos) / 1e9;
        long inRate = Math.round((in - lastIn) / seconds);
        long outRate = Math.round((out - lastOut) / seconds);
        boolean moved = in != lastIn || out != lastOut;
        lastIn = in;
        lastOut = out;
        lastNanos = now;
        if (line.isTerminal()) {
            show(String.format(
                    Locale.ROOT,
                    "%s  in %,d (%,d/s)  out %,d (%,d/s)  dead letters %,d",
                    states(),
                    in,
                    inRate,
                    out,
                    outRate,
                    dead));
        } else if (moved) {
            LOG.atInfo()
                    .addKeyValue("in", in)
                    .addKeyValue("inPerSecond", inRate)
                    .addKeyValue("out", out)
                    .addKeyValue("outPerSecond", outRate)
                    .addKeyValue("deadLetters", dead)
                    .log("running");
        }
    }

    private void show(String text) {
        try {
            line.show(text);
        } catch (IOException gone) {
            telling.cancel(false); // nobody watches any more
        }
    }

    private String states() {
        return pipelines.stream()
                .map(pipeline -> pipeline.id() + " " + pipeline.status().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** Tells nothing more, and removes the line. */
    @Override
    public void close() throws InterruptedException {
        telling.cancel(false);
        timer.shutdown();
        timer.awaitTermination(1, TimeUnit.SECONDS);
        show("");
    }
}
