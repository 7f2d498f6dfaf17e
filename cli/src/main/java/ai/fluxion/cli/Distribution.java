package ai.fluxion.cli;

import ai.fluxion.core.connectors.ConnectorDirectory;
import ai.fluxion.core.connectors.ConnectorLoader;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.plan.Engine;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where Fluxion's own files are.
 *
 * @param home the distribution's folder; empty if the commands run from a class path that holds everything
 */
record Distribution(Optional<Path> home) {
    private static final String HOME_PROPERTY = "fluxion.home";

    /** The one that the launcher started. */
    static Distribution ofThisProcess() {
        return new Distribution(
                Optional.ofNullable(System.getProperty(HOME_PROPERTY)).map(Path::of));
    }

    /** The connectors that there are; those that can't be used are told as warnings. */
    ConnectorDirectory connectors(PrintWriter err) {
        ConnectorDirectory connectors = home.map(folder -> ConnectorDirectory.of(folder.resolve("connectors")))
                .orElseGet(ConnectorDirectory::ofClassPath);
        connectors.broken().forEach(failure -> ErrorLines.warn(err, failure));
        return connectors;
    }

    /** The engine with these connectors. */
    Engine engine(PrintWriter err) {
        return Engine.of(connectors(err));
    }

    /** Loads the servers for development, whose libraries are kept apart from the engine's. */
    ClassLoader servers() throws IOException {
        ClassLoader own = Distribution.class.getClassLoader();
        if (home.isEmpty()) {
            return own;
        }
        List<URL> jars = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(home.get().resolve("servers"), "*.jar")) {
            for (Path jar : entries) {
                jars.add(jar.toUri().toURL());
            }
        }
        return new ConnectorLoader("servers", jars.toArray(new URL[0]), own);
    }

    /** A file that comes with Fluxion, such as {@code examples/data/earthquakes.ndjson}. */
    Path file(String path) {
        return home.orElseThrow(() -> Failure.fatal("FLX-CLI-NO-DISTRIBUTION", "this command needs the distribution")
                        .remedy("Start it by the script fluxion.")
                        .exception())
                .resolve(path);
    }
}
