package ai.fluxion.core.connectors;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Set;

/**
 * Loads one connector from jars of its own, so that two connectors may bring two versions of one library.
 *
 * <p>Its parent is the platform. What it shares with the engine is an exact list of packages: those of the SPI, and the
 * logging facade. Classes of these packages among its own jars are never loaded. Resources are its own only, and so are
 * the services that {@link java.util.ServiceLoader} finds by it.
 */
public final class ConnectorLoader extends URLClassLoader {
    private static final Set<String> SHARED = Set.of(
            "ai.fluxion.core.model",
            "ai.fluxion.core.engine.connectors",
            "ai.fluxion.core.engine.formats",
            "ai.fluxion.core.engine.transactions",
            "ai.fluxion.core.engine.stages",
            "org.slf4j",
            "org.slf4j.event",
            "org.slf4j.helpers",
            "org.slf4j.spi");

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader engine;

    /**
     * A loader that lives as long as the process.
     *
     * @param name for stack traces
     * @param jars the connector's own
     * @param engine loads the shared packages
     */
    public ConnectorLoader(String name, URL[] jars, ClassLoader engine) {
        super(name, jars, ClassLoader.getPlatformClassLoader());
        this.engine = engine;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        int end = name.lastIndexOf('.');
        return end > 0 && SHARED.contains(name.substring(0, end))
                ? engine.loadClass(name)
                : super.loadClass(name, resolve);
    }
}
