package ai.fluxion.core.engine.connectors;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a pipeline runs with when a program starts it: an id, if its progress is to be remembered, and where. Not safe for
 * several threads while it is filled.
 */
public final class StreamingContext {
    private String pipelineId;
    private Path stateDirectory;
    private ConnectorServices services;

    /** A context without id: nothing is remembered, and a restart begins at the start. */
    public StreamingContext() {}

    /**
     * Gives the pipeline a name under which its checkpoints are kept.
     *
     * @param id {@code [A-Za-z0-9][A-Za-z0-9._-]{0,99}}
     * @throws IllegalArgumentException if it has another form
     */
    public StreamingContext pipelineId(String id) {
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException(
                    "a pipeline's id is 1 to 100 letters, digits, dots, underscores and hyphens: " + id);
        }
        this.pipelineId = id;
        return this;
    }

    public Optional<String> pipelineId() {
        return Optional.ofNullable(pipelineId);
    }

    /** Where checkpoints, locks and buffers live; {@code .fluxion} in the current folder unless set. */
    public StreamingContext stateDirectory(Path directory) {
        this.stateDirectory = Objects.requireNonNull(directory, "directory");
        return this;
    }

    public Path stateDirectory() {
        return stateDirectory == null ? Path.of(".fluxion") : stateDirectory;
    }

    /** Other services than the engine's own. */
    public StreamingContext services(ConnectorServices other) {
        this.services = Objects.requireNonNull(other, "services");
        return this;
    }

    /** The services that were set, else the engine's. */
    public ConnectorServices services() {
        if (services == null) {
            services = ConnectorServices.load();
        }
        return services;
    }
}
