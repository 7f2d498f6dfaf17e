package ai.fluxion.core.checkpoint;

import static ai.fluxion.core.checkpoint.CheckpointFiles.PIPELINE;
import static ai.fluxion.core.checkpoint.CheckpointFiles.checkpoint;
import static ai.fluxion.core.checkpoint.CheckpointFiles.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.transactions.CheckpointHistory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PipelineLockTest {
    @TempDir
    private Path state;

    private Process child;

    @AfterEach
    void endChild() throws InterruptedException {
        if (child != null) {
            child.destroyForcibly().waitFor();
        }
    }

    private CheckpointHistory open(Path directory) {
        return new LocalCheckpointStore(directory, 5).open(PIPELINE, "the test");
    }

    private void startChild() throws IOException {
        child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        state.toString(),
                        PIPELINE)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output = child.inputReader();
        assertThat(output.readLine()).isEqualTo("held");
    }

    @Test
    void aSecondOpenInTheProcessIsRefusedUntilTheFirstIsClosed() throws Exception {
        try (CheckpointHistory first = open(state)) {
            Failure failure = failureOf(() -> open(state));
            assertThat(failure.code()).isEqualTo("FLX-PIPELINE-RUNNING");
            assertThat(failure.kind()).isEqualTo(Failure.Kind.FATAL);
            assertThat(failure.message()).contains(PIPELINE, "the test", Long.toString(pid()));
            first.save(1, checkpoint(1));
        }
        open(state).close();
    }

    @Test
    void aSecondOpenByAnotherPathIsRefused() throws Exception {
        Path real = Files.createDirectory(state.resolve("real"));
        Path link = Files.createSymbolicLink(state.resolve("link"), real);
        try (CheckpointHistory first = open(real)) {
            assertThat(failureOf(() -> open(link)).code()).isEqualTo("FLX-PIPELINE-RUNNING");
            first.save(1, checkpoint(1));
        }
    }

    @Test
    void aRefusedOpenDoesNotFreeTheLockForOtherProcesses() throws Exception {
        try (CheckpointHistory first = open(state)) {
            assertThat(failureOf(() -> open(state)).code()).isEqualTo("FLX-PIPELINE-RUNNING");
            child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            LockHolder.class.getName(),
                            state.toString(),
                            PIPELINE)
                    .start();
            String said = new String(child.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(child.waitFor()).isNotZero();
            assertThat(said).contains("FLX-PIPELINE-RUNNING", "the test", Long.toString(pid()));
            first.save(1, checkpoint(1));
        }
    }

    @Test
    void oneOfManyWhoOpenAtOnceGetsIt() throws Exception {
        int threads = 8;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 20; round++) {
                CountDownLatch start = new CountDownLatch(1);
                List<Future<CheckpointHistory>> opened = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    opened.add(executor.submit(() -> {
                        start.await();
                        try {
                            return open(state);
                        } catch (FluxionException refused) {
                            assertThat(refused.failure().code()).isEqualTo("FLX-PIPELINE-RUNNING");
                            return null;
                        }
                    }));
                }
                start.countDown();
                List<CheckpointHistory> got = new ArrayList<>();
                for (Future<CheckpointHistory> one : opened) {
                    CheckpointHistory history = one.get(30, TimeUnit.SECONDS);
                    if (history != null) {
                        got.add(history);
                    }
                }
                assertThat(got).hasSize(1);
                got.get(0).close();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void anotherPipelineOfTheSameStateDirectoryIsFree() throws Exception {
        try (CheckpointHistory one = open(state);
                CheckpointHistory other = new LocalCheckpointStore(state, 5).open("payments", "the test")) {
            one.save(1, checkpoint(1));
            assertThat(other.latest().checkpoint()).isEmpty();
        }
    }

    @Test
    void anotherProcessIsRefusedAndToldWhoHoldsIt() throws Exception {
        startChild();
        Failure failure = failureOf(() -> open(state));
        assertThat(failure.code()).isEqualTo("FLX-PIPELINE-RUNNING");
        assertThat(failure.message()).contains("the child", Long.toString(child.pid()));
        assertThat(failure.message()).doesNotContain("\n");
    }

    @Test
    void theLockOfAKilledHolderIsFreeAtOnce() throws Exception {
        startChild();
        child.destroyForcibly().waitFor();
        try (CheckpointHistory history = open(state)) {
            history.save(1, checkpoint(1));
        }
    }

    @Test
    void theLockOfAHolderThatEndedIsFree() throws Exception {
        startChild();
        child.getOutputStream().close();
        assertThat(child.waitFor()).isZero();
        open(state).close();
    }

    @Test
    void aLockFileThatSomebodyFilledIsOnlyAFile() throws Exception {
        Files.createDirectory(state.resolve(PIPELINE));
        Files.write(state.resolve(PIPELINE).resolve("lock"), new byte[100_000]);
        try (CheckpointHistory history = open(state)) {
            assertThat(failureOf(() -> open(state)).message()).contains("the test");
            history.save(1, checkpoint(1));
        }
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }
}
