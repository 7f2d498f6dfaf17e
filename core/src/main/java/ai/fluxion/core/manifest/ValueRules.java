package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.OptionValues;
import java.util.Optional;

/** Whether a value suits an option, and what would. */
final class ValueRules {
    private ValueRules() {}

    /** @return what is wrong; it holds the value */
    static Optional<String> violation(ConnectorOption option, Object value) {
        try {
            OptionValues.check(option, value);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(wrong.getMessage());
        } catch (ArithmeticException beyond) {
            return Optional.of("expected " + expected(option) + ", got one beyond all bounds");
        }
    }

    /** What suits an option, without any value. */
    static String expected(ConnectorOption option) {
        if (!option.allowed().isEmpty()) {
            return "one of " + String.join(", ", option.allowed());
        }
        String bounds = option.least()
                .map(least -> " from " + least + " to " + option.most().orElse(Long.MAX_VALUE) + unit(option))
                .orElse("");
        return switch (option.type()) {
            case STRING -> "text";
            case INTEGER -> "an integer" + bounds;
            case NUMBER -> "a number" + bounds;
            case BOOLEAN -> "true or false";
            case DURATION -> "a duration like 500ms, 5s, 1m or PT0.5S" + bounds;
            case SIZE -> "a size like 16KiB, 64MiB or 1048576" + bounds;
            case LIST -> "a list of texts";
            case MAP -> "a map of texts";
            case PATH -> "a path";
            case FORMAT -> "the name of a format, or a map with its type";
            case EXPRESSION -> "an expression";
        };
    }

    private static String unit(ConnectorOption option) {
        return switch (option.type()) {
            case DURATION -> " ms";
            case SIZE -> " bytes";
            default -> "";
        };
    }
}
