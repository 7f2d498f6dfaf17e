package ai.fluxion.core.connect.http;

import ai.fluxion.core.engine.connectors.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where requests go.
 *
 * @param uri the whole address
 * @param shown what messages and checkpoints show of it: without the query, which may hold a key
 */
record Endpoint(URI uri, String shown) {
    private static final String EXPECTED = "expected a URL such as https://example.com/orders";

    /**
     * An address as it was written.
     *
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if it is none, or holds credentials
     */
    static Endpoint of(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException wrong) {
            throw wrong(EXPECTED + ", and at character " + wrong.getIndex() + ": " + wrong.getReason());
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw wrong(EXPECTED + ", and the scheme is not http or https");
        }
        if (uri.getRawUserInfo() != null
                || String.valueOf(uri.getRawAuthority()).contains("@")) {
            throw wrong("a user and a password can't stand in the URL; send them as the header Authorization");
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw wrong(EXPECTED + ", and it names no host, or no port that there can be");
        }
        if (uri.getRawFragment() != null) {
            throw wrong("a URL to send to has no fragment (what follows #)");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return new Endpoint(uri, scheme + "://" + uri.getHost() + port + uri.getRawPath());
    }

    private static RuntimeException wrong(String what) {
        return Failure.fatal("FLX-HTTP-ENDPOINT", what)
                .at(HttpOptions.ENDPOINT.name())
                .exception();
    }

    boolean encrypted() {
        return shown.startsWith("https:");
    }

    /** Whether what is sent does not leave this machine. */
    boolean loopback() {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
