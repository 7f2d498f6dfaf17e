package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.manifest.Redaction;

/** Failures that come from elsewhere, such as a client's, fit to be shown. */
final class Redacted {
    private Redacted() {}

    /** The failure without what a manifest says that nobody may see; the cause, which can't be cleaned, is left out. */
    static Failure by(Redaction redaction, Failure failure) {
        String message = redaction.apply(failure.message());
        Failure clean = switch (failure.kind()) {
            case RETRYABLE -> Failure.retryable(failure.code(), message);
            case FATAL -> Failure.fatal(failure.code(), message);
            case INVALID_RECORD -> Failure.invalidRecord(failure.code(), message);
        };
        return clean.at(redaction.apply(failure.place())).remedy(redaction.apply(failure.remedy()));
    }
}
