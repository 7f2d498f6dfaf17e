package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.SourceConnectorProvider;
import ai.fluxion.testkit.SourceContract;
import ai.fluxion.testkit.Upstream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class FileSourceContractTest {
    @TempDir
    Path folder;

    abstract class Files extends SourceContract {
        @Override
        protected SourceConnectorProvider provider() {
            return new FileSourceProvider();
        }

        @Override
        protected Upstream upstream(int partitions) throws IOException {
            return new TextFiles(folder, !ends(), partitions);
        }

        @Override
        protected boolean partitioned() {
            return true;
        }

        @Override
        protected boolean seekable() {
            return true;
        }
    }

    @Nested
    class ReadToTheirEnds extends Files {
        @Override
        protected boolean ends() {
            return true;
        }
    }

    @Nested
    class Followed extends Files {}
}
