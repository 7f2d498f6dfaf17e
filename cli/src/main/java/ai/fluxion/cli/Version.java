package ai.fluxion.cli;

import picocli.CommandLine.IVersionProvider;

/** The one line of {@code --version}. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Fluxion.class.getPackage().getImplementationVersion();
        return new String[] {
            "fluxion " + (version == null ? "unpackaged" : version) + " (Java " + Runtime.version() + ")"
        };
    }
}
