package ai.fluxion.core.engine.connectors;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One option of a connector or format: its name, type, default and meaning. There is no other source for what the linter
 * accepts, the docs say and the JSON Schema describes. Immutable.
 *
 * <pre>{@code
 * ConnectorOption.builder("pollTimeout", Type.DURATION).defaultValue("PT0.5S").doc("How long a poll waits.").build();
 * }</pre>
 */
public final class ConnectorOption {
    /** What a value looks like in a manifest. */
    public enum Type {
        /** Text. */
        STRING,
        /** A 64-bit integer. */
        INTEGER,
        /** A number. */
        NUMBER,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** {@code 500ms}, {@code 5s}, {@code 1m}, {@code PT0.5S}. */
        DURATION,
        /** Bytes: {@code 16KiB}, {@code 64MiB}, a number. */
        SIZE,
        /** A list of texts, or one text. */
        LIST,
        /** A map of texts. */
        MAP,
        /** The path of a file or folder; a relative one is relative to the manifest. */
        PATH,
        /** The name of a format, or a map with {@code type} and its options. */
        FORMAT,
        /** An expression of the stage language: {@code $field}, {@code {$concat: […]}} or a constant. */
        EXPRESSION
    }

    private final String name;
    private final Type type;
    private final String doc;
    private final String defaultValue;
    private final boolean required;
    private final boolean secret;
    private final List<String> allowed;
    private final Long least;
    private final Long most;

    private ConnectorOption(Builder from) {
        this.name = from.name;
        this.type = from.type;
        this.doc = from.doc;
        this.defaultValue = from.defaultValue;
        this.required = from.required;
        this.secret = from.secret;
        this.allowed = from.allowed;
        this.least = from.least;
        this.most = from.most;
    }

    public static Builder builder(String name, Type type) {
        return new Builder(name, type);
    }

    public String name() {
        return name;
    }

    public Type type() {
        return type;
    }

    /** What it means, in a sentence or two. */
    public String doc() {
        return doc;
    }

    /** What holds if it is not given, as a manifest would write it. */
    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    public boolean required() {
        return required;
    }

    /** Whether its value is shown to nobody. */
    public boolean secret() {
        return secret;
    }

    /** The only values there are; empty if any value of the type will do. */
    public List<String> allowed() {
        return allowed;
    }

    /** The least value of a number, a duration (in milliseconds) or a size (in bytes). */
    public Optional<Long> least() {
        return Optional.ofNullable(least);
    }

    /** The largest value of a number, a duration (in milliseconds) or a size (in bytes). */
    public Optional<Long> most() {
        return Optional.ofNullable(most);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Fills an option. */
    public static final class Builder {
        private final String name;
        private final Type type;
        private String doc = "";
        private String defaultValue;
        private boolean required;
        private boolean secret;
        private List<String> allowed = List.of();
        private Long least;
        private Long most;

        private Builder(String name, Type type) {
            this.name = Objects.requireNonNull(name, "name");
            this.type = Objects.requireNonNull(type, "type");
        }

        public Builder doc(String text) {
            this.doc = Objects.requireNonNull(text, "doc");
            return this;
        }

        /** @param value as a manifest would write it */
        public Builder defaultValue(String value) {
            this.defaultValue = Objects.requireNonNull(value, "defaultValue");
            return this;
        }

        public Builder required() {
            this.required = true;
            return this;
        }

        public Builder secret() {
            this.secret = true;
            return this;
        }

        public Builder allowed(String... values) {
            this.allowed = List.of(values);
            return this;
        }

        /** Bounds of a number, of a duration in milliseconds, of a size in bytes; both are allowed values. */
        public Builder range(long from, long to) {
            this.least = from;
            this.most = to;
            return this;
        }

        /** @throws IllegalArgumentException if it is required and has a default */
        public ConnectorOption build() {
            if (required && defaultValue != null) {
                throw new IllegalArgumentException("option " + name + " is required and has a default");
            }
            return new ConnectorOption(this);
        }
    }
}
