package ai.fluxion.core.stages;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parts of dates, and dates from and to text. */
final class Dates {
    private static final DateTimeFormatter ISO_MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String DEFAULT_FORMAT = "%Y-%m-%dT%H:%M:%S.%LZ";
    private static final Pattern HOURS_ONLY = Pattern.compile(".*[+-]\\d\\d");
    private static final Pattern NO_COLON = Pattern.compile("(.*[+-]\\d\\d)(\\d\\d)");

    private Dates() {}

    static void register(Operators all) {
        part(all, "$year", ChronoField.YEAR);
        part(all, "$month", ChronoField.MONTH_OF_YEAR);
        part(all, "$dayOfMonth", ChronoField.DAY_OF_MONTH);
        part(all, "$dayOfYear", ChronoField.DAY_OF_YEAR);
        part(all, "$isoDayOfWeek", ChronoField.DAY_OF_WEEK);
        part(all, "$isoWeek", IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        part(all, "$isoWeekYear", IsoFields.WEEK_BASED_YEAR);
        part(all, "$hour", ChronoField.HOUR_OF_DAY);
        part(all, "$minute", ChronoField.MINUTE_OF_HOUR);
        part(all, "$second", ChronoField.SECOND_OF_MINUTE);
        part(all, "$millisecond", ChronoField.MILLI_OF_SECOND);
        function(all, "$dayOfWeek", Dates::dayOfWeek);
        all.named("$dateToString", List.of("date"), List.of("format", "timezone", "onNull"), Dates::toText);
        all.form("$dateFromString", DateParsing::compile);
    }

    /** What a function of a date in its zone is. */
    private interface OfDate {
        int apply(ZonedDateTime date);
    }

    private static int dayOfWeek(ZonedDateTime date) {
        return date.getDayOfWeek().getValue() % 7 + 1;
    }

    private static void part(Operators all, String name, TemporalField field) {
        function(all, name, date -> date.get(field));
    }

    /** Takes a date, or {@code {date, timezone}}. */
    private static void function(Operators all, String name, OfDate function) {
        all.form(name, (arguments, site) -> {
            boolean named = arguments instanceof Map<?, ?> map && map.containsKey("date");
            List<Node> nodes = named
                    ? Operators.namedArguments(arguments, List.of("date"), List.of("timezone"), site)
                    : Operators.arguments(arguments, 1, 1, site);
            if (nodes.isEmpty()) {
                return Site.BROKEN;
            }
            List<Node> both = named ? nodes : List.of(nodes.get(0), new Literal(Missing.ARGUMENT));
            return Operators.call((values, place) -> ofDate(function, values[0], values[1], place), both, site.place());
        });
    }

    private static Object ofDate(OfDate function, Object date, Object zone, Place place) {
        if (Operators.isNullish(date) || Operators.isNullish(zone)) {
            return null;
        }
        return function.apply(date(date, place).atZone(zone(zone, place)));
    }

    /** The operand as a date. */
    static Instant date(Object value, Place place) {
        if (BsonType.of(value).equals(BsonType.DATE)) {
            return Ordering.instant(value);
        }
        throw place.operand("a date", value);
    }

    /** A zone by its Olson name or offset; UTC where none is given. */
    static ZoneId zone(Object name, Place place) {
        if (name == Missing.ARGUMENT) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(Strings.text(name, place));
        } catch (DateTimeException unknown) {
            throw place.operand("a time zone such as Europe/Berlin or +02:00", name);
        }
    }

    /** As documents write dates: with milliseconds, in UTC. */
    static String iso(Instant date) {
        return ISO_MILLIS.format(date);
    }

    /** ISO-8601: a date, a date and a time, with or without an offset; UTC where none is given. */
    static Optional<Instant> parseIso(String text) {
        String iso = text.strip();
        if (iso.length() > 10 && iso.charAt(10) == ' ') {
            iso = iso.substring(0, 10) + "T" + iso.substring(11);
        }
        try {
            if (iso.length() <= 10) {
                return Optional.of(
                        LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            String time = iso.substring(10);
            if (iso.endsWith("Z") || iso.endsWith("z")) {
                return Optional.of(Instant.parse(iso));
            }
            if (time.indexOf('+') < 0 && time.indexOf('-') < 0) {
                return Optional.of(LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
            }
            return Optional.of(OffsetDateTime.parse(withColon(iso)).toInstant());
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static String withColon(String iso) {
        var noColon = NO_COLON.matcher(iso);
        if (noColon.matches()) {
            return noColon.group(1) + ":" + noColon.group(2);
        }
        return HOURS_ONLY.matcher(iso).matches() ? iso + ":00" : iso;
    }

    // ---- $dateToString

    private static Object toText(Object[] values, Place place) {
        if (Operators.isNullish(values[0])) {
            return values[3] == Missing.ARGUMENT ? null : values[3];
        }
        if (Operators.isNullish(values[1]) || Operators.isNullish(values[2])) {
            return null;
        }
        ZonedDateTime date = date(values[0], place).atZone(zone(values[2], place));
        boolean utc = values[2] == Missing.ARGUMENT;
        String format = values[1] != Missing.ARGUMENT
                ? Strings.text(values[1], place)
                : utc ? DEFAULT_FORMAT : DEFAULT_FORMAT.substring(0, DEFAULT_FORMAT.length() - 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            if (format.charAt(i) != '%') {
                text.append(format.charAt(i));
            } else if (++i == format.length()) {
                throw place.operand("a format without a lone % at its end", format);
            } else {
                text.append(field(format.charAt(i), date, place));
            }
        }
        return text.toString();
    }

    private static String field(char specifier, ZonedDateTime date, Place place) {
        int offsetMinutes = date.getOffset().getTotalSeconds() / 60;
        return switch (specifier) {
            case 'd' -> digits(2, date.getDayOfMonth());
            case 'G' -> digits(4, date.get(IsoFields.WEEK_BASED_YEAR));
            case 'H' -> digits(2, date.getHour());
            case 'j' -> digits(3, date.getDayOfYear());
            case 'L' -> digits(3, date.get(ChronoField.MILLI_OF_SECOND));
            case 'm' -> digits(2, date.getMonthValue());
            case 'M' -> digits(2, date.getMinute());
            case 'S' -> digits(2, date.getSecond());
            case 'u' -> Integer.toString(date.getDayOfWeek().getValue());
            case 'V' -> digits(2, date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'w' -> Integer.toString(dayOfWeek(date));
            case 'Y' -> digits(4, date.getYear());
            case 'z' ->
                (offsetMinutes < 0 ? "-" : "+")
                        + digits(2, Math.abs(offsetMinutes) / 60)
                        + digits(2, Math.abs(offsetMinutes) % 60);
            case 'Z' -> (offsetMinutes < 0 ? "-" : "+") + digits(3, Math.abs(offsetMinutes));
            case 'b' -> date.getMonth().getDisplayName(java.time.format.TextStyle.SHORT, Locale.ENGLISH);
            case 'B' -> date.getMonth().getDisplayName(java.time.format.TextStyle.FULL, Locale.ENGLISH);
            case '%' -> "%";
            default ->
                throw place.operand(
                        "one of the specifiers %d %G %H %j %L %m %M %S %u %V %w %Y %z %Z %b %B %%", "%" + specifier);
        };
    }

    private static String digits(int least, int number) {
        String digits = Integer.toString(number);
        return digits.length() >= least ? digits : "0".repeat(least - digits.length()) + digits;
    }
}
