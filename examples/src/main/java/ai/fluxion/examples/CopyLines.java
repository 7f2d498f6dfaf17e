package ai.fluxion.examples;

import ai.fluxion.core.engine.connectors.StreamingContext;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.engine.streaming.StreamingPipelineExecutor;
import ai.fluxion.core.engine.streaming.StreamingResult;
import java.nio.file.Path;
import java.util.List;

/** Copies the lines of a file that were not copied yet. */
public final class CopyLines {
    private CopyLines() {}

    public static StreamingResult run(Path file, StreamingSink sink, Path state) {
        return new StreamingPipelineExecutor()
                .processStream(
                        new LinesSource(file),
                        List.of(),
                        sink,
                        new StreamingContext().pipelineId("copy-lines").stateDirectory(state));
    }
}
