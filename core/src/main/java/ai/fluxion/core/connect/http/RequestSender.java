package ai.fluxion.core.connect.http;

import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.model.Bytes;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Sends requests, each within {@code timeout} from its beginning to the last byte of the answer. Redirects are not followed.
 * Any thread may call it.
 */
final class RequestSender implements AutoCloseable {
    private final HttpSettings settings;
    private final HttpFailures failures;
    private final HttpClient client;
    private final HttpRequest.Builder template;
    private final Map<Long, CompletableFuture<HttpResponse<Bytes>>> underWay = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private final LongConsumer sent;
    private final LongConsumer bytes;
    private volatile boolean closed;

    /** @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if the keys can't be read */
    RequestSender(HttpSettings settings, HttpFailures failures, String contentType, ConnectorServices services) {
        this.settings = settings;
        this.failures = failures;
        this.sent = services.metrics().counter("http.requests", "Requests that were sent.");
        this.bytes = services.metrics().counter("http.request.bytes", "Bytes of the bodies of requests.");
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .executor(new ThreadPoolExecutor(
                        0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), services.threads("http")));
        settings.tls().context().ifPresent(builder::sslContext);
        this.client = builder.build();
        this.template = HttpRequest.newBuilder(settings.endpoint().uri())
                .timeout(settings.timeout())
                .setHeader("User-Agent", "fluxion")
                .setHeader("Content-Type", contentType);
        if (settings.gzip()) {
            template.setHeader("Content-Encoding", "gzip");
        }
        settings.headers().given().forEach(template::setHeader);
    }

    /**
     * Sends one request.
     *
     * @param headers those of this request, beside those of all
     * @return the whole answer, whatever its status
     * @throws ai.fluxion.core.engine.connectors.FluxionException if there is none
     */
    Reply send(RequestBody body, Map<String, String> headers) throws InterruptedException {
        HttpRequest.Builder request = template.copy();
        headers.forEach(request::setHeader);
        RequestBody content = settings.gzip() ? body.gzip() : body;
        request.method(settings.method(), content.publisher());
        CompletableFuture<HttpResponse<Bytes>> answer =
                client.sendAsync(request.build(), info -> new ResponseBody(settings.maxResponseBytes()));
        long number = count.getAndIncrement();
        underWay.put(number, answer);
        sent.accept(1);
        bytes.accept(content.size());
        try {
            if (closed) {
                throw failures.closed().exception();
            }
            return reply(answer.get(settings.timeout().toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException | TimeoutException failed) {
            throw (closed ? failures.closed() : failures.of(failed)).exception();
        } catch (CancellationException cancelled) {
            throw failures.closed().cause(cancelled).exception();
        } finally {
            underWay.remove(number);
            answer.cancel(true); // ends the exchange, if it goes on
        }
    }

    private static Reply reply(HttpResponse<Bytes> response) {
        HttpHeaders headers = response.headers();
        return new Reply(
                response.statusCode(),
                headers.firstValue("Retry-After"),
                headers.firstValue("Location"),
                response.body());
    }

    /** Ends what is under way. Idle connections end with the client, once nobody refers to it. */
    @Override
    public void close() {
        closed = true;
        underWay.values().forEach(answer -> answer.cancel(true));
    }
}
