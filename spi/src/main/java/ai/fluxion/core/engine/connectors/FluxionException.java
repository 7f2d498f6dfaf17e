package ai.fluxion.core.engine.connectors;

/** Carries a {@link Failure}. One for an invalid record has no stack trace, since it is no surprise and may be frequent. */
public final class FluxionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public FluxionException(Failure failure) {
        super(failure.toString(), failure.cause().orElse(null), true, failure.kind() != Failure.Kind.INVALID_RECORD);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
