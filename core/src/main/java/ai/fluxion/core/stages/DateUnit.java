package ai.fluxion.core.stages;

import ai.fluxion.core.names.NearestName;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A unit of time as {@code $dateAdd} and its kind name them. Those from a day on follow the calendar of the zone. */
enum DateUnit {
    YEAR(ChronoUnit.MONTHS, 12),
    QUARTER(ChronoUnit.MONTHS, 3),
    MONTH(ChronoUnit.MONTHS, 1),
    WEEK(ChronoUnit.DAYS, 7),
    DAY(ChronoUnit.DAYS, 1),
    HOUR(ChronoUnit.MILLIS, 3_600_000),
    MINUTE(ChronoUnit.MILLIS, 60_000),
    SECOND(ChronoUnit.MILLIS, 1_000),
    MILLISECOND(ChronoUnit.MILLIS, 1);

    static final Argument<DateUnit> ARGUMENT = new Argument<>(DateUnit.class, DateUnit::read);
    static final Argument<DayOfWeek> START_OF_WEEK = new Argument<>(DayOfWeek.class, DateUnit::readDay);

    private static final List<String> WORDS =
            Arrays.stream(values()).map(DateUnit::word).toList();
    /** Bins are counted from this day, and those of weeks from the first start of a week on or after it. */
    private static final LocalDate REFERENCE = LocalDate.of(2000, 1, 1);

    private final ChronoUnit step;
    private final int steps;

    DateUnit(ChronoUnit step, int steps) {
        this.step = step;
        this.steps = steps;
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static DateUnit read(Object value, Place place) {
        String word = Strings.text(value, place);
        return Arrays.stream(values())
                .filter(unit -> unit.word().equals(word))
                .findFirst()
                .orElseThrow(() -> place.invalid(
                        "FLX-STAGE-OPERAND",
                        "expected one of " + String.join(", ", WORDS) + ", got " + Place.show(value)
                                + NearestName.hint(word, WORDS)));
    }

    private static DayOfWeek readDay(Object value, Place place) {
        String word = Strings.text(value, place).toUpperCase(Locale.ROOT);
        return Arrays.stream(DayOfWeek.values())
                .filter(day ->
                        day.name().equals(word) || day.name().substring(0, 3).equals(word))
                .findFirst()
                .orElseThrow(() -> place.operand("a day of the week such as monday or mon", value));
    }

    /** The date so many units later. */
    ZonedDateTime add(ZonedDateTime date, long amount) {
        return date.plus(Math.multiplyExact(amount, (long) steps), step);
    }

    /** How many boundaries of the unit lie between two dates of one zone. */
    long between(ZonedDateTime start, ZonedDateTime end, DayOfWeek startOfWeek) {
        return switch (this) {
            case YEAR -> (long) end.getYear() - start.getYear();
            case QUARTER, MONTH -> Math.floorDiv(months(end), steps) - Math.floorDiv(months(start), steps);
            case WEEK -> week(end, startOfWeek) - week(start, startOfWeek);
            case DAY -> end.toLocalDate().toEpochDay() - start.toLocalDate().toEpochDay();
            case HOUR -> hours(start, end);
            case MINUTE, SECOND, MILLISECOND ->
                Math.subtractExact(
                        Math.floorDiv(end.toInstant().toEpochMilli(), steps),
                        Math.floorDiv(start.toInstant().toEpochMilli(), steps));
        };
    }

    /** Months since the reference. */
    private static long months(ZonedDateTime date) {
        return (date.getYear() - REFERENCE.getYear()) * 12L + date.getMonthValue() - 1;
    }

    private static LocalDate firstWeek(DayOfWeek startOfWeek) {
        return REFERENCE.with(java.time.temporal.TemporalAdjusters.nextOrSame(startOfWeek));
    }

    private static long week(ZonedDateTime date, DayOfWeek startOfWeek) {
        return Math.floorDiv(
                date.toLocalDate().toEpochDay() - firstWeek(startOfWeek).toEpochDay(), 7);
    }

    /** Boundaries are those of the zone, which may be off by half an hour; hours that a change of its offset adds or takes count. */
    private static long hours(ZonedDateTime start, ZonedDateTime end) {
        long shift = Math.round(
                (end.getOffset().getTotalSeconds() - start.getOffset().getTotalSeconds()) / 3_600.0);
        return Math.floorDiv(localSecond(end), 3_600) - Math.floorDiv(localSecond(start), 3_600) - shift;
    }

    private static long localSecond(ZonedDateTime date) {
        return date.toEpochSecond() + date.getOffset().getTotalSeconds();
    }

    /** The start of the bin, of so many units, that a date lies in. */
    ZonedDateTime truncate(ZonedDateTime date, long size, DayOfWeek startOfWeek) {
        long bin = Math.multiplyExact(size, (long) steps);
        if (step == ChronoUnit.MONTHS) {
            long months = Math.multiplyExact(Math.floorDiv(months(date), bin), bin);
            return REFERENCE.plusMonths(months).atStartOfDay(date.getZone());
        }
        LocalDate first = this == WEEK ? firstWeek(startOfWeek) : REFERENCE;
        if (step == ChronoUnit.DAYS) {
            long days = date.toLocalDate().toEpochDay() - first.toEpochDay();
            return first.plusDays(Math.multiplyExact(Math.floorDiv(days, bin), bin))
                    .atStartOfDay(date.getZone());
        }
        long from = first.atStartOfDay(date.getZone()).toInstant().toEpochMilli();
        long millis = Math.subtractExact(date.toInstant().toEpochMilli(), from);
        long start = Math.addExact(from, Math.multiplyExact(Math.floorDiv(millis, bin), bin));
        return java.time.Instant.ofEpochMilli(start).atZone(date.getZone());
    }
}
