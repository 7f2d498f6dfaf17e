package ai.fluxion.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** Sets what is logged while the process runs. */
final class LogLevels {
    private LogLevels() {}

    /** Also what matters to whoever looks for a fault. */
    static void verbose() {
        set(Level.WARN, Level.DEBUG); // clients say pages at INFO
    }

    /** Errors only. */
    static void quiet() {
        set(Level.ERROR, Level.ERROR);
    }

    private static void set(Level others, Level own) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            logging.getLogger("ROOT").setLevel(others);
            logging.getLogger("ai.fluxion").setLevel(own);
        }
    }
}
