package ai.fluxion.core.manifest;

/** How bad a problem is. */
public enum Severity {
    /** Nothing runs with it. */
    ERROR("error"),
    /** It may be meant so. */
    WARNING("warning");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /** As it is printed. */
    @Override
    public String toString() {
        return word;
    }
}
