package ai.fluxion.core.connect.http;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What statuses mean to the sink.
 *
 * @param success the server has the records
 * @param retry it may have them later
 * @param reject it can't take a record that was sent
 * @param maxRetryAfter how long to wait at most when the server asks for it
 */
record ReplyRules(Statuses success, Statuses retry, Statuses reject, Duration maxRetryAfter) {
    private static final Pattern SECONDS = Pattern.compile("[0-9]+");

    /** What a status means; those that no rule names are {@code REFUSED}. */
    enum Verdict {
        TAKEN,
        LATER,
        REJECTED,
        REFUSED
    }

    static ReplyRules of(ConnectorConfig config) {
        return new ReplyRules(
                Statuses.of(config, HttpOptions.SUCCESS_STATUSES),
                Statuses.of(config, HttpOptions.RETRY_STATUSES),
                Statuses.of(config, HttpOptions.REJECT_STATUSES),
                config.getDuration(HttpOptions.MAX_RETRY_AFTER));
    }

    /** The first rule that names the status counts: success, then rejection, then retry. */
    Verdict of(int status) {
        if (success.contains(status)) {
            return Verdict.TAKEN;
        }
        if (reject.contains(status)) {
            return Verdict.REJECTED;
        }
        return retry.contains(status) ? Verdict.LATER : Verdict.REFUSED;
    }

    /**
     * How long the server asks to wait (RFC 9110, section 10.2.3), within bounds.
     *
     * @param header seconds, or a date
     * @return empty if it says nothing, or nothing that can be understood
     */
    Optional<Duration> wait(String header, Instant now) {
        String text = header.strip();
        if (SECONDS.matcher(text).matches()) {
            boolean sane = text.length() <= 9;
            return Optional.of(bounded(sane ? Duration.ofSeconds(Long.parseLong(text)) : maxRetryAfter));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(bounded(Duration.between(now, until)));
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }

    private Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(maxRetryAfter) > 0 ? maxRetryAfter : wait;
    }
}
