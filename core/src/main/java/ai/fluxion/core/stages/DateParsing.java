package ai.fluxion.core.stages;

import ai.fluxion.core.engine.connectors.FluxionException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** {@code $dateFromString}: ISO-8601, or a format of {@code %Y %m %d %H %M %S %L %z %%}. */
final class DateParsing {
    private DateParsing() {}

    static Node compile(Object arguments, Site site) {
        List<Node> nodes = Operators.namedArguments(
                arguments, List.of("dateString"), List.of("format", "timezone", "onError", "onNull"), site);
        if (nodes.isEmpty()) {
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
            try {
                return parse(Strings.text(value, place), pattern, zoneName, place);
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

    private static Instant parse(String text, Object format, Object zone, Place place) {
        Instant date = format == Missing.ARGUMENT
                ? Dates.parseIso(text).orElseThrow(() -> refused(text, "a date in ISO-8601", place))
                : new Reader(text, Strings.text(format, place), place).read();
        if (zone == Missing.ARGUMENT) {
            return date;
        }
        return LocalDateTime.ofInstant(date, ZoneOffset.UTC)
                .atZone(Dates.zone(zone, place))
                .toInstant();
    }

    private static FluxionException refused(String text, String expected, Place place) {
        return place.invalid("FLX-STAGE-CONVERT", "expected " + expected + ", got " + Place.show(text));
    }

    /** Reads one text by its format. */
    private static final class Reader {
        private final String text;
        private final String format;
        private final Place place;
        private int at;
        private int year = 1970;
        private int month = 1;
        private int day = 1;
        private int hour;
        private int minute;
        private int second;
        private int millis;
        private int offsetMinutes;

        Reader(String text, String format, Place place) {
            this.text = text;
            this.format = format;
            this.place = place;
        }

        Instant read() {
            for (int i = 0; i < format.length(); i++) {
                char c = format.charAt(i);
                if (c == '%' && i + 1 < format.length()) {
                    field(format.charAt(++i));
                } else {
                    literal(c);
                }
            }
            if (at < text.length()) {
                throw failure();
            }
            try {
                return LocalDateTime.of(year, month, day, hour, minute, second, millis * 1_000_000)
                        .minusMinutes(offsetMinutes)
                        .toInstant(ZoneOffset.UTC);
            } catch (DateTimeException noSuchDate) {
                throw failure();
            }
        }

        private FluxionException failure() {
            return refused(text, "a date of the form " + format, place);
        }

        private void field(char specifier) {
            switch (specifier) {
                case 'Y' -> year = digits(4);
                case 'm' -> month = digits(2);
                case 'd' -> day = digits(2);
                case 'H' -> hour = digits(2);
                case 'M' -> minute = digits(2);
                case 'S' -> second = digits(2);
                case 'L' -> millis = digits(3);
                case 'z' -> offset();
                case '%' -> literal('%');
                default -> throw place.operand("a format of %Y %m %d %H %M %S %L %z %%", "%" + specifier);
            }
        }

        private void literal(char c) {
            if (at >= text.length() || text.charAt(at++) != c) {
                throw failure();
            }
        }

        private int digits(int most) {
            int from = at;
            int number = 0;
            while (at < text.length() && at - from < most && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                number = number * 10 + (text.charAt(at++) - '0');
            }
            if (at == from) {
                throw failure();
            }
            return number;
        }

        private void offset() {
            if (at < text.length() && text.charAt(at) == 'Z') {
                at++;
                return;
            }
            boolean east = at < text.length() && text.charAt(at) == '+';
            literal(east ? '+' : '-');
            int minutes = digits(2) * 60;
            if (at < text.length() && text.charAt(at) == ':') {
                at++;
            }
            minutes += digits(2);
            offsetMinutes = east ? minutes : -minutes;
        }
    }
}
