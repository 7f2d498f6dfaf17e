package ai.fluxion.core.connect.http;

import ai.fluxion.core.model.Bytes;
import java.util.Optional;

/**
 * A whole answer of the server.
 *
 * @param retryAfter the header Retry-After
 * @param location the header Location
 * @param head how the body begins
 */
record Reply(int status, Optional<String> retryAfter, Optional<String> location, Bytes head) {}
