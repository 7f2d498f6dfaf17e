package ai.fluxion.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;

/**
 * Logs to standard error, one line an event with its fields: Fluxion's own from INFO, others' from WARN. Found by
 * {@link java.util.ServiceLoader}; in code, because reading a file would cost a start more than the rest of logging.
 */
public final class LogToStandardError extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext logging) {
        LogRedaction layout = new LogRedaction();
        layout.setContext(logging);
        layout.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0} %msg %kvp%n%ex");
        layout.start();

        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(logging);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();

        OutputStreamAppender<ILoggingEvent> standardError = new OutputStreamAppender<>();
        standardError.setContext(logging);
        standardError.setEncoder(encoder);
        standardError.setOutputStream(LastLine.OF_STANDARD_ERROR);
        standardError.start();

        logging.getLogger("ROOT").setLevel(Level.WARN);
        logging.getLogger("ROOT").addAppender(standardError);
        logging.getLogger("ai.fluxion").setLevel(Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
