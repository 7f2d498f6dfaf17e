/**
 * The {@code http} sink. {@link ai.fluxion.core.connect.http.HttpSinkProvider} makes it. A batch becomes a {@code
 * PendingBatch}, which is sent request by request: {@code BodyFormat} makes the bytes, {@code RequestSender} sends them, {@code
 * ReplyRules} and {@code HttpFailures} say what an answer or an exception means.
 */
package ai.fluxion.core.connect.http;
