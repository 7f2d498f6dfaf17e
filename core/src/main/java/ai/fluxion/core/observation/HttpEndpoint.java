package ai.fluxion.core.observation;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.streaming.PipelineHealth;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /metrics}, {@code /health/live} and {@code /health/ready} by the JDK's HTTP server, which is used nowhere else.
 * It has threads of its own, so that no client holds up a pipeline, and cuts off those that send or read too slowly.
 */
public final class HttpEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
    private static final int THREADS = 8;
    private static final int BACKLOG = 32;

    /** The JDK's server reads these once in a process; what somebody has set stays. */
    private static final List<String> LIMITS = List.of("maxReqTime=10", "maxRspTime=30", "idleInterval=30");

    private final HttpServer server;
    private final ExecutorService threads;
    private final PrometheusMetrics metrics;
    private final Supplier<List<PipelineHealth>> health;

    private record Answer(int status, String contentType, String body) {
        static Answer text(int status, String text) {
            return new Answer(status, "text/plain; charset=utf-8", text + "\n");
        }
    }

    private HttpEndpoint(HttpServer server, PrometheusMetrics metrics, Supplier<List<PipelineHealth>> health) {
        this.server = server;
        this.metrics = metrics;
        this.health = health;
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "fluxion-http-" + count.getAndIncrement());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /**
     * Listens from now on.
     *
     * @param host a name or an address; only its own address is bound
     * @param port 0 for any that is free
     * @param health what the pipelines of this process say of themselves, fit to be shown
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if the address can't be bound
     */
    public static HttpEndpoint start(
            String host, int port, PrometheusMetrics metrics, Supplier<List<PipelineHealth>> health) {
        limit();
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
        } catch (IOException | IllegalArgumentException refused) {
            throw unbound(host, port, refused);
        }
        HttpEndpoint endpoint = new HttpEndpoint(server, metrics, health);
        server.setExecutor(endpoint.threads);
        server.createContext("/", endpoint::handle);
        server.start();
        return endpoint;
    }

    private static RuntimeException unbound(String host, int port, Exception why) {
        String what = why instanceof UnknownHostException ? "unknown host" : why.getMessage();
        return Failure.fatal("FLX-HTTP-ADDRESS", "can't listen: " + what)
                .at(host + ":" + port)
                .remedy("Name an address of this machine and a port that nobody uses; port 0 takes any that is free.")
                .cause(why)
                .exception();
    }

    private static void limit() {
        for (String limit : LIMITS) {
            int equals = limit.indexOf('=');
            String name = "sun.net.httpserver." + limit.substring(0, equals);
            if (System.getProperty(name) == null) {
                System.setProperty(name, limit.substring(equals + 1));
            }
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.contentType());
            headers.set("Cache-Control", "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            if (exchange.getRequestMethod().equals("HEAD")) {
                headers.set("Content-Length", Integer.toString(body.length));
                exchange.sendResponseHeaders(answer.status(), -1);
            } else {
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer answer(HttpExchange exchange) {
        if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Answer.text(405, "only GET and HEAD");
        }
        try {
            return switch (String.valueOf(exchange.getRequestURI().getPath())) {
                case "/metrics" -> metrics(exchange);
                case "/health/live" -> health(HealthJson.Question.LIVE);
                case "/health/ready" -> health(HealthJson.Question.READY);
                default -> Answer.text(404, "there are /metrics, /health/live and /health/ready");
            };
        } catch (RuntimeException broken) { // whoever asks is told nothing of how it looks inside
            LOG.warn("a request for {} failed", exchange.getRequestURI().getPath(), broken);
            return Answer.text(500, "internal error; see the log");
        }
    }

    private Answer metrics(HttpExchange exchange) {
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        PrometheusMetrics.Scrape scrape = metrics.scrape(accept == null ? "" : accept);
        return new Answer(200, scrape.contentType(), scrape.body());
    }

    private Answer health(HealthJson.Question question) {
        List<PipelineHealth> all = health.get();
        return new Answer(HealthJson.up(question, all) ? 200 : 503, "application/json", HealthJson.of(question, all));
    }

    /** Listens no more; what is being answered is cut off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
