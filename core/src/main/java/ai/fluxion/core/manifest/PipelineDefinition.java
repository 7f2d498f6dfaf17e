package ai.fluxion.core.manifest;

import ai.fluxion.core.buffer.BufferSettings;
import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.streaming.ChangelogMode;
import ai.fluxion.core.engine.streaming.Delivery;
import ai.fluxion.core.engine.streaming.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A pipeline as its manifest declares it, checked and typed; nothing is connected. Its text holds no secret.
 *
 * @param manifest the file, absolute
 * @param sinks one or more
 * @param delivery the demand; empty if the manifest makes none
 * @param changes what is asked of a filter before changes of rows go through it
 * @param buffer how a durable buffer before the stages is kept; empty if there is none
 * @param parallelism the number of lanes
 * @param shutdownTimeout how long a stop may take
 * @param metrics what is shown of it while it runs
 * @param redaction what no message about this pipeline may show
 */
public record PipelineDefinition(
        String id,
        Path manifest,
        ComponentDefinition<SourceConnectorConfig> source,
        StagesDefinition stages,
        List<ComponentDefinition<ConnectorConfig>> sinks,
        Optional<Delivery> delivery,
        ChangelogMode changes,
        RetryPolicy retry,
        OnInvalid onInvalid,
        CheckpointDefinition checkpoint,
        Optional<BufferSettings> buffer,
        int parallelism,
        Duration shutdownTimeout,
        MetricsDefinition metrics,
        Redaction redaction) {
    public PipelineDefinition {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(manifest, "manifest");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(stages, "stages");
        sinks = List.copyOf(sinks);
        Objects.requireNonNull(delivery, "delivery");
        Objects.requireNonNull(changes, "changes");
        Objects.requireNonNull(retry, "retry");
        Objects.requireNonNull(onInvalid, "onInvalid");
        Objects.requireNonNull(checkpoint, "checkpoint");
        Objects.requireNonNull(buffer, "buffer");
        Objects.requireNonNull(shutdownTimeout, "shutdownTimeout");
        Objects.requireNonNull(metrics, "metrics");
        Objects.requireNonNull(redaction, "redaction");
    }
}
