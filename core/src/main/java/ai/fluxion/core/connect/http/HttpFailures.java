package ai.fluxion.core.connect.http;

import ai.fluxion.core.engine.connectors.Failure;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says what an answer, or an exception of the client, means to the engine. What a server says is shown in short, and clean. */
final class HttpFailures {
    private static final int SHOWN = 200;

    private final HttpSettings settings;
    private final String place;
    private final List<String> secrets;

    HttpFailures(HttpSettings settings) {
        this.settings = settings;
        this.place = settings.endpoint().shown();
        this.secrets = settings.headers().secrets().stream()
                .filter(secret -> secret.length() > 3)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /** The failure of a request that was answered, and not with success. */
    Failure of(Reply reply, ReplyRules.Verdict verdict, int records) {
        String what = "the server answered " + reply.status() + said(reply);
        return switch (verdict) {
            case TAKEN -> throw new IllegalArgumentException("no failure: " + reply.status());
            case REJECTED -> Failure.invalidRecord("FLX-HTTP-REJECTED", what).at(place);
            case LATER -> {
                Failure later = Failure.retryable("FLX-HTTP-UNAVAILABLE", what).at(place);
                yield reply.retryAfter()
                        .flatMap(header -> settings.replies().wait(header, Instant.now()))
                        .map(later::retryAfter)
                        .orElse(later);
            }
            case REFUSED -> refused(reply, what + (records == 1 ? "" : " to " + records + " records"));
        };
    }

    private Failure refused(Reply reply, String what) {
        int status = reply.status();
        if (status >= 300 && status < 400) {
            String to = reply.location()
                    .map(location -> " and points to " + clean(location.replaceFirst("[?#].*", "")))
                    .orElse("");
            return Failure.fatal("FLX-HTTP-REDIRECT", what + to + "; redirects are not followed")
                    .at(place)
                    .remedy("Set endpoint to where the records are to go.");
        }
        if (status == 401 || status == 403 || status == 407) {
            return Failure.fatal("FLX-HTTP-CREDENTIALS", what)
                    .at(place)
                    .remedy("Check the credentials in headers, and what they permit.");
        }
        return Failure.fatal("FLX-HTTP-REFUSED", what)
                .at(place)
                .remedy(
                        "Check endpoint, method and format; retryStatuses, rejectStatuses and successStatuses say what a"
                                + " status means.");
    }

    /** How the answer's body begins, in parentheses after a status. */
    private String said(Reply reply) {
        String text = clean(reply.head().utf8());
        return text.isEmpty() ? "" : " (" + text + ")";
    }

    /** What comes from outside, without secrets, control characters and most of its length. */
    private String clean(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "****");
        }
        String line = masked.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\\s\\u2028\\u2029]+", " ")
                .strip();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    /** The failure of a request that has no answer, or no whole one. */
    Failure of(Throwable thrown) {
        Throwable cause = root(thrown);
        if (cause instanceof HttpConnectTimeoutException) {
            return connect("no connection within " + settings.connectTimeout().toMillis() + " ms", cause);
        }
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            return Failure.retryable(
                            "FLX-HTTP-TIMEOUT",
                            "no whole answer within " + settings.timeout().toMillis() + " ms")
                    .at(place)
                    .remedy("Is the server only slow? Then raise timeout, or send less at once.")
                    .cause(cause);
        }
        if (cause instanceof ResponseTooLargeException) {
            return Failure.fatal(
                            "FLX-HTTP-RESPONSE-TOO-LARGE",
                            "the body of the answer is larger than " + settings.maxResponseBytes() + " bytes")
                    .at(place)
                    .remedy("Is it the right endpoint? If it is, raise maxResponseBytes.");
        }
        if (cause instanceof SSLException broken) {
            return tls(broken);
        }
        if (cause instanceof ConnectException || cause instanceof UnresolvedAddressException) {
            return connect("could not connect" + detail(cause), cause);
        }
        if (cause instanceof ProtocolException || !(cause instanceof IOException)) {
            return Failure.retryable("FLX-HTTP-PROTOCOL", "what the server sent is not HTTP" + detail(cause))
                    .at(place)
                    .remedy("Does the endpoint name the right port and scheme?")
                    .cause(cause);
        }
        return Failure.retryable(
                        "FLX-HTTP-CONNECTION", "the connection broke before the answer was whole" + detail(cause))
                .at(place)
                .cause(cause);
    }

    private Failure connect(String what, Throwable cause) {
        return Failure.retryable("FLX-HTTP-CONNECT", what)
                .at(place)
                .remedy("Is the server up, and can it be reached from here?")
                .cause(cause);
    }

    /** A certificate does not become right by itself; a connection that broke may be made again. */
    private Failure tls(SSLException thrown) {
        boolean lasting = thrown instanceof SSLPeerUnverifiedException
                || isCausedBy(thrown, CertificateException.class)
                || isAlert(thrown)
                || String.valueOf(thrown.getMessage()).contains("nrecognized SSL message"); // plain text
        boolean handshake = thrown instanceof SSLHandshakeException && !isCausedBy(thrown, EOFException.class);
        if (lasting || handshake) {
            return Failure.fatal("FLX-HTTP-TLS", "no encrypted connection" + detail(thrown))
                    .at(place)
                    .remedy("Check tlsTrust, tlsKey and the name in the server's certificate.")
                    .cause(thrown);
        }
        return Failure.retryable("FLX-HTTP-CONNECTION", "the encrypted connection broke" + detail(thrown))
                .at(place)
                .cause(thrown);
    }

    /** Whether the other side said that it does not like a certificate. */
    private static boolean isAlert(SSLException thrown) {
        String message = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("fatal alert")
                && (message.contains("certificate") || message.contains("unknown_ca") || message.contains("denied"));
    }

    private static boolean isCausedBy(Throwable thrown, Class<? extends Throwable> kind) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (kind.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    private String detail(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? " (" + cause.getClass().getSimpleName() + ")"
                : " (" + clean(message) + ")";
    }

    private static Throwable root(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** The sink was closed while a request was under way. */
    Failure closed() {
        return Failure.retryable("FLX-HTTP-CONNECTION", "the sink was closed before the answer was whole")
                .at(place);
    }
}
