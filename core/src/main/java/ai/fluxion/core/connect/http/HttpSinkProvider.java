package ai.fluxion.core.connect.http;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.SinkConnectorDescriptor;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.engine.connectors.SinkKind;
import ai.fluxion.core.engine.connectors.StreamingSink;
import java.util.ArrayList;
import java.util.List;

/** The {@code http} sink. */
public final class HttpSinkProvider implements SinkConnectorProvider {
    @Override
    public SinkConnectorDescriptor descriptor() {
        return SinkConnectorDescriptor.builder("http", "HTTP")
                .description(
                        "Sends records to an HTTP endpoint, in batches or one by one. Requests carry keys and origin"
                                + " ids, by which a receiver recognises what is sent again.")
                .kinds(SinkKind.PLAIN)
                .build();
    }

    @Override
    public List<ConnectorOption> options() {
        return HttpOptions.all();
    }

    @Override
    public StreamingSink create(ConnectorConfig config) {
        return new HttpSink(HttpSettings.of(config));
    }

    @Override
    public List<OptionProblem> check(ConnectorConfig config) {
        if (!config.has(HttpOptions.ENDPOINT.name())) {
            return List.of();
        }
        List<OptionProblem> problems = new ArrayList<>();
        try {
            HttpSettings settings = HttpSettings.of(config);
            boolean secret = settings.headers().holdCredentials();
            if (secret
                    && !settings.endpoint().encrypted()
                    && !settings.endpoint().loopback()) {
                problems.add(OptionProblem.warning(
                        "FLX-HTTP-PLAIN-TEXT",
                        HttpOptions.ENDPOINT.name(),
                        "credentials are sent without encryption, for anybody on the way to read; use https"));
            }
        } catch (FluxionException wrong) {
            problems.add(OptionProblem.error(
                    wrong.failure().code(),
                    wrong.failure().place(),
                    wrong.failure().message()));
        }
        return problems;
    }
}
