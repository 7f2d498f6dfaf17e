package ai.fluxion.core.connect.http;

import ai.fluxion.core.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Reads an answer's body to its end, keeps its head, and breaks off once it is too large. */
final class ResponseBody implements HttpResponse.BodySubscriber<Bytes> {
    private static final int KEPT = 1024;

    private final long most;
    private final CompletableFuture<Bytes> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private Flow.Subscription subscription;
    private long read;

    /** @param most how many bytes there may be */
    ResponseBody(long most) {
        this.most = most;
    }

    @Override
    public CompletionStage<Bytes> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription to) {
        subscription = to;
        to.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            read += part.remaining();
            byte[] kept = new byte[Math.min(part.remaining(), KEPT - head.size())];
            part.get(kept);
            head.writeBytes(kept);
            part.position(part.limit());
        }
        if (read > most) {
            subscription.cancel();
            whole.completeExceptionally(new ResponseTooLargeException());
        }
    }

    @Override
    public void onError(Throwable failed) {
        whole.completeExceptionally(failed);
    }

    @Override
    public void onComplete() {
        whole.complete(Bytes.wrap(head.toByteArray()));
    }
}
