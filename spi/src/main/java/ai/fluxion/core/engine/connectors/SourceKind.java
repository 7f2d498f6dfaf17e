package ai.fluxion.core.engine.connectors;

/** What a source can promise about records that were handed out and then lost on their way. */
public enum SourceKind {
    /** It has positions and reads again from any of them. */
    REPLAYABLE,
    /** It sends again what was not acknowledged. */
    ACKNOWLEDGING,
    /** What it handed out is gone. */
    TRANSIENT
}
