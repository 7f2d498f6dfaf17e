package ai.fluxion.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** Sets what is logged while the process runs. */
final class LogLevels {
    private LogLevels() {}

    /** Everything that matters to an operator, or, when verbose, what matters to whoever looks for a fault. */
    static void verbose(boolean verbose) {
        if (verbose && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger("ROOT").setLevel(Level.INFO);
            context.getLogger("ai.fluxion").setLevel(Level.DEBUG);
        }
    }
}
