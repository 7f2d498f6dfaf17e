package ai.fluxion.core.connect.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.zip.GZIPOutputStream;

/** The bytes of one request. They are sent from where they were written, without a copy. */
final class RequestBody extends ByteArrayOutputStream {
    RequestBody(int capacity) {
        super(capacity);
    }

    /** Forgets what was written after so many bytes. */
    void truncate(int length) {
        count = Math.min(count, length);
    }

    /** The same compressed. */
    RequestBody gzip() {
        RequestBody packed = new RequestBody(count / 4 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(packed, 8192)) {
            writeTo(out);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return packed;
    }

    /** What hands the bytes to the client; nothing is written any more. */
    HttpRequest.BodyPublisher publisher() {
        ByteBuffer content = ByteBuffer.wrap(buf, 0, count).asReadOnlyBuffer();
        return HttpRequest.BodyPublishers.fromPublisher(
                subscriber -> subscriber.onSubscribe(new Once(subscriber, content.duplicate())), count);
    }

    /** Hands out one buffer, once. */
    private static final class Once implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final ByteBuffer content;
        private boolean done;

        Once(Flow.Subscriber<? super ByteBuffer> subscriber, ByteBuffer content) {
            this.subscriber = subscriber;
            this.content = content;
        }

        @Override
        public void request(long buffers) {
            if (done) {
                return;
            }
            done = true;
            if (buffers <= 0) {
                subscriber.onError(new IllegalArgumentException("asked for " + buffers + " buffers"));
                return;
            }
            subscriber.onNext(content);
            subscriber.onComplete();
        }

        @Override
        public void cancel() {
            done = true;
        }
    }
}
