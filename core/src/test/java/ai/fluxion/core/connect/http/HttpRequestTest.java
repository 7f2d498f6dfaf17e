package ai.fluxion.core.connect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.connect.http.Receiver.Request;
import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;
import ai.fluxion.core.model.RecordMetadata;
import ai.fluxion.testkit.TestServices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the network. */
class HttpRequestTest {
    private Receiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = Receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private Request only() {
        assertThat(receiver.requests()).hasSize(1);
        return receiver.requests().get(0);
    }

    @Test
    void aBatchIsOneArrayUnlessAnotherFormatIsAskedFor() throws Exception {
        try (Sent sent = Sent.to(receiver.url() + "?dry=1")) {
            sent.write(Sent.records("p", 0, 3));
        }
        assertThat(only().method()).isEqualTo("POST");
        assertThat(only().target()).isEqualTo("/orders?dry=1");
        assertThat(only().header("Content-Type")).isEqualTo("application/json");
        assertThat(only().header("Content-Length")).isEqualTo("28");
        assertThat(only().text()).isEqualTo("[{\"id\":0},{\"id\":1},{\"id\":2}]");
    }

    @Test
    void eachFormatHasItsTypeAndItsFormOfABatch() throws Exception {
        try (Sent sent = Sent.to(receiver.url(), "format", "ndjson")) {
            sent.write(Sent.records("p", 0, 2));
        }
        try (Sent sent = Sent.to(receiver.url(), "format", "csv", "batchSize", 2)) {
            sent.write(Sent.records("p", 0, 3));
        }
        try (Sent sent = Sent.to(receiver.url(), "format", Map.of("type", "string", "field", "id"), "method", "PUT")) {
            sent.write(List.of(Document.of("id", "plain")));
        }
        assertThat(receiver.bodies()).containsExactly("{\"id\":0}\n{\"id\":1}\n", "id\n0\n1\n", "id\n2\n", "plain\n");
        assertThat(receiver.requests())
                .extracting(request -> request.header("Content-Type"))
                .containsExactly(
                        "application/x-ndjson",
                        "text/csv; charset=utf-8",
                        "text/csv; charset=utf-8",
                        "text/plain; charset=utf-8");
        assertThat(receiver.requests().get(3).method()).isEqualTo("PUT");
    }

    @Test
    void aRequestForEachRecordHoldsTheRecordAlone() throws Exception {
        try (Sent sent = Sent.to(receiver.url(), "requestPer", "record", "method", "PATCH")) {
            sent.write(Sent.records("p", 0, 2));
        }
        assertThat(receiver.bodies()).containsExactly("{\"id\":0}", "{\"id\":1}");
        assertThat(receiver.requests()).allMatch(request -> request.method().equals("PATCH"));
    }

    @Test
    void aRequestHoldsNoMoreRecordsAndBytesThanAllowedAndALargerRecordGoesAlone() throws Exception {
        try (Sent sent = Sent.to(receiver.url(), "batchSize", 4, "batchBytes", 40)) {
            sent.write(List.of(
                    Document.of("a", 1),
                    Document.of("a", 2),
                    Document.of("a", 3),
                    Document.of("a", 4),
                    Document.of("a", 5),
                    Document.of("a", "x".repeat(50)),
                    Document.of("a", "y".repeat(20)),
                    Document.of("a", "z".repeat(20))));
        }
        assertThat(receiver.bodies())
                .containsExactly(
                        "[{\"a\":1},{\"a\":2},{\"a\":3},{\"a\":4}]",
                        "[{\"a\":5}]",
                        "[{\"a\":\"" + "x".repeat(50) + "\"}]",
                        "[{\"a\":\"" + "y".repeat(20) + "\"}]",
                        "[{\"a\":\"" + "z".repeat(20) + "\"}]");
    }

    @Test
    void aBodyIsAsLargeAsAllowedAndNoByteLarger() throws Exception {
        try (Sent sent = Sent.to(receiver.url(), "batchBytes", 17)) { // [{"a":1},{"a":2}] has 17
            sent.write(List.of(Document.of("a", 1), Document.of("a", 2)));
        }
        try (Sent sent = Sent.to(receiver.url(), "batchBytes", 16)) {
            sent.write(List.of(Document.of("a", 1), Document.of("a", 2)));
        }
        assertThat(receiver.bodies()).containsExactly("[{\"a\":1},{\"a\":2}]", "[{\"a\":1}]", "[{\"a\":2}]");
    }

    @Test
    void aRecordIsEncodedOnceAndOnceMoreOnlyIfItDidNotFit() throws Exception {
        CountingServices services = new CountingServices();
        try (Sent sent = Sent.with(services, receiver.url(), "batchSize", 100)) {
            sent.write(Sent.records("p", 0, 250));
        }
        assertThat(services.encoded).hasValue(250);
        assertThat(services.metrics.get("http.requests").sum()).isEqualTo(3);
        assertThat(services.metrics.get("http.request.bytes").sum())
                .isEqualTo(receiver.bodies().stream().mapToLong(String::length).sum());

        services.encoded.set(0);
        try (Sent sent = Sent.with(services, receiver.url(), "batchBytes", 1000)) {
            sent.write(Sent.records("p", 1000, 1250)); // 12 bytes and a comma each
        }
        assertThat(receiver.requests()).hasSize(3 + 4);
        assertThat(services.encoded).hasValue(250 + 3);
    }

