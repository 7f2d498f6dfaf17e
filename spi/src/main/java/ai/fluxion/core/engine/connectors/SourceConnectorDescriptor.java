package ai.fluxion.core.engine.connectors;

import java.util.Objects;
import java.util.Set;

/** The type of a source and what people should know of it. */
public final class SourceConnectorDescriptor {
    private final String id;
    private final String displayName;
    private final String description;
    private final Set<SourceKind> kinds;

    private SourceConnectorDescriptor(Builder from) {
        this.id = from.id;
        this.displayName = from.displayName;
        this.description = from.description;
        this.kinds = Set.copyOf(from.kinds);
    }

    /**
     * @param id what manifests write as {@code type}: lower-case letters, digits and hyphens
     * @param displayName its name for people
     */
    public static Builder builder(String id, String displayName) {
        return new Builder(id, displayName);
    }

    public String id() {
        return id;
    }

    public String displayName() {
        return displayName;
    }

    /** A few sentences; may be empty. */
    public String description() {
        return description;
    }

    /** What it can be, depending on its options; the source itself says which it is. */
    public Set<SourceKind> kinds() {
        return kinds;
    }

    /** Fills a descriptor. */
    public static final class Builder {
        private final String id;
        private final String displayName;
        private String description = "";
        private Set<SourceKind> kinds = Set.of(SourceKind.TRANSIENT);

        private Builder(String id, String displayName) {
            if (!id.matches("[a-z0-9][a-z0-9-]*")) {
                throw new IllegalArgumentException("a connector's id is lower-case letters, digits and hyphens: " + id);
            }
            this.id = id;
            this.displayName = Objects.requireNonNull(displayName, "displayName");
        }

        public Builder description(String text) {
            this.description = Objects.requireNonNull(text, "description");
            return this;
        }

        public Builder kinds(SourceKind... all) {
            this.kinds = Set.of(all);
            return this;
        }

        public SourceConnectorDescriptor build() {
            return new SourceConnectorDescriptor(this);
        }
    }
}
