package ai.fluxion.core.connect.http;

import ai.fluxion.core.connect.http.Receiver.Answer;
import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;
import ai.fluxion.testkit.SinkContract;
import ai.fluxion.testkit.Target;
import ai.fluxion.testkit.TestServices;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

class HttpSinkContractTest {
    private static final String BAD = "the server can't take this";

    abstract static class Requests extends SinkContract {
        private final PayloadDecoder json = new TestServices()
                .format("json")
                .decoder(ConnectorConfig.builder("json", ConnectorConfig.Kind.FORMAT)
                        .build());

        abstract Map<String, Object> more();

        @Override
        protected SinkConnectorProvider provider() {
            return new HttpSinkProvider();
        }

        @Override
        protected Optional<Document> unacceptable() {
            return Optional.of(record(BAD));
        }

        @Override
        protected Target target() throws IOException {
            Receiver receiver = Receiver.start();
            receiver.answers(request -> request.text().contains(BAD) ? Answer.of(422) : Answer.OK);
            return new Target() {
                @Override
                public Map<String, Object> options() {
                    Map<String, Object> options = new HashMap<>(more());
                    options.put("endpoint", receiver.url());
                    return options;
                }

                @Override
                public List<String> visible() {
                    return receiver.bodies().stream()
                            .filter(body -> !body.contains(BAD))
                            .flatMap(body -> texts(body).stream())
                            .toList();
                }

                @Override
                public void close() {
                    receiver.close();
                }
            };
        }

        private List<String> texts(String body) {
            String wrapped = "{\"all\":"
                    + (body.startsWith("[") ? body : "[" + body.strip().replace("\n", ",") + "]") + "}";
            return json.decode(Bytes.utf8(wrapped)).getList("all").stream()
                    .map(each -> ((Document) each).getString("text"))
                    .toList();
        }
    }

    @Nested
    class Arrays extends Requests {
        @Override
        Map<String, Object> more() {
            return Map.of();
        }
    }

    @Nested
    class Lines extends Requests {
        @Override
        Map<String, Object> more() {
            return Map.of("format", "ndjson", "batchSize", 7, "maxInFlight", 4);
        }
    }

    @Nested
    class ARequestForEachRecord extends Requests {
        @Override
        Map<String, Object> more() {
            return Map.of("requestPer", "record");
        }
    }
}
