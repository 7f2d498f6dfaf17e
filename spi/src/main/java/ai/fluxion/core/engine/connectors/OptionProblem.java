package ai.fluxion.core.engine.connectors;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Something wrong, or doubtful, with an option.
 *
 * @param error true if nothing can run so; false for a warning
 * @param code {@code FLX-…}
 * @param option the option that it is about, or empty if it is about one that is missing
 * @param message what is wrong and what would be right
 */
public record OptionProblem(boolean error, String code, String option, String message) {
    public OptionProblem {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(option, "option");
        Objects.requireNonNull(message, "message");
    }

    public static OptionProblem error(String code, String option, String message) {
        return new OptionProblem(true, code, option, message);
    }

    public static OptionProblem warning(String code, String option, String message) {
        return new OptionProblem(false, code, option, message);
    }

    /** What is wrong with each option by itself: unknown names, missing ones, wrong values. */
    public static List<OptionProblem> of(
            ConnectorConfig config, List<ConnectorOption> options, Set<String> passThrough) {
        List<OptionProblem> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ConnectorOption option : options) {
            names.add(option.name());
            Object value = config.options().get(option.name());
            if (value == null) {
                if (option.required()) {
                    problems.add(OptionProblem.error(
                            "FLX-OPTION-MISSING", option.name(), "the option is required: " + option.doc()));
                }
                continue;
            }
            try {
                OptionValues.check(option, value);
            } catch (IllegalArgumentException wrong) {
                problems.add(OptionProblem.error("FLX-OPTION-VALUE", option.name(), wrong.getMessage()));
            }
        }
        for (String name : config.options().keySet()) {
            if (!names.contains(name) && !passThrough.contains(name)) {
                problems.add(OptionProblem.error("FLX-OPTION-UNKNOWN", name, "there is no such option"));
            }
        }
        return problems;
    }
}
