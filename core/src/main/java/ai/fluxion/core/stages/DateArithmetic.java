package ai.fluxion.core.stages;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** {@code $dateAdd}, {@code $dateSubtract}, {@code $dateDiff}, {@code $dateTrunc}: null if one argument is. */
final class DateArithmetic {
    private static final Map<String, Argument<?>> PREPARED =
            Map.of("unit", DateUnit.ARGUMENT, "timezone", Dates.ZONE, "startOfWeek", DateUnit.START_OF_WEEK);

    private DateArithmetic() {}

    static void register(Operators all) {
        List<String> amount = List.of("startDate", "unit", "amount");
        List<String> zone = List.of("timezone");
        all.named("$dateAdd", amount, zone, PREPARED, (values, place) -> shift(values, 1, place));
        all.named("$dateSubtract", amount, zone, PREPARED, (values, place) -> shift(values, -1, place));
        all.named(
                "$dateDiff",
                List.of("startDate", "endDate", "unit"),
                List.of("timezone", "startOfWeek"),
                PREPARED,
                DateArithmetic::difference);
        all.named(
                "$dateTrunc",
                List.of("date", "unit"),
                List.of("binSize", "timezone", "startOfWeek"),
                PREPARED,
                DateArithmetic::truncate);
    }

    private static Object shift(Object[] values, int sign, Place place) {
        if (Operators.anyNullish(values)) {
            return null;
        }
        DateUnit unit = DateUnit.ARGUMENT.of(values[1], place);
        Long amount = Numbers.exactLong(values[2]);
        if (amount == null) {
            throw place.operand("an integer for amount", values[2]);
        }
        return unit.add(
                        Dates.date(values[0], place).atZone(Dates.zone(values[3], place)),
                        Math.multiplyExact(sign, (long) amount))
                .toInstant();
    }

    private static Object difference(Object[] values, Place place) {
        DateUnit unit = Operators.isNullish(values[2]) ? null : DateUnit.ARGUMENT.of(values[2], place);
        if (unit == null || missesOne(values, unit)) {
            return null;
        }
        ZoneId zone = Dates.zone(values[3], place);
        return unit.between(
                Dates.date(values[0], place).atZone(zone),
                Dates.date(values[1], place).atZone(zone),
                startOfWeek(values[4], unit, place));
    }

    private static Object truncate(Object[] values, Place place) {
        DateUnit unit = Operators.isNullish(values[1]) ? null : DateUnit.ARGUMENT.of(values[1], place);
        if (unit == null || missesOne(values, unit)) {
            return null;
        }
        Long size = values[2] == Missing.ARGUMENT ? Long.valueOf(1) : Numbers.exactLong(values[2]);
        if (size == null || size < 1) {
            throw place.operand("an integer above 0 for binSize", values[2]);
        }
        return unit.truncate(
                        Dates.date(values[0], place).atZone(Dates.zone(values[3], place)),
                        size,
                        startOfWeek(values[4], unit, place))
                .toInstant();
    }

    /** The last argument is {@code startOfWeek}, which counts for weeks only. */
    private static boolean missesOne(Object[] values, DateUnit unit) {
        for (int i = 0; i < values.length - 1; i++) {
            if (Operators.isNullish(values[i])) {
                return true;
            }
        }
        return unit.equals(DateUnit.WEEK) && Operators.isNullish(values[values.length - 1]);
    }

    private static DayOfWeek startOfWeek(Object value, DateUnit unit, Place place) {
        return value == Missing.ARGUMENT || !unit.equals(DateUnit.WEEK)
                ? DayOfWeek.SUNDAY
                : DateUnit.START_OF_WEEK.of(value, place);
    }
}
