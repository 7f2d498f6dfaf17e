package ai.fluxion.core.connect.http;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.OptionValues;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/** A set of HTTP statuses, as an option lists them: {@code 429}, {@code 5xx}. Immutable. */
final class Statuses {
    private static final Pattern FORM = Pattern.compile("[1-5]([0-9]{2}|xx|XX)");

    private final BitSet set = new BitSet();

    private Statuses() {}

    /** @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if the list holds anything else */
    static Statuses of(ConnectorConfig config, ConnectorOption option) {
        List<String> listed = config.getList(
                option.name(), OptionValues.list(option.defaultValue().orElseThrow()));
        Statuses statuses = new Statuses();
        for (String one : listed) {
            if (!FORM.matcher(one).matches()) {
                throw Failure.fatal("FLX-HTTP-STATUSES", "expected statuses such as 429 or 5xx, got '" + one + "'")
                        .at(option.name())
                        .exception();
            }
            int first = (one.charAt(0) - '0') * 100;
            if (Character.isDigit(one.charAt(1))) {
                statuses.set.set(Integer.parseInt(one));
            } else {
                statuses.set.set(first, first + 100);
            }
        }
        return statuses;
    }

    boolean contains(int status) {
        return set.get(status);
    }
}
