package ai.fluxion.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands: each that has to know where Fluxion stands is told when it is made. */
final class Commands implements IFactory {
    private final Distribution distribution;

    Commands(Distribution distribution) {
        this.distribution = distribution;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        try {
            return type.getDeclaredConstructor(Distribution.class).newInstance(distribution);
        } catch (NoSuchMethodException needsNone) {
            return CommandLine.defaultFactory().create(type);
        }
    }
}
