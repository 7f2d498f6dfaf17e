package ai.fluxion.core.stages;

import ai.fluxion.core.names.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The grammar of expressions: literals, field paths, variables, arrays, objects and operators. */
final class ExpressionSyntax {
    private ExpressionSyntax() {}

    static Node compile(Object definition, Site site) {
        if (site.tooDeep()) {
            return site.broken("nested too deeply");
        }
        if (definition instanceof String text) {
            return text.startsWith("$") ? FieldPaths.compile(text, site) : new Literal(text);
        }
        if (definition instanceof Map<?, ?> map) {
            return compileMap(map, site);
        }
        if (definition instanceof List<?> items) {
            return site.fold(new ArrayNode(site.expressions(items)));
        }
        return new Literal(site.value(definition).orElse(null));
    }

    private static Node compileMap(Map<?, ?> map, Site site) {
        for (Object key : map.keySet()) {
            if (String.valueOf(key).startsWith("$")) {
                return operator(map, String.valueOf(key), site);
            }
        }
        Map<String, Node> fields = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (name.isEmpty() || name.contains(".")) {
                site.at(name).wrongArguments("a field of an object has a name without dots, got '" + name + "'");
            }
            fields.put(name, site.at(name).expression(value));
        });
        return site.fold(new ObjectNode(List.copyOf(fields.keySet()), List.copyOf(fields.values())));
    }

    private static Node operator(Map<?, ?> map, String name, Site site) {
        if (map.size() > 1) {
            return site.at(name)
                    .broken("an operator stands alone in its object; found beside it: " + others(map, name));
        }
        Site here = site.at(name);
        Object arguments = map.values().iterator().next();
        return Operators.find(name)
                .map(form -> here.fold(form.compile(arguments, here)))
                .orElseGet(() -> unknown(name, here));
    }

    private static Node unknown(String name, Site site) {
        if (name.equals(RegexOperand.LITERAL)) {
            return site.broken("a regular expression stands in $regexMatch, $regexFind, $regexFindAll, $split,"
                    + " $replaceOne or $replaceAll");
        }
        LeftOut.operator(name)
                .ifPresentOrElse(
                        reason -> site.error("FLX-OPERATOR-LEFT-OUT", name + " is left out: " + reason),
                        () -> site.error(
                                "FLX-OPERATOR-UNKNOWN",
                                "no operator " + name + NearestName.hint(name, Operators.names())));
        return Site.BROKEN;
    }

    private static String others(Map<?, ?> map, String name) {
        List<String> names = new ArrayList<>();
        map.keySet().forEach(key -> names.add(String.valueOf(key)));
        names.remove(name);
        return String.join(", ", names);
    }
}
