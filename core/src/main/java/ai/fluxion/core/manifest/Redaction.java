package ai.fluxion.core.manifest;

import ai.fluxion.core.model.JsonWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a text what nobody may see: what references resolved to, shown as they were written, and secrets. For
 * messages that come from elsewhere, such as a connector's. Safe for several threads once the manifest is read.
 */
public final class Redaction {
    static final String MASK = "****";

    /** Shorter values are words of any message; they are replaced only where they stand alone. */
    private static final int DISTINCT_LENGTH = 4;

    private final Map<String, String> shown = new LinkedHashMap<>();

    Redaction() {}

    /**
     * Hides a value, also as it stands in JSON.
     *
     * @param written what is shown in its place
     */
    void hide(String value, String written) {
        if (!value.isBlank()) {
            shown.putIfAbsent(value, written);
            String quoted = JsonWriter.text(value);
            shown.putIfAbsent(quoted.substring(1, quoted.length() - 1), written);
        }
    }

    /** The text without any of them. */
    public String apply(String text) {
        if (shown.isEmpty()) {
            return text;
        }
        List<String> longestFirst = shown.keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        String clean = text;
        for (String value : longestFirst) {
            clean = replace(clean, value, shown.get(value));
        }
        return clean;
    }

    private static String replace(String text, String value, String written) {
        if (value.length() >= DISTINCT_LENGTH) {
            return text.replace(value, written);
        }
        String alone = "(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])";
        return Pattern.compile(alone).matcher(text).replaceAll(Matcher.quoteReplacement(written));
    }
}
