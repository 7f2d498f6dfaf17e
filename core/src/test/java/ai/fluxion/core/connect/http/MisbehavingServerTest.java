package ai.fluxion.core.connect.http;

import static ai.fluxion.core.connect.http.Misbehaving.hangUp;
import static ai.fluxion.core.connect.http.Misbehaving.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that hang, drip, flood, lie and hang up. */
@Timeout(60)
class MisbehavingServerTest {
    private static final String UNAUTHORIZED = "HTTP/1.1 401 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static Failure failure(String url, Object... options) throws Exception {
        try (Sent sent = Sent.to(url, options)) {
            FluxionException thrown =
                    catchThrowableOfType(FluxionException.class, () -> sent.write(Sent.records("p", 0, 3)));
            assertThat(thrown).as("no failure").isNotNull();
            return thrown.failure();
        }
    }

    private static Failure failure(Misbehaving.Conduct conduct, Object... options) throws Exception {
        try (Misbehaving server = new Misbehaving(conduct)) {
            Failure failure = failure(server.url(), options);
            assertThat(failure.place()).isEqualTo(server.url());
            await("the client hangs up").until(() -> server.open.get() == 0);
            return failure;
        }
    }

    private static void assertRetryable(Failure failure, String code) {
        assertThat(failure.code()).as(failure.toString()).isEqualTo(code);
        assertThat(failure.kind()).isEqualTo(Failure.Kind.RETRYABLE);
    }

    private static void forEver() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Test
    void oneThatNeverAnswersIsGivenUpInTime() throws Exception {
        long begun = System.nanoTime();
        try (Misbehaving server = new Misbehaving((request, out) -> forEver())) {
            assertRetryable(failure(server.url(), "timeout", "300ms"), "FLX-HTTP-TIMEOUT");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(300), Duration.ofSeconds(20));
    }

    @Test
    void oneThatDripsItsBodyForEverIsGivenUpInTime() throws Exception {
        Failure failure = failure(
                (request, out) -> {
                    say(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
                    while (true) {
                        say(out, "x");
                        TimeUnit.MILLISECONDS.sleep(20);
                    }
                },
                "timeout",
                "300ms");
        assertRetryable(failure, "FLX-HTTP-TIMEOUT");
    }

    @Test
    void oneThatDripsItsHeadersForEverIsGivenUpInTime() throws Exception {
        Failure failure = failure(
                (request, out) -> {
                    say(out, "HTTP/1.1 200 OK\r\n");
                    while (true) {
                        say(out, "X-More: x\r\n");
                        TimeUnit.MILLISECONDS.sleep(20);
                    }
                },
                "timeout",
                "300ms");
        assertRetryable(failure, "FLX-HTTP-TIMEOUT");
    }

    @Test
    void oneThatSendsHeadersWithoutEndIsGivenUp() throws Exception {
        try (Misbehaving server = new Misbehaving((request, out) -> {
            say(out, "HTTP/1.1 200 OK\r\n");
            while (true) {
                say(out, "X-More: " + "x".repeat(10_000) + "\r\n");
            }
        })) {
            assertRetryable(failure(server.url()), "FLX-HTTP-PROTOCOL");
        }
    }

    @Test
    void oneThatSendsABodyWithoutEndIsGivenUp() throws Exception {
        Failure failure = failure(
                (request, out) -> {
                    say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    while (true) {
                        say(out, "4000\r\n" + "x".repeat(0x4000) + "\r\n");
                    }
                },
                "maxResponseBytes",
                "100KiB");
        assertThat(failure.code()).isEqualTo("FLX-HTTP-RESPONSE-TOO-LARGE");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.FATAL);
        assertThat(failure.message()).contains("102400");
    }

    @Test
    void anAnswerAsLargeAsAllowedIsTaken() throws Exception {
        try (Misbehaving server = new Misbehaving((request, out) ->
                        say(out, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + "x".repeat(5000)));
                Sent sent = Sent.to(server.url(), "maxResponseBytes", 5000)) {
            sent.write(Sent.records("p", 0, 3));
            assertThat(failure(server.url(), "maxResponseBytes", 4999).code()).isEqualTo("FLX-HTTP-RESPONSE-TOO-LARGE");
        }
    }

    @Test
    void oneThatHangsUpBeforeTheAnswerOrInItsMiddleIsTriedAgain() throws Exception {
        assertRetryable(
                failure((request, out) -> {
                    throw hangUp();
                }),
                "FLX-HTTP-CONNECTION");
        assertRetryable(
                failure((request, out) -> {
                    say(out, "HTTP/1.1 200 OK\r\nConte");
                    throw hangUp();
                }),
                "FLX-HTTP-CONNECTION");
        assertRetryable(
                failure((request, out) -> {
                    say(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
                    throw hangUp();
                }),
                "FLX-HTTP-CONNECTION");
        assertRetryable(
                failure((request, out) -> {
                    say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nonly");
                    throw hangUp();
                }),
                "FLX-HTTP-CONNECTION");
    }

    @Test
    void oneThatSpeaksAnotherProtocolIsNamed() throws Exception {
        for (String greeting : new String[] {
            "SSH-2.0-OpenSSH_9.2\r\n\r\n",
            "HTTP/1.1 abc\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
        }) {
            Failure failure = failure(
                    (request, out) -> {
                        say(out, greeting);
                        throw hangUp();
                    },
                    "timeout",
                    "3s");
            assertThat(failure.code())
                    .as(greeting + ": " + failure)
                    .isIn("FLX-HTTP-PROTOCOL", "FLX-HTTP-CONNECTION", "FLX-HTTP-TIMEOUT");
            assertThat(failure.kind()).isEqualTo(Failure.Kind.RETRYABLE);
        }
    }

    @Test
    void bytesBehindAnAnswerAreNotTakenForTheNextOne() throws Exception {
        try (Misbehaving server = new Misbehaving((request, out) ->
                        say(out, request == 1 ? OK + "HTTP/1.1 204 No Content\r\n\r\n" : UNAUTHORIZED));
                Sent sent = Sent.to(server.url())) {
            sent.write(Sent.records("p", 0, 1));
            Throwable second = catchThrowable(() -> sent.write(Sent.records("p", 1, 2)));
            assertThat(Failure.of(second).code()).isEqualTo("FLX-HTTP-CREDENTIALS");
        }
    }

    @Test
    void aServerThatAnswersBeforeItHasReadAllIsUnderstood() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread early = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().readNBytes(1000);
                    say(socket.getOutputStream(), UNAUTHORIZED);
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                } catch (IOException gone) {
                    // as it must be
                }
            });
            early.setDaemon(true);
            early.start();
            try (Sent sent = Sent.to("http://127.0.0.1:" + server.getLocalPort(), "timeout", "10s")) {
                Document large = Document.of("text", "x".repeat(2_000_000));
                Failure failure = Failure.of(catchThrowable(() -> sent.write(List.of(large))));
                assertThat(failure.code()).isEqualTo("FLX-HTTP-CREDENTIALS");
            }
        }
    }

    @Test
    void aPortThatNobodyListensToAndAHostThatIsNotThereAreNamed() throws Exception {
        int free;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = closed.getLocalPort();
        }
        assertRetryable(failure("http://127.0.0.1:" + free), "FLX-HTTP-CONNECT");
        assertRetryable(failure("http://no-such-host.invalid/"), "FLX-HTTP-CONNECT");
    }

    @Test
    void closingEndsARequestThatIsUnderWay() throws Exception {
        try (Misbehaving server = new Misbehaving((request, out) -> forEver())) {
            Sent sent = Sent.to(server.url());
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread writing = new Thread(() -> thrown.set(catchThrowable(() -> sent.write(Sent.records("p", 0, 3)))));
            writing.start();
            assertThat(server.asked.await(20, TimeUnit.SECONDS)).isTrue();
            sent.close();
            writing.join(20_000);
            assertThat(Failure.of(thrown.get()).code()).isEqualTo("FLX-HTTP-CONNECTION");
        }
    }

    @Test
    void anInterruptEndsRequestsThatAreUnderWay() throws Exception {
        for (int maxInFlight : new int[] {1, 2}) {
            try (Misbehaving server = new Misbehaving((request, out) -> {
                        out.flush();
                        while (true) {
                            say(out, "HTTP/1.1 100 Continue\r\n\r\n");
                            TimeUnit.MILLISECONDS.sleep(50);
                        }
                    });
                    Sent sent = Sent.to(server.url(), "maxInFlight", maxInFlight)) {
                AtomicReference<Throwable> thrown = new AtomicReference<>();
                List<Document> records = new ArrayList<>(Sent.records("p", 0, 3));
                records.addAll(Sent.records("q", 0, 3));
                Thread writing = new Thread(() -> thrown.set(catchThrowable(() -> sent.write(records))));
                writing.start();
                assertThat(server.asked.await(20, TimeUnit.SECONDS)).isTrue();
                writing.interrupt();
                writing.join(20_000);
                assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
                await("the client hangs up").until(() -> server.open.get() == 0);
            }
        }
    }
}
