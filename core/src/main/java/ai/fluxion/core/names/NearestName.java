package ai.fluxion.core.names;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the name that somebody meant: the known one with the fewest typing mistakes (a letter too many, missing, wrong, or
 * two swapped), if there are few enough for the length of the name.
 */
public final class NearestName {
    private NearestName() {}

    /**
     * The nearest of the known names; the first of several equally near. Case is worth less than a letter.
     *
     * @return empty if none is near enough to be meant
     */
    public static Optional<String> of(String name, Collection<String> known) {
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(name, candidate);
            if (distance < least && distance <= allowed(name, candidate)) {
                nearest = candidate;
                least = distance;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** {@code : did you mean 'topic'?}, or what there is, or nothing if that would be too long to read. */
    public static String hint(String name, Collection<String> known) {
        Optional<String> nearest = of(name, known);
        if (nearest.isPresent()) {
            return ": did you mean '" + nearest.get() + "'?";
        }
        return known.isEmpty() || known.size() > 30 ? "" : "; there are: " + String.join(", ", known);
    }

    private static int allowed(String name, String candidate) {
        int length = Math.min(name.length(), candidate.length());
        return length < 2 ? 0 : Math.max(1, length / 3);
    }

    /** Damerau–Levenshtein, in its form without edits between swapped letters; names that differ in case only are at 0. */
    static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        if (Math.abs(a.length() - b.length()) > allowed(a, b)) {
            return Integer.MAX_VALUE;
        }
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
