package ai.fluxion.proof;

import ai.fluxion.core.connectors.ConnectorDirectory;
import ai.fluxion.core.engine.streaming.PipelineHandle;
import ai.fluxion.core.engine.streaming.PipelineStatus;
import ai.fluxion.core.engine.streaming.ProtocolObserver;
import ai.fluxion.core.engine.streaming.ProtocolStep;
import ai.fluxion.core.engine.streaming.StreamingPipelineOrchestrator;
import ai.fluxion.core.engine.streaming.StreamingResult;
import ai.fluxion.core.manifest.ManifestReader;
import ai.fluxion.core.manifest.ManifestResult;
import ai.fluxion.core.plan.Engine;
import ai.fluxion.core.plan.PipelinePlan;
import ai.fluxion.core.plan.RunOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The process that is killed: runs one pipeline, and says on standard output, a line each, {@code started}, {@code committed
 * N}, {@code at STEP} where it then waits to be killed, and {@code ended STATUS …}. Once started, SIGTERM stops it cleanly; it does not
 * outlive its parent.
 */
public final class CrashChild {
    static final String STARTED = "started";
    static final String COMMITTED = "committed ";
    static final String AT = "at ";
    static final String ENDED = "ended ";
    static final String FAILED = ENDED + PipelineStatus.FAILED;
    private static final Duration LOOK = Duration.ofMillis(20);

    private CrashChild() {}

    /** @param args the manifest, the state directory, and where to die, if anywhere: {@link Death.AtStep#argument()} */
    public static void main(String[] args) throws IOException, InterruptedException {
        endWithParent();
        Engine engine = Engine.of(ConnectorDirectory.ofClassPath());
        ManifestResult read = engine.manifests().read(Path.of(args[0]), Map.of(), ManifestReader.Mode.RUN);
        PipelinePlan plan = engine.planner()
                .plan(read.definition().orElseThrow(() -> new IllegalArgumentException("" + read.problems())));
        Scene scene =
                new Scene(args.length > 2 ? Optional.of(Death.AtStep.parse(args[2])) : Optional.empty(), System.out);
        RunOptions options = RunOptions.in(Path.of(args[1])).observedBy(scene);
        PipelineHandle handle = new StreamingPipelineOrchestrator().start(plan.spec(options));
        scene.begins(handle);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(handle), "stop"));
        System.out.println(STARTED);
        end(report(handle));
    }

    private static StreamingResult report(PipelineHandle handle) throws InterruptedException {
        long said = 0;
        while (true) {
            Optional<StreamingResult> result = handle.await(LOOK);
            if (result.isPresent()) {
                return result.get();
            }
            long committed = handle.metrics().recordsOut();
            if (committed != said) {
                said = committed;
                System.out.println(COMMITTED + committed);
            }
        }
    }

    private static void stop(PipelineHandle handle) {
        handle.stop();
        try {
            end(handle.await());
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does not return. The shutdown hook and the main thread both come here; the first one speaks. */
    private static synchronized void end(StreamingResult result) {
        System.out.println(ENDED
                + result.status()
                + result.failure().map(failure -> " " + failure).orElse(""));
        System.out.flush();
        Runtime.getRuntime().halt(result.failure().isPresent() ? 3 : 0);
    }

    private static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(PrintStream.nullOutputStream());
                    } catch (IOException broken) {
                        // a pipe that breaks has ended
                    }
                    Runtime.getRuntime().halt(4);
                },
                "parent");
        watch.setDaemon(true);
        watch.start();
    }

    /** Stops the thread that takes the step it waits for, forever. */
    private static final class Scene implements ProtocolObserver {
        private final Optional<Death.AtStep> death;
        private final PrintStream out;
        private final AtomicInteger left;
        private final CountDownLatch never = new CountDownLatch(1);
        private volatile PipelineHandle handle;
        private volatile boolean armed;

        private Scene(Optional<Death.AtStep> death, PrintStream out) {
            this.death = death;
            this.out = out;
            this.armed = death.isPresent() && death.get().atOnce();
            this.left = new AtomicInteger(death.map(Death.AtStep::occurrence).orElse(0));
        }

        private void begins(PipelineHandle started) {
            this.handle = started;
        }

        @Override
        public void reached(ProtocolStep step) {
            if (death.isEmpty() || death.get().step() != step || !isArmed() || left.decrementAndGet() != 0) {
                return;
            }
            out.println(AT + step);
            out.flush();
            while (true) {
                try {
                    never.await();
                } catch (InterruptedException ignored) {
                    // only SIGKILL ends this
                }
            }
        }

        private boolean isArmed() {
            if (!armed) {
                PipelineHandle started = handle;
                armed = started != null && started.metrics().recordsOut() > 0;
            }
            return armed;
        }
    }
}
