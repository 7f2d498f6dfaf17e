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

/** Single parts of dates, and what dates are read from: values, zones and ISO-8601. */
final class Dates {
    private static final DateTimeFormatter ISO_MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    static final Argument<ZoneId> ZONE = new Argument<>(ZoneId.class, Dates::readZone);

    private static final Pattern OFFSET = Pattern.compile("[+-]\\d\\d(:?\\d\\d)?");
    private static final Pattern SPACE_BEFORE_OFFSET = Pattern.compile(" (?=[Zz]$|[+-][0-9:]+$)");
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
        function(all, "$week", Dates::week);
    }

    /** What a function of a date in its zone is. */
    private interface OfDate {
        int apply(ZonedDateTime date);
    }

    /** From 1, Sunday, to 7. */
    static int dayOfWeek(ZonedDateTime date) {
        return date.getDayOfWeek().getValue() % 7 + 1;
    }

    /** From 0, the days before the first Sunday of the year, to 53. */
    static int week(ZonedDateTime date) {
        return (date.getDayOfYear() + 7 - dayOfWeek(date)) / 7;
    }

    private static void part(Operators all, String name, TemporalField field) {
        function(all, name, date -> date.get(field));
    }

    /** Takes a date, or {@code {date, timezone}}. */
    private static void function(Operators all, String name, OfDate function) {
        all.form(name, (arguments, site) -> {
            int problems = site.problemCount();
            boolean named = FieldNames.isNested(arguments);
            List<Node> nodes = named
                    ? Operators.namedArguments(
                            arguments, List.of("date"), List.of("timezone"), Map.of("timezone", ZONE), site)
                    : Operators.arguments(arguments, 1, 1, site);
            if (!site.soundSince(problems)) {
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

    /** The zone that an argument names; UTC where it is left out. */
    static ZoneId zone(Object argument, Place place) {
        return argument == Missing.ARGUMENT ? ZoneOffset.UTC : ZONE.of(argument, place);
    }

    /** A zone by its Olson name, or by its offset. */
    private static ZoneId readZone(Object name, Place place) {
        String text = Strings.text(name, place);
        try {
            if (OFFSET.matcher(text).matches()) {
                return ZoneOffset.of(text);
            }
            return text.startsWith("+") || text.startsWith("-") ? refuseZone(name, place) : ZoneId.of(text);
        } catch (DateTimeException unknown) {
            return refuseZone(name, place);
        }
    }

    private static ZoneId refuseZone(Object name, Place place) {
        throw place.operand("a time zone such as Europe/Berlin or +02:00", name);
    }

    /** As documents write dates: with milliseconds, in UTC. */
    static String iso(Instant date) {
        return ISO_MILLIS.format(date);
    }

    /** ISO-8601: a date, a date and a time, with or without an offset; UTC where none is given. */
    static Optional<Instant> parseIso(String text) {
        String iso = text.strip();
        if (iso.length() > 10 && iso.indexOf(' ', 10) >= 0) {
            iso = SPACE_BEFORE_OFFSET.matcher(iso).replaceFirst("");
            iso = iso.startsWith(" ", 10) ? iso.substring(0, 10) + "T" + iso.substring(11) : iso;
        }
        try {
            if (iso.length() <= 10) {
                return Optional.of(
                        LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            String time = iso.substring(10);
            if (iso.endsWith("Z") || iso.endsWith("z")) {
                return Optional.of(OffsetDateTime.parse(iso).toInstant());
            }
            if (time.indexOf('+') < 0 && time.indexOf('-') < 0) {
                return Optional.of(LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
            }
            return Optional.of(OffsetDateTime.parse(withColon(iso)).toInstant());
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    /** Whether a text that is a date in ISO-8601 says its offset. */
    static boolean hasOffset(String iso) {
        String time = iso.strip().length() <= 10 ? "" : iso.strip().substring(10);
        return time.endsWith("Z") || time.endsWith("z") || time.indexOf('+') >= 0 || time.indexOf('-') >= 0;
    }

    private static String withColon(String iso) {
        var noColon = NO_COLON.matcher(iso);
        if (noColon.matches()) {
            return noColon.group(1) + ":" + noColon.group(2);
        }
        return HOURS_ONLY.matcher(iso).matches() ? iso + ":00" : iso;
    }
}
