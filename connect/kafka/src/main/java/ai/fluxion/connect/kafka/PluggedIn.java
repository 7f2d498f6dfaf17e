package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Failure;

/** Makes objects of classes that users put into the connector's folder. */
final class PluggedIn {
    private PluggedIn() {}

    /** @throws ai.fluxion.core.engine.connectors.FluxionException fatal, naming the option and the class */
    static <T> T create(String className, Class<T> type, String option) {
        try {
            Class<?> found = Class.forName(className, true, PluggedIn.class.getClassLoader());
            return type.cast(found.getDeclaredConstructor().newInstance());
        } catch (ClassNotFoundException absent) {
            throw Failure.fatal("FLX-KAFKA-CLASS", "there is no class " + className)
                    .at(option)
                    .remedy("Put its jar into the folder of the kafka connector.")
                    .exception();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException unusable) {
            throw Failure.fatal(
                            "FLX-KAFKA-CLASS",
                            className + " can't be used as " + type.getSimpleName() + ": " + unusable)
                    .at(option)
                    .remedy("It must be a public class with a public constructor without parameters.")
                    .cause(unusable)
                    .exception();
        }
    }

    /** Runs its {@code configure}, and says whose failure it is. */
    static void configure(String option, Runnable configure) {
        try {
            configure.run();
        } catch (RuntimeException refused) {
            throw Failure.fatal("FLX-KAFKA-CLASS", "it refused its configuration: " + refused.getMessage())
                    .at(option)
                    .cause(refused)
                    .exception();
        }
    }
}
