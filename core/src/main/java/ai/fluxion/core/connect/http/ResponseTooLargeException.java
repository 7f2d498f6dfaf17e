package ai.fluxion.core.connect.http;

import java.io.IOException;

/** The body of an answer has more bytes than allowed; the rest was not read. */
final class ResponseTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
}
