package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.testkit.Target;
import ai.fluxion.testkit.TwoPhaseSinkContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class FileSinkContractTest {
    @TempDir
    Path folder;

    abstract class Files extends TwoPhaseSinkContract {
        @Override
        protected SinkConnectorProvider provider() {
            return new FileSinkProvider();
        }

        Target target(String path) throws IOException {
            return new WrittenFiles(folder, path, shared());
        }
    }

    @Nested
    class AFileThatGrows extends Files {
        @Override
        protected Target target() throws IOException {
            return target("all.ndjson");
        }

        @Override
        protected boolean shared() {
            return false;
        }
    }

    @Nested
    class AFolderOfParts extends Files {
        @Override
        protected Target target() throws IOException {
            return target("parts/");
        }
    }
}
