package ai.fluxion.core.connect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fluxion.core.engine.connectors.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTlsTest {
    @TempDir
    static Path folder;

    private static Certificates server;
    private static Certificates client;
    private static Certificates stranger;

    @BeforeAll
    static void make() throws Exception {
        server = Certificates.make(folder, "server", "EC", "ip:127.0.0.1");
        client = Certificates.make(folder, "client", "RSA", "dns:client");
        stranger = Certificates.make(folder, "stranger", "EC", "dns:another.example");
    }

    private static String url(Receiver receiver) {
        return receiver.url().replace("http:", "https:");
    }

    private static Failure failure(String url, Object... options) throws Exception {
        Throwable thrown = catchThrowable(() -> {
            try (Sent sent = Sent.to(url, options)) {
                sent.write(Sent.records("p", 0, 1));
            }
        });
        assertThat(thrown).as("no failure").isNotNull();
        return Failure.of(thrown);
    }

    private static void assertTls(Failure failure) {
        assertThat(failure.code()).as(failure.toString()).isEqualTo("FLX-HTTP-TLS");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.FATAL);
        assertThat(failure.toString()).doesNotContain(Certificates.PASSWORD);
    }

    @Test
    void anAuthorityOfOnesOwnIsTrustedFromPemAndFromAStore() throws Exception {
        try (Receiver receiver = Receiver.start(server.server(client), false)) {
            try (Sent sent =
                    Sent.to(url(receiver), "tlsTrust", server.certificatePem().toString())) {
                sent.write(Sent.records("p", 0, 1));
            }
            try (Sent sent = Sent.to(
                    url(receiver), "tlsTrust", server.trust().toString(), "tlsTrustPassword", Certificates.PASSWORD)) {
                sent.write(Sent.records("p", 1, 2));
            }
            assertThat(receiver.bodies()).containsExactly("[{\"id\":0}]", "[{\"id\":1}]");
        }
    }

    @Test
    void aServerThatNobodyVouchesForIsRefusedAndGetsNothing() throws Exception {
        try (Receiver receiver = Receiver.start(server.server(client), false)) {
            assertTls(failure(url(receiver)));
            assertTls(
                    failure(url(receiver), "tlsTrust", stranger.certificatePem().toString()));
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        try (Receiver receiver = Receiver.start(stranger.server(client), false)) {
            assertTls(
                    failure(url(receiver), "tlsTrust", stranger.certificatePem().toString()));
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void theClientsCertificateIsShownFromPemAndFromAStore() throws Exception {
        try (Receiver receiver = Receiver.start(server.server(client), true)) {
            List<Object[]> forms = List.of(
                    new Object[] {"tlsKey", client.pem().toString()},
                    new Object[] {
                        "tlsKey",
                        client.keyPem().toString(),
                        "tlsCertificate",
                        client.certificatePem().toString()
                    },
                    new Object[] {"tlsKey", client.store().toString(), "tlsKeyPassword", Certificates.PASSWORD});
            for (Object[] form : forms) {
                List<Object> options = new ArrayList<>(List.of(form));
                options.addAll(List.of("tlsTrust", server.certificatePem().toString()));
                try (Sent sent = Sent.to(url(receiver), options.toArray())) {
                    sent.write(Sent.records("p", 0, 1));
                }
            }
            assertThat(receiver.requests()).hasSize(forms.size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aServerThatWantsAnotherCertificateOrAnyIsNamedAsFatal(String protocol) throws Exception {
        SSLSocketFactory secured = server.server(client).getSocketFactory();
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            serve(listening, socket -> {
                SSLSocket over = (SSLSocket) secured.createSocket(socket, "127.0.0.1", socket.getPort(), false);
                over.setUseClientMode(false);
                over.setNeedClientAuth(true);
                over.setEnabledProtocols(new String[] {protocol});
                try {
                    over.startHandshake();
                } catch (SSLException refused) {
                    drain(socket);
                }
            });
            String url = "https://127.0.0.1:" + listening.getLocalPort();
            String trust = server.certificatePem().toString();
            assertTls(failure(url, "tlsTrust", trust));
            assertTls(failure(url, "tlsTrust", trust, "tlsKey", stranger.pem().toString()));
        }
    }

    /** Lets the client read what was said last, before the connection ends. */
    private static void drain(Socket socket) throws IOException {
        socket.shutdownOutput();
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /** What a server does with a connection. */
    interface Conduct {
        void with(Socket socket) throws IOException;
    }

    private static void serve(ServerSocket listening, Conduct conduct) {
        Thread serving = new Thread(() -> {
            while (!listening.isClosed()) {
                try (Socket socket = listening.accept()) {
                    conduct.with(socket);
                } catch (IOException refused) {
                    // the client is told by the handshake
                }
            }
        });
        serving.setDaemon(true);
        serving.start();
    }

    @Test
    void filesThatCannotBeUsedAreNamedAtTheStart() throws Exception {
        Path old = Files.writeString(
                folder.resolve("old.pem"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        Path junk = Files.writeString(folder.resolve("junk.pem"), "-----BEGIN CERTIFICATE-----\n????\n");
        Path key = Files.writeString(
                folder.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        String certificate = client.certificatePem().toString();
        List<Object[]> wrong = List.of(
                new Object[] {"tlsTrust", folder.resolve("missing.pem").toString()},
                new Object[] {"tlsTrust", junk.toString()},
                new Object[] {"tlsTrust", server.trust().toString(), "tlsTrustPassword", "wrong"},
                new Object[] {"tlsKey", old.toString(), "tlsCertificate", certificate},
                new Object[] {"tlsKey", key.toString(), "tlsCertificate", certificate},
                new Object[] {"tlsKey", client.keyPem().toString()},
                new Object[] {"tlsKey", client.store().toString(), "tlsKeyPassword", "wrong"},
                new Object[] {"tlsCertificate", certificate});
        for (Object[] options : wrong) {
            Failure failure = failure("https://127.0.0.1:1/", options);
            assertTls(failure);
            assertThat(failure.place()).isIn("tlsTrust", "tlsKey");
        }
    }

    @Test
    void plainTextWhereEncryptionIsExpectedIsNamed() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            serve(listening, socket -> {
                if (socket.getInputStream().read() >= 0) {
                    Misbehaving.say(socket.getOutputStream(), "HTTP/1.1 400 Bad Request\r\n\r\n");
                    drain(socket);
                }
            });
            assertTls(failure("https://127.0.0.1:" + listening.getLocalPort(), "timeout", "20s"));
        }
    }
}
