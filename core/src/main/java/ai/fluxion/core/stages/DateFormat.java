package ai.fluxion.core.stages;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** A format of {@code $dateToString} or {@code $dateFromString} whose specifiers are known to be right. */
final class DateFormat {
    static final String WRITES = "BbdGHjLMmSUuVwYZz%";
    static final String READS = "BbdGHjLMmSuVYZz%";
    static final DateFormat LOCAL = new DateFormat("%Y-%m-%dT%H:%M:%S.%L");
    static final DateFormat UTC = new DateFormat("%Y-%m-%dT%H:%M:%S.%LZ");

    private final String pattern;

    private DateFormat(String pattern) {
        this.pattern = pattern;
    }

    /** @param specifiers those that are taken */
    static DateFormat of(Object value, String specifiers, Place place) {
        String pattern = Strings.text(value, place);
        for (int at = pattern.indexOf('%'); at >= 0; at = pattern.indexOf('%', at + 2)) {
            if (at + 1 == pattern.length()) {
                throw place.operand("a format without a lone % at its end", pattern);
            }
            if (specifiers.indexOf(pattern.charAt(at + 1)) < 0) {
                String known = specifiers.replaceAll("(.)", " %$1");
                throw place.operand("one of the specifiers" + known, pattern.substring(at, at + 2));
            }
        }
        return new DateFormat(pattern);
    }

    String pattern() {
        return pattern;
    }

    String write(ZonedDateTime date, Place place) {
        if (date.getYear() < 0 || date.getYear() > 9999) {
            throw place.operand("a date from the year 0 to 9999", date.toInstant());
        }
        StringBuilder text = new StringBuilder(pattern.length() + 16);
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '%') {
                field(pattern.charAt(++i), date, text);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static void field(char specifier, ZonedDateTime date, StringBuilder text) {
        switch (specifier) {
            case 'd' -> digits(2, date.getDayOfMonth(), text);
            case 'G' -> digits(4, date.get(IsoFields.WEEK_BASED_YEAR), text);
            case 'H' -> digits(2, date.getHour(), text);
            case 'j' -> digits(3, date.getDayOfYear(), text);
            case 'L' -> digits(3, date.get(ChronoField.MILLI_OF_SECOND), text);
            case 'm' -> digits(2, date.getMonthValue(), text);
            case 'M' -> digits(2, date.getMinute(), text);
            case 'S' -> digits(2, date.getSecond(), text);
            case 'u' -> text.append(date.getDayOfWeek().getValue());
            case 'U' -> digits(2, Dates.week(date), text);
            case 'V' -> digits(2, date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), text);
            case 'w' -> text.append(Dates.dayOfWeek(date));
            case 'Y' -> digits(4, date.getYear(), text);
            case 'z', 'Z' -> offset(date.getOffset().getTotalSeconds() / 60, specifier, text);
            case 'b' -> text.append(date.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
            case 'B' -> text.append(date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            default -> text.append('%');
        }
    }

    /** {@code +0130}, or in minutes {@code +090}. */
    private static void offset(int minutes, char specifier, StringBuilder text) {
        text.append(minutes < 0 ? '-' : '+');
        int size = Math.abs(minutes);
        if (specifier == 'Z') {
            digits(3, size, text);
        } else {
            digits(2, size / 60, text);
            digits(2, size % 60, text);
        }
    }

    private static void digits(int least, int number, StringBuilder text) {
        for (int limit = 10, digits = 1; digits < least; digits++, limit *= 10) {
            if (number < limit) {
                text.append('0');
            }
        }
        text.append(number);
    }
}
