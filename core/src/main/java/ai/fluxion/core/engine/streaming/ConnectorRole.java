package ai.fluxion.core.engine.streaming;

/** What a connector is to a pipeline. */
enum ConnectorRole {
    SOURCE("source"),
    SINK("sink"),
    DEAD_LETTERS("dead-letters");

    private final String word;

    ConnectorRole(String word) {
        this.word = word;
    }

    /** As metrics name it. */
    String word() {
        return word;
    }
}
