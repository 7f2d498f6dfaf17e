package ai.fluxion.core.stages;

import ai.fluxion.core.engine.connectors.FluxionException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;

/** Reads one text by a format; see {@link DateFormat#READS}. What the format does not name is that of 1970-01-01. */
final class DateParsing {
    private static final int UNSET = -1;

    private final String text;
    private final String format;
    private final Place place;
    private int at;
    private int year = UNSET;
    private int month = 1;
    private int day = 1;
    private int dayOfYear = UNSET;
    private int isoYear = UNSET;
    private int isoWeek = 1;
    private int isoDay = 1;
    private int hour;
    private int minute;
    private int second;
    private int millis;
    private int offsetMinutes;
    private boolean hadOffset;

    DateParsing(String text, String format, Place place) {
        this.text = text;
        this.format = format;
        this.place = place;
    }

    static FluxionException refused(String text, String expected, Place place) {
        return place.invalid("FLX-STAGE-CONVERT", "expected " + expected + ", got " + Place.show(text));
    }

    /** The date, in UTC unless the text has an offset. */
    Instant read() {
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '%') {
                field(format.charAt(++i));
            } else {
                literal(c);
            }
        }
        if (at < text.length()) {
            throw failure();
        }
        try {
            return date().atTime(hour, minute, second, millis * 1_000_000)
                    .minusMinutes(offsetMinutes)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException noSuchDate) {
            throw failure();
        }
    }

    /** Whether the text said an offset; known once it is read. */
    boolean hadOffset() {
        return hadOffset;
    }

    private LocalDate date() {
        if (isoYear != UNSET) {
            LocalDate date = DateParts.isoDate(isoYear, isoWeek, isoDay);
            boolean within = isoWeek >= 1
                    && isoDay >= 1
                    && isoDay <= 7
                    && date.get(java.time.temporal.IsoFields.WEEK_BASED_YEAR) == isoYear;
            if (!within) {
                throw failure();
            }
            return date;
        }
        int known = year == UNSET ? 1970 : year;
        return dayOfYear == UNSET ? LocalDate.of(known, month, day) : LocalDate.ofYearDay(known, dayOfYear);
    }

    private FluxionException failure() {
        return refused(text, "a date of the form " + format, place);
    }

    private void field(char specifier) {
        switch (specifier) {
            case 'Y' -> year = digits(4);
            case 'm' -> month = digits(2);
            case 'b' -> month = monthName(TextStyle.SHORT);
            case 'B' -> month = monthName(TextStyle.FULL);
            case 'd' -> day = digits(2);
            case 'j' -> dayOfYear = digits(3);
            case 'G' -> isoYear = digits(4);
            case 'V' -> isoWeek = digits(2);
            case 'u' -> isoDay = digits(1);
            case 'H' -> hour = digits(2);
            case 'M' -> minute = digits(2);
            case 'S' -> second = digits(2);
            case 'L' -> millis = digits(3);
            case 'z' -> offset();
            case 'Z' -> offsetInMinutes();
            default -> literal('%');
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

    private int monthName(TextStyle style) {
        for (Month candidate : Month.values()) {
            String name = candidate.getDisplayName(style, Locale.ENGLISH);
            if (text.regionMatches(true, at, name, 0, name.length())) {
                at += name.length();
                return candidate.getValue();
            }
        }
        throw failure();
    }

    private void offset() {
        hadOffset = true;
        if (at < text.length() && text.charAt(at) == 'Z') {
            at++;
            return;
        }
        boolean east = sign();
        int minutes = digits(2) * 60;
        if (at < text.length() && text.charAt(at) == ':') {
            at++;
        }
        minutes += digits(2);
        offsetMinutes = east ? minutes : -minutes;
    }

    private void offsetInMinutes() {
        hadOffset = true;
        boolean east = sign();
        int minutes = digits(3);
        offsetMinutes = east ? minutes : -minutes;
    }

    /** True for a plus. */
    private boolean sign() {
        boolean east = at < text.length() && text.charAt(at) == '+';
        literal(east ? '+' : '-');
        return east;
    }
}
