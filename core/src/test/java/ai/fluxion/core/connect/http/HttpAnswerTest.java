package ai.fluxion.core.connect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.fluxion.core.connect.http.Receiver.Answer;
import ai.fluxion.core.connect.http.Receiver.Request;
import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers mean. */
class HttpAnswerTest {
    private Receiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = Receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private Failure failure(Answer answer, Object... options) throws Exception {
        receiver.answers(answer);
        try (Sent sent = Sent.to(receiver.url() + "?key=s3cr3t", options)) {
            FluxionException thrown =
                    catchThrowableOfType(FluxionException.class, () -> sent.write(Sent.records("p", 0, 3)));
            assertThat(thrown).as("no failure").isNotNull();
            assertThat(thrown.failure().place()).isEqualTo(receiver.url());
            assertThat(sent.writer.health().up()).isFalse();
            return thrown.failure();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 207})
    void statusesOfSuccessAreSuccess(int status) throws Exception {
        receiver.answers(Answer.of(status));
        try (Sent sent = Sent.to(receiver.url())) {
            sent.write(Sent.records("p", 0, 3));
            assertThat(sent.rejected).isEmpty();
            assertThat(sent.writer.health().up()).isTrue();
        }
        assertThat(receiver.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 425, 429, 500, 502, 503, 504, 507, 599})
    void statusesThatMayChangeAreRetryable(int status) throws Exception {
        Failure failure = failure(Answer.of(status, "come back"));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.RETRYABLE);
        assertThat(failure.code()).isEqualTo("FLX-HTTP-UNAVAILABLE");
        assertThat(failure.message()).isEqualTo("the server answered " + status + " (come back)");
        assertThat(failure.retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "401, FLX-HTTP-CREDENTIALS",
        "403, FLX-HTTP-CREDENTIALS",
        "404, FLX-HTTP-REFUSED",
        "405, FLX-HTTP-REFUSED",
        "415, FLX-HTTP-REFUSED",
        "451, FLX-HTTP-REFUSED",
        "302, FLX-HTTP-REDIRECT"
    })
    void otherStatusesStopThePipeline(int status, String code) throws Exception {
        Failure failure = failure(Answer.of(status));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.FATAL);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).startsWith("the server answered " + status);
        assertThat(failure.remedy()).isNotBlank();
    }

    @Test
    void whatAStatusMeansCanBeChanged() throws Exception {
        Object[] options = {
            "successStatuses", "2xx,409", "retryStatuses", List.of("404", "503"), "rejectStatuses", List.of(500)
        };
        assertThat(failure(Answer.of(404), options).kind()).isEqualTo(Failure.Kind.RETRYABLE);
        assertThat(failure(Answer.of(400), options).kind()).isEqualTo(Failure.Kind.FATAL);
        receiver.answers(request -> request.text().contains("409") ? Answer.of(409) : Answer.of(500));
        try (Sent sent = Sent.to(receiver.url(), options)) {
            sent.write(List.of(Document.of("id", 409)));
            assertThat(sent.rejected).isEmpty();
            sent.write(List.of(Document.of("id", 500)));
            assertThat(sent.rejected).containsOnlyKeys(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 3", "86400, 60", "99999999999999999999, 60"})
    void secondsOfRetryAfterAreWaitedWithinBounds(String header, long seconds) throws Exception {
        Failure failure = failure(new Answer(503, Map.of("Retry-After", header), ""));
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void datesOfRetryAfterAreWaitedForWithinBounds() throws Exception {
        DateTimeFormatter form = DateTimeFormatter.RFC_1123_DATE_TIME;
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        assertThat(failure(
                                new Answer(429, Map.of("Retry-After", form.format(now.plusSeconds(600))), ""),
                                "maxRetryAfter",
                                "15m")
                        .retryAfter()
                        .orElseThrow())
                .isBetween(Duration.ofSeconds(500), Duration.ofSeconds(600));
        assertThat(failure(new Answer(429, Map.of("Retry-After", form.format(now.plusYears(9))), ""))
                        .retryAfter())
                .contains(Duration.ofMinutes(1));
        assertThat(failure(new Answer(429, Map.of("Retry-After", form.format(now.minusYears(9))), ""))
                        .retryAfter())
                .contains(Duration.ZERO);
        assertThat(failure(new Answer(429, Map.of("Retry-After", "soon"), "")).retryAfter())
                .isEmpty();
    }

    @Test
    void aRedirectIsNotFollowedAndItsTargetIsNamedWithoutItsQuery() throws Exception {
        try (Receiver other = Receiver.start()) {
            Failure failure = failure(
                    new Answer(307, Map.of("Location", other.url() + "?token=s3cr3t"), ""),
                    "headers",
                    Map.of("Authorization", "Bearer abcdef"));
            assertThat(failure.message()).contains("307", other.url()).doesNotContain("s3cr3t");
            assertThat(other.requests()).isEmpty();
        }
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void whatTheServerSaysIsShownInShortWithoutControlCharactersAndSecrets() throws Exception {
        Failure failure = failure(
                Answer.of(403, "no \u001b[31m\r\n entry\u0000 for abcdef and Bearer abcdef\u202e" + "x".repeat(5_000)),
                "headers",
                Map.of("authorization", "Bearer abcdef"));
        assertThat(failure.message())
                .startsWith("the server answered 403 (no [31m entry for **** and **** xxx")
                .hasSizeLessThan(300)
                .doesNotContain("abcdef");
        assertThat(failure.toString()).doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void theRecordThatTheServerCannotTakeIsFoundAndTheOthersAreWrittenInOrder(int status) throws Exception {
        Set<Integer> bad = Set.of(0, 5, 6, 12);
        List<Integer> taken = new ArrayList<>();
        receiver.answers(request -> {
            List<Integer> ids = ids(request);
            if (ids.stream().anyMatch(bad::contains)) {
                return Answer.of(status, "not this");
            }
            taken.addAll(ids);
            return Answer.OK;
        });
        try (Sent sent = Sent.to(receiver.url(), "batchSize", 10)) {
            sent.write(Sent.records("p", 0, 13));
            assertThat(sent.rejected.keySet()).isEqualTo(bad);
            assertThat(sent.rejected.values())
                    .allMatch(failure -> failure.kind().equals(Failure.Kind.INVALID_RECORD)
                            && failure.code().equals("FLX-HTTP-REJECTED")
                            && failure.message().contains(status + " (not this)"));
        }
        assertThat(taken).containsExactly(1, 2, 3, 4, 7, 8, 9, 10, 11);
    }

    @Test
    void aRejectedRequestOfOneRecordIsNotSplit() throws Exception {
        receiver.answers(request -> ids(request).contains(1) ? Answer.of(400) : Answer.OK);
        try (Sent sent = Sent.to(receiver.url(), "requestPer", "record")) {
            sent.write(Sent.records("p", 0, 3));
            assertThat(sent.rejected).containsOnlyKeys(1);
        }
        assertThat(receiver.requests()).hasSize(3);
    }

    static List<Integer> ids(Request request) {
        return java.util.regex.Pattern.compile("\"id\":(\\d+)")
                .matcher(request.text())
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }

    @Test
    void whatIsTakenIsNotSentAgainWhenTheBatchIsWrittenAgain() throws Exception {
        AtomicInteger count = new AtomicInteger();
        receiver.answers(request -> {
            if (ids(request).contains(2)) {
                return Answer.of(422);
            }
            return ids(request).contains(4) && count.incrementAndGet() < 3 ? Answer.of(503) : Answer.OK;
        });
        Batch.Records batch = Sent.batch(Sent.records("p", 0, 8));
        try (Sent sent = Sent.to(receiver.url(), "batchSize", 2)) {
            FluxionException thrown = catchThrowableOfType(FluxionException.class, () -> sent.write(batch));
            assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.RETRYABLE);
            assertThat(sent.rejected)
                    .as("nothing counts of a write that failed")
                    .isEmpty();
            sent.write(batch);
            assertThat(sent.rejected).containsOnlyKeys(2);
        }
        List<List<Integer>> sentIds =
                receiver.requests().stream().map(HttpAnswerTest::ids).toList();
        assertThat(sentIds)
                .containsExactly(
                        List.of(0, 1),
                        List.of(2, 3),
                        List.of(2),
                        List.of(3),
                        List.of(4, 5),
                        List.of(4, 5),
                        List.of(4, 5),
                        List.of(6, 7));
        List<String> keys = receiver.requests().stream()
                .filter(request -> ids(request).contains(4))
                .map(request -> request.header("Idempotency-Key"))
                .distinct()
                .toList();
        assertThat(keys).hasSize(1);
    }

    @Test
    void failuresBetweenWhichRequestsSucceedDoNotUseUpTheAttempts() throws Exception {
        AtomicBoolean fails = new AtomicBoolean();
        receiver.answers(request -> {
            boolean failing = !fails.get() && ids(request).get(0) > 0;
            fails.set(failing);
            return failing ? Answer.of(503) : Answer.OK;
        });
        try (Sent sent = Sent.to(receiver.url(), "requestPer", "record")) {
            sent.write(Sent.records("p", 0, 8));
        }
        assertThat(receiver.requests().stream().map(each -> ids(each).get(0)))
                .containsExactly(0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7);
    }

    @Test
    void anotherBatchOfTheSameRecordsIsSentWhole() throws Exception {
        receiver.answers(Answer.OK, Answer.of(503), Answer.of(503));
        try (Sent sent = Sent.to(receiver.url(), "batchSize", 1)) {
            assertThatThrownBy(() -> sent.write(Sent.records("p", 0, 2))).isInstanceOf(FluxionException.class);
            sent.write(Sent.records("p", 0, 2));
        }
        assertThat(receiver.bodies())
                .containsExactly("[{\"id\":0}]", "[{\"id\":1}]", "[{\"id\":1}]", "[{\"id\":0}]", "[{\"id\":1}]");
    }

    @Test
    void requestsOfPartitionsAreUnderWayTogetherAndThoseOfOnePartitionNever() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        Set<String> busy = ConcurrentHashMap.newKeySet();
        AtomicBoolean together = new AtomicBoolean();
        receiver.answers(request -> {
            String partition = request.text().contains("\"p\":\"a\"") ? "a" : "b";
            if (!busy.add(partition)) {
                together.set(true);
            }
            both.countDown();
            boolean met = both.await(20, TimeUnit.SECONDS);
            busy.remove(partition);
            return met ? Answer.OK : Answer.of(500);
        });
        List<Document> mixed = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String partition = i % 2 == 0 ? "a" : "b";
            Document record = Sent.record(partition, i);
            mixed.add(record.with("p", partition));
        }
        try (Sent sent = Sent.to(receiver.url(), "maxInFlight", 4, "batchSize", 2)) {
            sent.write(mixed);
        }
        assertThat(together).isFalse();
        for (int partition = 0; partition < 2; partition++) {
            int odd = partition;
            List<Integer> ids = receiver.requests().stream()
                    .flatMap(request -> ids(request).stream())
                    .filter(id -> id % 2 == odd)
                    .toList();
            assertThat(ids).hasSize(10).isSorted();
        }
    }

    @Test
    void aFailureOfOnePartitionIsThrownAndTheRestIsSentNextTime() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        receiver.answers(
                request -> ids(request).contains(101) && failures.incrementAndGet() < 3 ? Answer.of(503) : Answer.OK);
        List<Document> mixed = new ArrayList<>(Sent.records("a", 0, 3));
        mixed.addAll(Sent.records("b", 100, 103));
        try (Sent sent = Sent.to(receiver.url(), "maxInFlight", 3, "batchSize", 1)) {
            sent.writeWithRetries(Sent.batch(mixed), 4);
        }
        List<Integer> all = receiver.requests().stream()
                .flatMap(request -> ids(request).stream())
                .toList();
        assertThat(all).containsOnlyOnce(0, 1, 2, 100, 102);
        assertThat(all.stream().filter(id -> id == 101)).hasSize(3);
    }
}
