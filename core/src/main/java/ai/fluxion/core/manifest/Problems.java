package ai.fluxion.core.manifest;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Collects what is wrong with one manifest. */
final class Problems {
    private final Set<Problem> found = new TreeSet<>();
    private boolean errors;

    void error(String code, Location location, String message) {
        report(Severity.ERROR, code, location, message);
    }

    void report(Severity severity, String code, Location location, String message) {
        found.add(new Problem(severity, code, location, message));
        errors |= severity == Severity.ERROR;
    }

    boolean hasErrors() {
        return errors;
    }

    /** All of them, by place. */
    List<Problem> all() {
        return List.copyOf(found);
    }
}
