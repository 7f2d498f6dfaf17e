package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.ConnectorConfig;

/** What becomes of a record that can't be handled. */
public sealed interface OnInvalid {
    /** The pipeline stops. */
    record Fail() implements OnInvalid {}

    /** It is counted and left out. */
    record Skip() implements OnInvalid {}

    /** It goes to a sink of its own. */
    record DeadLetter(ComponentDefinition<ConnectorConfig> sink) implements OnInvalid {}
}
