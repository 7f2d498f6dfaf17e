package ai.fluxion.core.connectors;

import ai.fluxion.core.engine.connectors.ConnectorRegistry;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.engine.connectors.SourceConnectorProvider;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.transactions.CheckpointStoreProvider;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.zip.ZipFile;

/**
 * The connectors, formats and stores of a distribution: those of the engine, and those of each folder {@code
 * connectors/NAME} with its jars. A folder that can't be used is a failure to report, and hides no other. Immutable.
 */
public final class ConnectorDirectory {
    private final List<ClassLoader> loaders;
    private final List<Failure> broken;

    private ConnectorDirectory(List<ClassLoader> loaders, List<Failure> broken) {
        this.loaders = List.copyOf(loaders);
        this.broken = List.copyOf(broken);
    }

    /** What the class path holds, as in a program that embeds the engine. */
    public static ConnectorDirectory ofClassPath() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return new ConnectorDirectory(List.of(context == null ? engineLoader() : context), List.of());
    }

    /**
     * What the engine's class path and the folders within a folder hold. One that is not there holds nothing.
     *
     * @throws FluxionException fatal, if the folder can't be read
     */
    public static ConnectorDirectory of(Path connectors) {
        List<ClassLoader> loaders = new ArrayList<>(List.of(engineLoader()));
        List<Failure> broken = new ArrayList<>();
        for (Path folder : Files.isDirectory(connectors) ? within(connectors, "*") : List.<Path>of()) {
            if (Files.isDirectory(folder)) {
                try {
                    loaders.add(open(folder));
                } catch (FluxionException failed) {
                    broken.add(failed.failure());
                }
            }
        }
        return new ConnectorDirectory(loaders, broken);
    }

    /** The engine's loader, and one for each folder that can be used, in the order of their names. */
    public List<ClassLoader> loaders() {
        return loaders;
    }

    /** The folders that can't be used, and why: {@code FLX-CONNECTOR-BROKEN}. */
    public List<Failure> broken() {
        return broken;
    }

    /**
     * All connectors. Each is called with its own class loader as the thread's, whoever calls it.
     *
     * @throws FluxionException fatal, if two folders hold connectors of one name
     */
    public ConnectorRegistry registry() {
        ConnectorRegistry found = ConnectorRegistry.load(loaders);
        return ConnectorRegistry.of(
                found.sources().stream()
                        .<SourceConnectorProvider>map(IsolatedSource::new)
                        .toList(),
                found.sinks().stream()
                        .<SinkConnectorProvider>map(IsolatedSink::new)
                        .toList());
    }

    private static ClassLoader engineLoader() {
        return ConnectorDirectory.class.getClassLoader();
    }

    private static ClassLoader open(Path folder) {
        List<Path> jars = within(folder, "*.jar");
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(checked(jar, folder));
        }
        ClassLoader loader =
                new ConnectorLoader(folder.getFileName().toString(), urls.toArray(new URL[0]), engineLoader());
        try {
            if (countOfProviders(loader) == 0) {
                throw broken(folder, "none of its " + jars.size() + " jars names a connector, format or store", null);
            }
        } catch (ServiceConfigurationError | LinkageError | IllegalArgumentException failed) {
            Throwable reason = failed.getCause() == null ? failed : failed.getCause();
            throw broken(folder, reason.toString(), failed);
        }
        return loader;
    }

    /** A class loader passes over a jar that is none, and something is missing much later: said here instead. */
    private static URL checked(Path jar, Path folder) {
        try (ZipFile readable = new ZipFile(jar.toFile())) {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new AssertionError(impossible);
        } catch (IOException unreadable) {
            throw broken(folder, jar.getFileName() + " can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static long countOfProviders(ClassLoader loader) {
        ConnectorRegistry registry = ConnectorRegistry.load(List.of(loader));
        return registry.sources().size()
                + registry.sinks().size()
                + ServiceLoader.load(FormatProvider.class, loader).stream()
                        .map(ServiceLoader.Provider::get)
                        .count()
                + ServiceLoader.load(CheckpointStoreProvider.class, loader).stream()
                        .map(ServiceLoader.Provider::get)
                        .count();
    }

    private static FluxionException broken(Path folder, String message, Throwable cause) {
        return Failure.fatal("FLX-CONNECTOR-BROKEN", message)
                .at(folder.toString())
                .remedy("Put the connector's jars there again, with all that they need, or remove the folder.")
                .cause(cause)
                .exception();
    }

    private static List<Path> within(Path folder, String names) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, names)) {
            TreeSet<Path> sorted = new TreeSet<>();
            entries.forEach(sorted::add);
            return List.copyOf(sorted);
        } catch (IOException unreadable) {
            throw broken(folder, "the folder can't be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
