package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Failure;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * How a pipeline is.
 *
 * @param pipeline its id, or {@code (no id)}
 * @param status where it is in its life
 * @param deadly why it will not go on without somebody's help: it has failed, or a thread is stuck; empty if it lives
 * @param troubles why it does not move records now, those of {@code deadly} among them; empty if it is ready, or has come
 *     to its end
 */
public record PipelineHealth(String pipeline, PipelineStatus status, List<Failure> deadly, List<Failure> troubles) {
    public PipelineHealth {
        Objects.requireNonNull(pipeline, "pipeline");
        Objects.requireNonNull(status, "status");
        deadly = List.copyOf(deadly);
        troubles = List.copyOf(troubles);
    }

    /** Of a pipeline that connects. */
    public static PipelineHealth starting(String pipeline) {
        return new PipelineHealth(pipeline, PipelineStatus.STARTING, List.of(), List.of(HealthRules.starting()));
    }

    /** Whether it goes on by itself, now or once a system is there again. */
    public boolean live() {
        return deadly.isEmpty();
    }

    /** Whether records move, or would if there were any; also once it has done its work. */
    public boolean ready() {
        return troubles.isEmpty();
    }

    /** With other failures in place of these, such as those without secrets. */
    public PipelineHealth with(UnaryOperator<Failure> change) {
        return new PipelineHealth(
                pipeline,
                status,
                deadly.stream().map(change).toList(),
                troubles.stream().map(change).toList());
    }
}
