package ai.fluxion.core.connect.http;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The headers that a manifest gives to every request, and the names of those that the sink adds. Shows no values.
 *
 * @param given by name, whatever its case
 * @param idempotency the name of the header with the key of a request; empty for none
 * @param origin the name of the header with origin ids; empty for none
 */
record RequestHeaders(Map<String, String> given, String idempotency, String origin) {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+"); // RFC 9110, section 5.6.2
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");
    private static final Pattern CREDENTIAL =
            Pattern.compile("authorization|cookie|token|secret|passw|credential|api-?_?key|access-?_?key");
    private static final Set<String> OWNED = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if a header can't be sent */
    static RequestHeaders of(ConnectorConfig config) {
        Map<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String idempotency = name(config, HttpOptions.IDEMPOTENCY_HEADER);
        String origin = name(config, HttpOptions.ORIGIN_HEADER);
        for (Map.Entry<String, String> header :
                config.getMap(HttpOptions.HEADERS.name(), Map.of()).entrySet()) {
            String name = header.getKey();
            if (!TOKEN.matcher(name).matches()) {
                throw wrong("'" + name + "' can't be the name of a header");
            }
            if (OWNED.contains(name.toLowerCase(Locale.ROOT))
                    || name.equalsIgnoreCase(idempotency)
                    || name.equalsIgnoreCase(origin)) {
                throw wrong("the header " + name + " is the sink's to set");
            }
            if (!VALUE.matcher(header.getValue()).matches()) {
                throw wrong(
                        "the value of " + name + " holds a line's end, or another character that is not ASCII text");
            }
            if (given.put(name, header.getValue().strip()) != null) {
                throw wrong("the header " + name + " is given twice");
            }
        }
        return new RequestHeaders(given, idempotency, origin);
    }

    private static String name(ConnectorConfig config, ConnectorOption option) {
        String name = config.getString(option).strip();
        if (name.isEmpty() || (TOKEN.matcher(name).matches() && !OWNED.contains(name.toLowerCase(Locale.ROOT)))) {
            return name;
        }
        throw Failure.fatal("FLX-HTTP-HEADER", "'" + name + "' can't be the name of a header that the sink adds")
                .at(option.name())
                .exception();
    }

    private static RuntimeException wrong(String what) {
        return Failure.fatal("FLX-HTTP-HEADER", what)
                .at(HttpOptions.HEADERS.name())
                .exception();
    }

    boolean holdCredentials() {
        return given.keySet().stream()
                .anyMatch(name ->
                        CREDENTIAL.matcher(name.toLowerCase(Locale.ROOT)).find());
    }

    /** What must not be seen in messages: values of headers, and what follows the scheme in {@code Bearer …}. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        given.forEach((name, value) -> {
            if (CREDENTIAL.matcher(name.toLowerCase(Locale.ROOT)).find()) {
                secrets.add(value);
                int space = value.indexOf(' ');
                secrets.add(value.substring(space + 1));
            }
        });
        return secrets;
    }

    @Override
    public String toString() {
        return given.keySet().toString();
    }
}
