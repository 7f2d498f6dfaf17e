package ai.fluxion.core.stages;

import java.util.Map;
import java.util.Optional;

/**
 * A regular expression as an argument: {@code {$regularExpression: {pattern, options}}} as MongoDB's Extended JSON writes
 * one, or, where text can mean nothing else, an expression that gives its pattern. What is written out is compiled once.
 */
final class RegexOperand {
    static final String LITERAL = "$regularExpression";

    private final Node pattern;
    private final Node options;
    private final Place place;
    private volatile Computed last; // the pattern of one record is mostly that of the next

    private record Computed(String pattern, String options, Regex regex) {}

    private RegexOperand(Node pattern, Node options, Regex known, Place place) {
        this.pattern = pattern;
        this.options = options;
        this.last = known == null ? null : new Computed("", "", known);
        this.place = place;
    }

    static boolean isLiteral(Object definition) {
        return definition instanceof Map<?, ?> map && map.size() == 1 && map.containsKey(LITERAL);
    }

    /** The regular expression that is written out here. */
    static Optional<Regex> literal(Object definition, Site site) {
        Site here = site.at(LITERAL);
        Object parts = ((Map<?, ?>) definition).get(LITERAL);
        if (!Operators.checkNames(parts, java.util.List.of("pattern"), java.util.List.of("options"), here)) {
            return Optional.empty();
        }
        Map<?, ?> map = (Map<?, ?>) parts;
        Object options = map.containsKey("options") ? map.get("options") : "";
        if (!(map.get("pattern") instanceof String pattern) || !(options instanceof String flags)) {
            here.wrongArguments("takes a pattern and options as text");
            return Optional.empty();
        }
        return Regex.compile(pattern, flags, here);
    }

    /**
     * The arguments {@code regex} and {@code options} of an operator.
     *
     * @return empty if they are wrong, which is reported
     */
    static Optional<RegexOperand> of(Map<?, ?> arguments, Site site) {
        Object definition = arguments.get("regex");
        Site here = site.at("regex");
        if (isLiteral(definition)) {
            if (arguments.containsKey("options")) {
                site.at("options").wrongArguments("stands within " + LITERAL + " here");
            }
            return literal(definition, here)
                    .map(regex -> new RegexOperand(Literal.NULL, Literal.NULL, regex, site.place()));
        }
        Node pattern = here.expression(definition);
        Node options = arguments.containsKey("options")
                ? site.at("options").expression(arguments.get("options"))
                : new Literal("");
        boolean written = pattern instanceof Literal && options instanceof Literal;
        if (!written) {
            return Optional.of(new RegexOperand(pattern, options, null, site.place()));
        }
        Object given = ((Literal) options).value();
        Object flags = Operators.isNullish(given) ? "" : given;
        Object text = ((Literal) pattern).value();
        if (Operators.isNullish(text)) {
            return Optional.of(new RegexOperand(pattern, options, null, site.place()));
        }
        if (text instanceof String known && flags instanceof String) {
            return Regex.compile(known, flags, here)
                    .map(regex -> new RegexOperand(Literal.NULL, Literal.NULL, regex, site.place()));
        }
        site.wrongArguments("takes text for regex and for options");
        return Optional.empty();
    }

    boolean constant() {
        return pattern.constant() && options.constant();
    }

    /** The regular expression for a record; null if its pattern is null or missing. */
    Regex of(Scope scope) {
        Computed known = last;
        if (known != null && constant()) {
            return known.regex;
        }
        Object text = Operators.value(pattern, scope, place);
        if (Operators.isNullish(text)) {
            return null;
        }
        Object flags = Operators.value(options, scope, place);
        String wanted = Strings.text(text, place);
        String with = Operators.isNullish(flags) ? "" : Strings.text(flags, place);
        if (known == null || !known.pattern.equals(wanted) || !known.options.equals(with)) {
            known = new Computed(wanted, with, compiled(wanted, with));
            last = known;
        }
        return known.regex;
    }

    private Regex compiled(String wanted, String with) {
        try {
            return Regex.of(wanted, with);
        } catch (IllegalArgumentException wrong) {
            throw place.invalid("FLX-STAGE-OPERAND", wrong.getMessage());
        }
    }
}
