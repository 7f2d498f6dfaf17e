package ai.fluxion.core.stages;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression with MongoDB's options {@code i m s x u}. One that needs too many steps fails the record. */
final class Regex {
    private static final int STEPS_AT_LEAST = 1_000_000;
    private static final int STEPS_PER_CHAR = 1_000;

    private final Pattern pattern;

    private Regex(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @param options text, or null for none */
    static Optional<Regex> compile(String pattern, Object options, Site site) {
        try {
            return Optional.of(of(pattern, String.valueOf(options == null ? "" : options)));
        } catch (IllegalArgumentException wrong) {
            site.wrongArguments(wrong.getMessage());
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException with a message that says what is wrong */
    static Regex of(String pattern, String options) {
        int flags =
                Pattern.UNIX_LINES | Pattern.UNICODE_CASE; // as MongoDB's: a line ends at \n, (?i) is for all letters
        for (int i = 0; i < options.length(); i++) {
            switch (options.charAt(i)) {
                case 'i' -> flags |= Pattern.CASE_INSENSITIVE;
                case 'm' -> flags |= Pattern.MULTILINE;
                case 's' -> flags |= Pattern.DOTALL;
                case 'x' -> flags |= Pattern.COMMENTS;
                case 'u' -> {} // is always so
                default ->
                    throw new IllegalArgumentException(
                            "no option '" + options.charAt(i) + "' of regular expressions; there are i, m, s, x, u");
            }
        }
        try {
            return new Regex(Pattern.compile(pattern, flags));
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(
                    "not a regular expression: " + wrong.getDescription() + " near index " + wrong.getIndex(), wrong);
        }
    }

    boolean find(String text, Place place) {
        return search(text, place, Matcher::find);
    }

    /** Searches a text with a matcher; what that takes counts together. */
    <T> T search(String text, Place place, Function<Matcher, T> search) {
        try {
            return search.apply(pattern.matcher(new Budgeted(text, new long[] {budget(text)})));
        } catch (StackOverflowError | OutOfSteps tooHard) {
            throw place.invalid(
                    "FLX-STAGE-REGEX",
                    "the regular expression takes too many steps on a text of " + text.length() + " characters");
        }
    }

    private static long budget(String text) {
        return STEPS_AT_LEAST + (long) STEPS_PER_CHAR * text.length();
    }

    /** Thrown out of the matcher, which has no limit of its own. */
    private static final class OutOfSteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfSteps() {
            super(null, null, false, false);
        }
    }

    /** Text that counts how often it is looked at, its parts included. */
    private static final class Budgeted implements CharSequence {
        private final CharSequence text;
        private final long[] left;

        Budgeted(CharSequence text, long[] left) {
            this.text = text;
            this.left = left;
        }

        @Override
        public char charAt(int index) {
            if (left[0]-- <= 0) {
                throw new OutOfSteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Budgeted(text.subSequence(start, end), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
