package ai.fluxion.core.engine.connectors;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The options of one connector or format, as they were given. A connector reads them once, in {@code create}, into fields
 * of its own. Immutable.
 *
 * <p>The getters give the default if the option is absent, and throw a fatal {@link FluxionException} that names the option
 * if its value has another type. {@link #toString} shows no values, since some are secret.
 */
public class ConnectorConfig {
    /** What it configures. */
    public enum Kind {
        SOURCE,
        SINK,
        FORMAT,
        STORE
    }

    private final String type;
    private final Kind kind;
    private final Map<String, Object> options;

    ConnectorConfig(String type, Kind kind, Map<String, Object> options) {
        this.type = Objects.requireNonNull(type, "type");
        this.kind = Objects.requireNonNull(kind, "kind");
        this.options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** @param type the id of a connector or the name of a format */
    public static Builder builder(String type, Kind kind) {
        return new Builder(type, kind);
    }

    public String type() {
        return type;
    }

    public Kind kind() {
        return kind;
    }

    /** All options as they were given: texts, numbers, truth values, lists and maps of these. */
    public Map<String, Object> options() {
        return options;
    }

    public boolean has(String name) {
        return options.get(name) != null;
    }

    public String getString(String name, String defaultValue) {
        return read(name, defaultValue, OptionValues::text);
    }

    public int getInt(String name, int defaultValue) {
        return read(name, defaultValue, value -> {
            long number = OptionValues.integer(value);
            if ((int) number != number) {
                throw new IllegalArgumentException("expected an integer of 32 bits, got " + number);
            }
            return (int) number;
        });
    }

    public long getLong(String name, long defaultValue) {
        return read(name, defaultValue, OptionValues::integer);
    }

    public double getDouble(String name, double defaultValue) {
        return read(name, defaultValue, OptionValues::number);
    }

    public boolean getBoolean(String name, boolean defaultValue) {
        return read(name, defaultValue, OptionValues::truth);
    }

    public Duration getDuration(String name, Duration defaultValue) {
        return read(name, defaultValue, OptionValues::duration);
    }

    /** In bytes. */
    public long getSize(String name, long defaultValue) {
        return read(name, defaultValue, OptionValues::size);
    }

    public List<String> getList(String name, List<String> defaultValue) {
        return read(name, defaultValue, OptionValues::list);
    }

    public Map<String, String> getMap(String name, Map<String, String> defaultValue) {
        return read(name, defaultValue, OptionValues::map);
    }

    public Path getPath(String name, Path defaultValue) {
        return read(name, defaultValue, value -> Path.of(OptionValues.text(value)));
    }

    /** The value as it was given; an expression is compiled by {@link ConnectorServices#expression}. */
    public Optional<Object> get(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** A format: its name, or a map of {@code type} and the format's options. */
    public Optional<ConnectorConfig> getFormat(String name) {
        return get(name).map(value -> {
            if (value instanceof Map<?, ?> map) {
                Map<String, Object> rest = new LinkedHashMap<>();
                map.forEach((key, item) -> rest.put(String.valueOf(key), item));
                Object format = rest.remove("type");
                return new ConnectorConfig(require(name, format), Kind.FORMAT, rest);
            }
            return new ConnectorConfig(require(name, value), Kind.FORMAT, Map.of());
        });
    }

    private String require(String name, Object value) {
        if (value == null) {
            throw wrong(name, new IllegalArgumentException("expected `type`, the name of a format"));
        }
        return convert(name, value, OptionValues::text);
    }

    /**
     * The value of a declared option, or its default.
     *
     * @throws FluxionException fatal, if it is absent and has no default
     */
    public String getString(ConnectorOption option) {
        return value(option, OptionValues::text);
    }

    /** As {@link #getString(ConnectorOption)}. */
    public int getInt(ConnectorOption option) {
        return value(option, value -> Math.toIntExact(OptionValues.integer(value)));
    }

    /** As {@link #getString(ConnectorOption)}. */
    public long getLong(ConnectorOption option) {
        return value(option, OptionValues::integer);
    }

    /** As {@link #getString(ConnectorOption)}. */
    public boolean getBoolean(ConnectorOption option) {
        return value(option, OptionValues::truth);
    }

    /** As {@link #getString(ConnectorOption)}. */
    public Duration getDuration(ConnectorOption option) {
        return value(option, OptionValues::duration);
    }

    /** As {@link #getString(ConnectorOption)}; in bytes. */
    public long getSize(ConnectorOption option) {
        return value(option, OptionValues::size);
    }

    private <T> T value(ConnectorOption option, Function<Object, T> reader) {
        Object given = options.get(option.name());
        if (given == null) {
            given = option.defaultValue().orElse(null);
        }
        if (given == null) {
            throw Failure.fatal("FLX-OPTION-MISSING", "the option is required")
                    .at(option.name())
                    .exception();
        }
        try {
            return convert(option.name(), given, reader);
        } catch (FluxionException wrong) {
            throw option.secret() ? wrong(option.name(), new IllegalArgumentException("not a right value")) : wrong;
        }
    }

    private <T> T read(String name, T defaultValue, Function<Object, T> reader) {
        Object given = options.get(name);
        return given == null ? defaultValue : convert(name, given, reader);
    }

    private <T> T convert(String name, Object given, Function<Object, T> reader) {
        try {
            return reader.apply(given);
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw wrong(name, wrong);
        }
    }

    private FluxionException wrong(String name, RuntimeException why) {
        String what = kind.name().toLowerCase(Locale.ROOT) + " " + type;
        return Failure.fatal("FLX-OPTION-VALUE", what + ": " + why.getMessage())
                .at(name)
                .exception();
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + type + options.keySet();
    }

    /** Fills a configuration. */
    public static final class Builder {
        private final String type;
        private final Kind kind;
        private final Map<String, Object> options = new LinkedHashMap<>();

        private Builder(String type, Kind kind) {
            this.type = type;
            this.kind = kind;
        }

        /** @param value text, a number, a truth value, a list or map of these; null leaves the option absent */
        public Builder option(String name, Object value) {
            options.put(Objects.requireNonNull(name, "name"), value);
            return this;
        }

        public Builder options(Map<String, ?> all) {
            options.putAll(all);
            return this;
        }

        public ConnectorConfig build() {
            return new ConnectorConfig(type, kind, options);
        }
    }
}
