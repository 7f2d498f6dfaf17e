package ai.fluxion.core.connect.http;

import ai.fluxion.core.connect.http.PendingBatch.Sequence;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Cuts the records of one sequence into requests and sends them, one after the other. A batch that the server rejects is
 * split in halves, and these again, until the records are known that it can't take. Any thread may call it.
 */
final class SequenceSender {
    private final HttpSettings settings;
    private final BodyFormat format;
    private final OriginIds origins;
    private final RequestSender sender;
    private final HttpFailures failures;
    private volatile int lastSize = 1024;

    SequenceSender(
            HttpSettings settings, BodyFormat format, OriginIds origins, RequestSender sender, HttpFailures failures) {
        this.settings = settings;
        this.format = format;
        this.origins = origins;
        this.sender = sender;
        this.failures = failures;
    }

    /** The records of one request and its body. */
    private static final class Part {
        private final List<Document> records = new ArrayList<>();
        private final RequestBody body;
        private int firstOrdinal;

        private Part(int capacity) {
            this.body = new RequestBody(capacity);
        }
    }

    /**
     * Sends what is not done of a sequence.
     *
     * @param stop says when to begin no further request
     * @throws FluxionException if a request failed, other than by a record's own fault
     */
    void send(PendingBatch batch, Sequence sequence, BooleanSupplier stop) throws InterruptedException {
        while (sequence.done() < sequence.size() && !stop.getAsBoolean()) {
            sendNext(batch, sequence, sequence.size());
        }
    }

    /** Sends one request with the next records, up to an index of the sequence, or what it is split into. */
    private void sendNext(PendingBatch batch, Sequence sequence, int end) throws InterruptedException {
        int begin = sequence.done();
        Part part = new Part(lastSize);
        int next = fill(batch, sequence, end, part);
        if (!part.records.isEmpty()) {
            lastSize = part.body.size() + 64;
            Reply reply = sender.send(part.body, headers(batch, part));
            ReplyRules.Verdict verdict = settings.replies().of(reply.status());
            if (verdict == ReplyRules.Verdict.REJECTED && part.records.size() > 1) {
                sendUpTo(batch, sequence, begin + (next - begin) / 2);
                sendUpTo(batch, sequence, next);
                return;
            }
            if (verdict == ReplyRules.Verdict.REJECTED) {
                batch.reject(part.firstOrdinal, failures.of(reply, verdict, 1));
            } else if (verdict != ReplyRules.Verdict.TAKEN) {
                throw failures.of(reply, verdict, part.records.size()).exception();
            }
        }
        sequence.done(next);
    }

    private void sendUpTo(PendingBatch batch, Sequence sequence, int end) throws InterruptedException {
        while (sequence.done() < end) {
            sendNext(batch, sequence, end);
        }
    }

    /** @return the index of the first record that is left for the next request */
    private int fill(PendingBatch batch, Sequence sequence, int end, Part part) {
        int most = settings.perRecord() ? 1 : settings.batchSize();
        BodyFormat.Filling filling = format.begin();
        int index = sequence.done();
        try {
            while (index < end && part.records.size() < most) {
                if (!add(batch, sequence.ordinal(index), filling, part)) {
                    break;
                }
                index++;
            }
            filling.finish(part.body);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return index;
    }

    /** @return false if the record does not fit any more; one that can't be sent at all is rejected */
    private boolean add(PendingBatch batch, int ordinal, BodyFormat.Filling filling, Part part) throws IOException {
        Document record = batch.record(ordinal);
        int before = part.body.size();
        try {
            filling.add(withOrigin(record), part.body);
        } catch (FluxionException wrong) {
            if (wrong.failure().kind() != Failure.Kind.INVALID_RECORD) {
                throw wrong;
            }
            batch.reject(ordinal, wrong.failure());
            return true;
        }
        if (part.records.isEmpty()) {
            part.firstOrdinal = ordinal;
        } else if (part.body.size() >= settings.batchBytes()) {
            part.body.truncate(before);
            return false;
        }
        part.records.add(record);
        return true;
    }

    private Document withOrigin(Document record) {
        return settings.originField().isEmpty()
                ? record
                : origins.of(record)
                        .map(id -> record.with(settings.originField().get(), id))
                        .orElse(record);
    }

    private Map<String, String> headers(PendingBatch batch, Part part) {
        Map<String, String> headers = new HashMap<>();
        RequestHeaders names = settings.headers();
        if (!names.idempotency().isEmpty()) {
            headers.put(names.idempotency(), origins.key(part.records, batch.nonce(), part.firstOrdinal));
        }
        if (!names.origin().isEmpty()) {
            origins.header(part.records).ifPresent(ids -> headers.put(names.origin(), ids));
        }
        return headers;
    }
}
