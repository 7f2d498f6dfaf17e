package ai.fluxion.core.engine.streaming;

/** The steps between which a pipeline may be killed; each batch or epoch passes them in this order. */
public enum ProtocolStep {
    BEFORE_POLL,
    AFTER_POLL,
    BEFORE_WRITE,
    AFTER_WRITE,
    BEFORE_PREPARE,
    AFTER_PREPARE,
    BEFORE_STORE,
    AFTER_STORE,
    BEFORE_COMMIT,
    AFTER_COMMIT,
    BEFORE_ACKNOWLEDGE,
    AFTER_ACKNOWLEDGE
}