    @Test
    void compressedBodiesUnpackToTheSame() throws Exception {
        try (Sent sent = Sent.to(receiver.url(), "compression", "gzip")) {
            sent.write(Sent.records("p", 0, 400));
        }
        assertThat(only().header("Content-Encoding")).isEqualTo("gzip");
        assertThat(only().unpacked()).startsWith("[{\"id\":0},").endsWith(",{\"id\":399}]");
        assertThat(only().body().length()).isLessThan(2_000);
    }

    @Test
    void aLargeBodyArrivesWhole() throws Exception {
        Document record = Document.of("text", "ä".repeat(3_000_000));
        try (Sent sent = Sent.to(receiver.url())) {
            sent.write(List.of(record));
        }
        assertThat(only().text()).isEqualTo("[" + record.toJson() + "]");
    }

    @Test
    void headersAreSentAndMayNameAnotherContentType() throws Exception {
        try (Sent sent = Sent.to(
                receiver.url(),
                "headers",
                Map.of("Authorization", "Bearer abc", "content-type", "application/vnd.acme+json"))) {
            sent.write(Sent.records("p", 0, 1));
        }
        assertThat(only().header("Authorization")).isEqualTo("Bearer abc");
        assertThat(only().header("Content-Type")).isEqualTo("application/vnd.acme+json");
        assertThat(only().header("User-Agent")).isEqualTo("fluxion");
    }

    @Test
    void originIdsNameTheFirstAndTheLastRecordInVisibleText() throws Exception {
        try (Sent sent = Sent.to(receiver.url(), "originField", "origin")) {
            sent.write(Sent.records("/data/1,ä b%.ndjson", 5, 6));
            sent.write(Sent.records("p-0", 7, 10));
        }
        String id = Sent.INCARNATION;
        assertThat(receiver.requests())
                .extracting(request -> request.header("Fluxion-Origin-Id"))
                .containsExactly(id + "//data/1%2C%C3%A4%20b%25.ndjson/5", id + "/p-0/7, " + id + "/p-0/9");
        assertThat(receiver.bodies().get(1)).startsWith("[{\"id\":7,\"origin\":\"" + id + "/p-0/7\"},");
    }

    @Test
    void theSameRecordsHaveTheSameKeyInAnotherProcessAndOthersHaveAnother() throws Exception {
        List<List<Document>> batches = List.of(
                Sent.records("p", 0, 3),
                Sent.records("p", 0, 3),
                Sent.records("p", 0, 4),
                Sent.records("q", 0, 3),
                List.of(Sent.record("p", 0), Sent.record("p", 2)),
                List.of(Sent.record("p", 0), unwound("p", 2, 1)));
        for (List<Document> batch : batches) {
            try (Sent sent = Sent.to(receiver.url())) {
                sent.write(batch);
            }
        }
        List<String> keys = receiver.requests().stream()
                .map(request -> request.header("Idempotency-Key"))
                .toList();
        assertThat(keys.get(0)).matches("[0-9a-f]{32}").isEqualTo(keys.get(1));
        assertThat(keys.subList(1, keys.size())).doesNotHaveDuplicates();
    }

    private static Document unwound(String partition, int offset, int ordinal) {
        Document record = Sent.record(partition, offset);
        return record.withMetadata(
                record.metadata().toBuilder().ordinal(ordinal).build());
    }

    @Test
    void recordsWithoutOriginHaveAKeyThatIsTheSameOnARetryAndNoOriginId() throws Exception {
        receiver.answers(Receiver.Answer.of(503), Receiver.Answer.OK);
        try (Sent sent = Sent.to(receiver.url())) {
            sent.writeWithRetries(Sent.batch(List.of(Document.of("id", 1), Document.of("id", 2))), 2);
            sent.write(List.of(Document.of("id", 1), Document.of("id", 2)));
        }
        List<String> keys = receiver.requests().stream()
                .map(request -> request.header("Idempotency-Key"))
                .toList();
        assertThat(keys).hasSize(3);
        assertThat(keys.get(0)).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2));
        assertThat(receiver.requests()).allMatch(request -> request.header("Fluxion-Origin-Id") == null);
    }

    @Test
    void headersOfTheSinkMayHaveOtherNamesOrBeLeftOut() throws Exception {
        try (Sent sent = Sent.to(receiver.url(), "idempotencyHeader", "X-Request-Id", "originHeader", "")) {
            sent.write(Sent.records("p", 0, 1));
        }
        assertThat(only().header("X-Request-Id")).isNotBlank();
        assertThat(only().headers()).doesNotContainKeys("Idempotency-Key", "Fluxion-Origin-Id");
    }

    @Test
    void oneMalformedRecordIsRejectedAndDoesNotSpoilTheArray() throws Exception {
        PayloadDecoder json = new TestServices()
                .format("json")
                .decoder(ConnectorConfig.builder("json", ConnectorConfig.Kind.FORMAT)
                        .build());
        List<Document> records = new ArrayList<>();
        for (String text : List.of("{\"a\":", "{\"a\": 1}", "{\"a\":2},{\"a\":3}", "{\"a\":4}")) {
            records.add(Document.encoded(Bytes.utf8(text), json, RecordMetadata.NONE));
        }
        try (Sent sent = Sent.to(receiver.url())) {
            sent.write(records);
            assertThat(sent.rejected).containsOnlyKeys(0, 2);
            sent.write(records.subList(0, 1));
        }
        assertThat(only().text()).isEqualTo("[{\"a\": 1},{\"a\":4}]");
    }

    @Test
    void aFormatThatHasNoFormForBatchesIsRefusedAtTheStart() {
        assertThatThrownBy(() -> Sent.to(receiver.url(), "format", "no-such-format"))
                .hasMessageContaining("FLX-FORMAT");
    }
}
