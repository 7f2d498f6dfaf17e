package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Map;

/** {@code $dateToParts} and {@code $dateFromParts}. */
final class DateParts {
    private static final List<String> TIME = List.of("hour", "minute", "second", "millisecond", "timezone");
    private static final int LARGEST = 32_767;

    private DateParts() {}

    static void register(Operators all) {
        all.named(
                "$dateToParts",
                List.of("date"),
                List.of("timezone", "iso8601"),
                Map.of("timezone", Dates.ZONE),
                DateParts::toParts);
        all.form("$dateFromParts", DateParts::fromParts);
    }

    private static Object toParts(Object[] values, Place place) {
        if (Operators.anyNullish(values)) {
            return null;
        }
        if (values[2] != Missing.ARGUMENT && !(values[2] instanceof Boolean)) {
            throw place.operand("true or false for iso8601", values[2]);
        }
        ZonedDateTime date = Dates.date(values[0], place).atZone(Dates.zone(values[1], place));
        boolean iso = Boolean.TRUE.equals(values[2]);
        return Document.builder(7)
                .put(iso ? "isoWeekYear" : "year", iso ? date.get(IsoFields.WEEK_BASED_YEAR) : date.getYear())
                .put(
                        iso ? "isoWeek" : "month",
                        iso ? date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) : date.getMonthValue())
                .put(iso ? "isoDayOfWeek" : "day", iso ? date.getDayOfWeek().getValue() : date.getDayOfMonth())
                .put("hour", date.getHour())
                .put("minute", date.getMinute())
                .put("second", date.getSecond())
                .put("millisecond", date.get(ChronoField.MILLI_OF_SECOND))
                .build();
    }

    private static Node fromParts(Object arguments, Site site) {
        boolean iso = arguments instanceof Map<?, ?> map && map.containsKey("isoWeekYear");
        List<String> optional =
                new java.util.ArrayList<>(iso ? List.of("isoWeek", "isoDayOfWeek") : List.of("month", "day"));
        optional.addAll(TIME);
        int problems = site.problemCount();
        List<Node> nodes = Operators.namedArguments(
                arguments, List.of(iso ? "isoWeekYear" : "year"), optional, Map.of("timezone", Dates.ZONE), site);
        return site.soundSince(problems)
                ? Operators.call((values, place) -> fromParts(values, iso, place), nodes, site.place())
                : Site.BROKEN;
    }

    /** Parts beyond their usual bounds carry over. */
    private static Object fromParts(Object[] values, boolean iso, Place place) {
        if (Operators.anyNullish(values)) {
            return null;
        }
        int year = part(values[0], 0, place);
        if (year < 1 || year > 9999) {
            throw place.operand("a year from 1 to 9999", values[0]);
        }
        int second = part(values[1], 1, place);
        int third = part(values[2], 1, place);
        LocalDate date = iso
                ? isoDate(year, second, third)
                : LocalDate.of(year, 1, 1).plusMonths(second - 1L).plusDays(third - 1L);
        LocalDateTime time = date.atStartOfDay()
                .plusHours(part(values[3], 0, place))
                .plusMinutes(part(values[4], 0, place))
                .plusSeconds(part(values[5], 0, place))
                .plusNanos(part(values[6], 0, place) * 1_000_000L);
        return time.atZone(Dates.zone(values[7], place)).toInstant();
    }

    private static int part(Object value, int otherwise, Place place) {
        if (value == Missing.ARGUMENT) {
            return otherwise;
        }
        Long number = Numbers.exactLong(value);
        if (number == null || number < -LARGEST - 1 || number > LARGEST) {
            throw place.operand("an integer from " + (-LARGEST - 1) + " to " + LARGEST, value);
        }
        return number.intValue();
    }

    /** The day of an ISO week; week and day may lie beyond their bounds. */
    static LocalDate isoDate(int year, int week, int day) {
        // ISO-8601: the 4th of January is always in week 1
        return LocalDate.of(year, 1, 4)
                .with(DayOfWeek.MONDAY)
                .plusWeeks(week - 1L)
                .plusDays(day - 1L);
    }
}
