package ai.fluxion.core.stages;

import ai.fluxion.core.engine.connectors.FluxionException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** {@code $dateToString} and {@code $dateFromString}. */
final class DateTexts {
    private static final Argument<DateFormat> WRITTEN =
            new Argument<>(DateFormat.class, (value, place) -> DateFormat.of(value, DateFormat.WRITES, place));
    private static final Argument<DateFormat> READ =
            new Argument<>(DateFormat.class, (value, place) -> DateFormat.of(value, DateFormat.READS, place));

    private DateTexts() {}

    static void register(Operators all) {
        all.named(
                "$dateToString",
                List.of("date"),
                List.of("format", "timezone", "onNull"),
                Map.of("format", WRITTEN, "timezone", Dates.ZONE),
                DateTexts::toText);
        all.form("$dateFromString", DateTexts::compileFromText);
    }

    private static Object toText(Object[] values, Place place) {
        if (Operators.isNullish(values[0])) {
            return values[3] == Missing.ARGUMENT ? null : values[3];
        }
        if (Operators.isNullish(values[1]) || Operators.isNullish(values[2])) {
            return null;
        }
        ZoneId zone = Dates.zone(values[2], place);
        DateFormat format;
        if (values[1] != Missing.ARGUMENT) {
            format = WRITTEN.of(values[1], place);
        } else {
            format = zone.normalized().equals(ZoneOffset.UTC) ? DateFormat.UTC : DateFormat.LOCAL;
        }
        return format.write(Dates.date(values[0], place).atZone(zone), place);
    }

    // ---- $dateFromString

    private static Node compileFromText(Object arguments, Site site) {
        int problems = site.problemCount();
        List<Node> nodes = Operators.namedArguments(
                arguments,
                List.of("dateString"),
                List.of("format", "timezone", "onError", "onNull"),
                Map.of("format", READ, "timezone", Dates.ZONE),
                site);
        if (!site.soundSince(problems)) {
            return Site.BROKEN;
        }
        Map<?, ?> map = (Map<?, ?>) arguments;
        Node onError = map.containsKey("onError") ? nodes.get(3) : null;
        Node onNull = map.containsKey("onNull") ? nodes.get(4) : Literal.NULL;
        return new FromText(nodes.get(0), nodes.get(1), nodes.get(2), onError, onNull, site.place());
    }

    /** @param onError null where a failure is the record's */
    private record FromText(Node text, Node format, Node zone, Node onError, Node onNull, Place place) implements Node {
        @Override
        public Object evaluate(Scope scope) {
            Object value = Operators.value(text, scope, place);
            if (Operators.isNullish(value)) {
                return onNull.evaluate(scope);
            }
            Object pattern = Operators.value(format, scope, place);
            Object zoneName = Operators.value(zone, scope, place);
            if (Operators.isNullish(pattern) || Operators.isNullish(zoneName)) {
                return null;
            }
            DateFormat known = pattern == Missing.ARGUMENT ? null : READ.of(pattern, place);
            ZoneId in = zoneName == Missing.ARGUMENT ? null : Dates.zone(zoneName, place);
            try {
                return parse(Strings.text(value, place), known, in, place);
            } catch (FluxionException notADate) {
                if (onError == null) {
                    throw notADate;
                }
                return onError.evaluate(scope);
            }
        }

        @Override
        public boolean constant() {
            return text.constant()
                    && format.constant()
                    && zone.constant()
                    && onNull.constant()
                    && (onError == null || onError.constant());
        }
    }

    /**
     * @param format null for ISO-8601
     * @param zone null for UTC; with one, the text must not say another
     */
    private static Instant parse(String text, DateFormat format, ZoneId zone, Place place) {
        DateParsing parsing = format == null ? null : new DateParsing(text, format.pattern(), place);
        Instant date = parsing == null
                ? Dates.parseIso(text).orElseThrow(() -> DateParsing.refused(text, "a date in ISO-8601", place))
                : parsing.read();
        if (zone == null) {
            return date;
        }
        if (parsing == null ? Dates.hasOffset(text) : parsing.hadOffset()) {
            throw DateParsing.refused(text, "a date without an offset, since there is a timezone", place);
        }
        try {
            return LocalDateTime.ofInstant(date, ZoneOffset.UTC).atZone(zone).toInstant();
        } catch (DateTimeException tooFar) {
            throw DateParsing.refused(text, "a date that is not too far away", place);
        }
    }
}
