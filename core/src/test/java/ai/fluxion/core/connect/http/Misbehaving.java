package ai.fluxion.core.connect.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that speaks HTTP badly: a test says what it sends once it has read a request. */
final class Misbehaving implements AutoCloseable {
    /** What it does with a connection whose request it has read. */
    interface Conduct {
        void answer(int request, OutputStream out) throws Exception;
    }

    private static final Pattern LENGTH = Pattern.compile("content-length: *(\\d+)");

    /** Connections that the client has not closed. */
    final AtomicInteger open = new AtomicInteger();

    final CountDownLatch asked = new CountDownLatch(1);
    final AtomicInteger requests = new AtomicInteger();
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Conduct conduct;

    Misbehaving(Conduct conduct) throws IOException {
        this.conduct = conduct;
        threads.execute(this::accept);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.incrementAndGet();
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            while (readRequest(in)) {
                asked.countDown();
                conduct.answer(requests.incrementAndGet(), socket.getOutputStream());
            }
        } catch (Exception gone) {
            // either side has hung up
        } finally {
            open.decrementAndGet();
        }
    }

    private static boolean readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return false;
            }
            head.append((char) b);
        }
        Matcher length = LENGTH.matcher(head.toString().toLowerCase(Locale.ROOT));
        return length.find() && in.readNBytes(Integer.parseInt(length.group(1))).length > 0;
    }

    static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Thrown by a conduct to close the connection. */
    static IOException hangUp() {
        return new IOException("hangs up");
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/";
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
