package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.Failure;
import java.io.PrintWriter;

/** How failures are told: one line each, {@code error FLX-…: what happened and what to do}. */
final class ErrorLines {
    private ErrorLines() {}

    static void print(PrintWriter err, Failure failure) {
        print(err, "error", failure);
    }

    static void warn(PrintWriter err, Failure failure) {
        print(err, "warning", failure);
    }

    private static void print(PrintWriter err, String severity, Failure failure) {
        err.println(severity + " " + failure.code() + ": " + message(failure));
        err.flush();
    }

    /** Place, message and remedy, in one line. */
    static String message(Failure failure) {
        String place = failure.place().isEmpty() ? "" : failure.place() + ": ";
        String end = failure.message().matches("(?s).*[.!?]\\s*") ? " " : ". ";
        String remedy = failure.remedy().isEmpty() ? "" : end + failure.remedy();
        return (place + failure.message() + remedy).replaceAll("\\s*\\R\\s*", " ");
    }
}
