package ai.fluxion.core.engine.streaming;

/** Gives the thread a connector's class loader while it is within the connector's code. */
public final class ContextLoader implements AutoCloseable {
    private final ClassLoader before;

    private ContextLoader(ClassLoader before) {
        this.before = before;
    }

    /** Until the scope is closed. */
    public static ContextLoader of(Object connector) {
        Thread thread = Thread.currentThread();
        ContextLoader scope = new ContextLoader(thread.getContextClassLoader());
        thread.setContextClassLoader(connector.getClass().getClassLoader());
        return scope;
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(before);
    }
}
