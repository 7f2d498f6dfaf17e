package ai.fluxion.core.connect.http;

import ai.fluxion.core.model.Bytes;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A real HTTP server that remembers what it was sent, and answers as a test says. */
final class Receiver implements AutoCloseable {
    /** A request as it came. */
    record Request(String method, String target, Map<String, String> headers, Bytes body) {
        String header(String name) {
            return headers.get(name);
        }

        String text() {
            return body.utf8();
        }

        String unpacked() throws IOException {
            try (InputStream in = new GZIPInputStream(body.stream())) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    /** What to say. */
    record Answer(int status, Map<String, String> headers, String body) {
        static final Answer OK = of(200);

        static Answer of(int status) {
            return new Answer(status, Map.of(), "");
        }

        static Answer of(int status, String body) {
            return new Answer(status, Map.of(), body);
        }
    }

    /** Decides what to say. */
    interface Script {
        Answer to(Request request) throws Exception;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new ArrayList<>();
    private volatile Script script = request -> Answer.OK;

    private Receiver(HttpServer server) {
        this.server = server;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    static Receiver start() throws IOException {
        return startAt(0);
    }

    static Receiver startAt(int port) throws IOException {
        return new Receiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50));
    }

    static Receiver start(SSLContext context, boolean clientCertificate) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
                ssl.setNeedClientAuth(clientCertificate);
                parameters.setSSLParameters(ssl);
            }
        });
        return new Receiver(server);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        Bytes body = Bytes.wrap(exchange.getRequestBody().readAllBytes());
        Request request = new Request(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
        try (exchange) {
            Answer answer;
            synchronized (requests) {
                requests.add(request);
            }
            answer = script.to(request);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] said = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), said.length == 0 ? -1 : said.length);
            if (said.length > 0) {
                exchange.getResponseBody().write(said);
            }
        } catch (IOException gone) {
            throw gone;
        } catch (Exception unexpected) {
            throw new IOException(unexpected);
        }
    }

    /** From now on. */
    void answers(Script how) {
        script = how;
    }

    /** The answers to the next requests, and then 200. */
    void answers(Answer... inTurn) {
        List<Answer> left = new ArrayList<>(List.of(inTurn));
        script = request -> {
            synchronized (left) {
                return left.isEmpty() ? Answer.OK : left.remove(0);
            }
        };
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/orders";
    }

    List<Request> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    List<String> bodies() {
        return requests().stream().map(Request::text).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
