package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorProvider;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.transactions.CheckpointStoreProvider;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** A type of source, sink, store or format that a manifest can name: the linter and the schema need no more of it. */
final class ComponentType {
    /** What it is used as. */
    enum Role {
        SOURCE("source", "FLX-CONNECTOR-UNKNOWN"),
        SINK("sink", "FLX-CONNECTOR-UNKNOWN"),
        STORE("checkpoint store", "FLX-STORE-UNKNOWN"),
        FORMAT("format", "FLX-FORMAT-UNKNOWN");

        private final String word;
        private final String unknown;

        Role(String word, String unknown) {
            this.word = word;
            this.unknown = unknown;
        }

        /** The code for a type that there isn't. */
        String unknown() {
            return unknown;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    private final String id;
    private final String doc;
    private final Object provider;
    private final Supplier<List<ConnectorOption>> options;
    private final Supplier<Set<String>> passThrough;
    private final BiFunction<Map<String, Object>, Boolean, List<OptionProblem>> check;

    private ComponentType(
            String id,
            String doc,
            Object provider,
            Supplier<List<ConnectorOption>> options,
            Supplier<Set<String>> passThrough,
            BiFunction<Map<String, Object>, Boolean, List<OptionProblem>> check) {
        this.id = id;
        this.doc = doc;
        this.provider = provider;
        this.options = options;
        this.passThrough = passThrough;
        this.check = check;
    }

    static ComponentType of(SourceConnectorProvider provider) {
        String id = provider.descriptor().id();
        return new ComponentType(
                id,
                provider.descriptor().description(),
                provider,
                provider::options,
                provider::passThroughKeys,
                (values, discovery) -> {
                    SourceConnectorConfig config =
                            SourceConnectorConfig.builder(id).options(values).build();
                    return discovery ? provider.checkDiscovery(config) : provider.check(config);
                });
    }

    static ComponentType of(SinkConnectorProvider provider) {
        String id = provider.descriptor().id();
        return new ComponentType(
                id,
                provider.descriptor().description(),
                provider,
                provider::options,
                provider::passThroughKeys,
                (values, discovery) -> provider.check(ConnectorConfig.builder(id, ConnectorConfig.Kind.SINK)
                        .options(values)
                        .build()));
    }

    static ComponentType of(FormatProvider provider) {
        return new ComponentType(
                provider.name(),
                provider.doc(),
                provider,
                provider::options,
                Set::of,
                (values, discovery) -> List.of());
    }

    static ComponentType of(CheckpointStoreProvider provider) {
        return new ComponentType(
                provider.type(), "", provider, provider::options, Set::of, (values, discovery) -> List.of());
    }

    String id() {
        return id;
    }

    /** What it is; may be empty. */
    String doc() {
        return doc;
    }

    List<ConnectorOption> options() {
        return call(options);
    }

    /** As {@link SourceConnectorProvider#passThroughKeys()}. */
    Set<String> passThrough() {
        return call(passThrough);
    }

    /** The names of all options and keys that it takes. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        options().forEach(option -> names.add(option.name()));
        names.addAll(new TreeSet<>(passThrough()));
        return names;
    }

    /**
     * What the provider finds wrong with the options together; throws what the provider throws.
     *
     * @param discovery whether it is only to be asked what it offers
     */
    List<OptionProblem> check(Map<String, Object> values, boolean discovery) {
        return call(() -> check.apply(values, discovery));
    }

    /** With the provider's class loader as the context's, as every call into a connector. */
    private <T> T call(Supplier<T> what) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(provider.getClass().getClassLoader());
        try {
            return what.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
