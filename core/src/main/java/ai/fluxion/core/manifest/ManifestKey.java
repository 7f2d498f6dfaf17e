package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.ConnectorOption;
import java.util.List;
import java.util.regex.Pattern;

/** One key of a manifest, declared once: the linter, the JSON Schema and the docs are made from it. */
public sealed interface ManifestKey {
    String name();

    /** What it is for, in a sentence or two. */
    String doc();

    /** Whether a manifest without it is wrong. */
    default boolean required() {
        return false;
    }

    /** The pipeline's name. */
    record PipelineId(String name, Pattern pattern, String doc) implements ManifestKey {
        @Override
        public boolean required() {
            return true;
        }
    }

    /** A value with a type, a default and bounds. */
    record Setting(ConnectorOption option) implements ManifestKey {
        @Override
        public String name() {
            return option.name();
        }

        @Override
        public String doc() {
            return option.doc();
        }
    }

    /** A map of further keys. */
    record Section(String name, String doc, List<ManifestKey> keys) implements ManifestKey {
        public Section {
            keys = List.copyOf(keys);
        }
    }

    /** The source. */
    record Source(String name, String doc) implements ManifestKey {
        @Override
        public boolean required() {
            return true;
        }
    }

    /** A sink, or a list of at least one. One of the two is required. */
    record Sink(String name, String doc, boolean many) implements ManifestKey {}

    /** A checkpoint store. */
    record Store(String name, String doc) implements ManifestKey {}

    /** The list of stages. */
    record Stages(String name, String doc) implements ManifestKey {}

    /** {@code fail}, {@code skip}, {@code deadLetter}, the last as a map with a sink. */
    record InvalidRecords(String name, String doc) implements ManifestKey {}

    /** Named maps of options. */
    record NamedOptions(String name, String doc) implements ManifestKey {}

    /** Anything: it is for people and other programs, and says nothing to this one. */
    record Note(String name, String doc, boolean required) implements ManifestKey {}

    /** The operations that a manifest offers: names, or names with the definitions that they mean. */
    record Operations(String name, String doc) implements ManifestKey {}

    /** A map from names to operations; the keys of each are those of a section. */
    record OperationDefinitions(String name, String doc, Section operation) implements ManifestKey {
        @Override
        public boolean required() {
            return true;
        }
    }

    /** The part of an operation that says what it does: a pipeline if its type is the one of pipelines. */
    record Execution(String name, String doc, Section pipeline) implements ManifestKey {
        @Override
        public boolean required() {
            return true;
        }
    }
}
