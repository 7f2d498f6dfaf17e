package ai.fluxion.cli;

import ai.fluxion.core.manifest.Redaction;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Lines of the log, stack traces among them, without what the manifests of this process say that nobody may see. */
final class LogRedaction extends PatternLayout {
    private static final List<Redaction> MANIFESTS = new CopyOnWriteArrayList<>();

    /** From now on. */
    static void add(Redaction redaction) {
        MANIFESTS.add(redaction);
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        String line = super.doLayout(event);
        for (Redaction redaction : MANIFESTS) {
            line = redaction.apply(line);
        }
        return line;
    }
}
