package ai.fluxion.core.stages;

import ai.fluxion.core.model.Document;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What expressions see while one record is handled: the record, the variables, and one time for {@code $$NOW}. */
final class Scope {
    private static final Object[] NO_VARIABLES = {};

    private final Document record;
    private final Object[] variables;
    private Instant now;

    Scope(Document record, int variableCount) {
        this.record = record;
        this.variables = variableCount == 0 ? NO_VARIABLES : new Object[variableCount];
    }

    Document record() {
        return record;
    }

    Object variable(int slot) {
        return variables[slot];
    }

    void assign(int slot, Object value) {
        variables[slot] = value;
    }

    Instant now() {
        if (now == null) {
            now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        }
        return now;
    }
}
