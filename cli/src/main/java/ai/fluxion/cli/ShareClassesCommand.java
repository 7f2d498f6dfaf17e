package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code fluxion share-classes}: lets the JVM archive the classes that a pipeline over Kafka needs, those of the connectors'
 * loaders among them. The launcher uses the archive with the JVM and in the folder that it was made for, which the file
 * beside it names.
 */
@Command(
        name = "share-classes",
        description =
                "Makes starts faster with this JVM: archives, in the distribution, the classes that the demo loads."
                        + " The build does it once.")
final class ShareClassesCommand implements Callable<Integer> {
    private static final String ARCHIVE = "classes.jsa";
    private static final String MADE_FOR = "classes.for";
    private static final long LONGEST_MINUTES = 5;

    private final Distribution distribution;

    @Spec
    private CommandSpec spec;

    ShareClassesCommand(Distribution distribution) {
        this.distribution = distribution;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            archive(distribution.file(""));
            return ExitCode.DONE;
        } catch (IOException unwritable) {
            throw refused(Failure.of(unwritable).message());
        }
    }

    private static void archive(Path home) throws IOException, InterruptedException {
        Files.deleteIfExists(home.resolve(MADE_FOR));
        if (home.toString().contains(" ")) { // its list of classes can't name such a file
            throw refused("the JVM takes no folder whose name holds a space: " + home);
        }
        try (TemporaryFolder folder = TemporaryFolder.create("fluxion-classes-")) {
            Path log = folder.path().resolve("loaded");
            Path own = folder.path().resolve("own");
            List<String> demo = java(
                    "-Xshare:off",
                    "-Xlog:disable",
                    "-Xlog:class+load=debug:file=" + log + "::filecount=0",
                    "-XX:DumpLoadedClassList=" + own,
                    "-Djava.io.tmpdir=" + folder.path(),
                    "-Dfluxion.home=" + home,
                    Fluxion.class.getName(),
                    "demo");
            run(demo, folder.path());

            Path list = folder.path().resolve("list");
            Files.write(
                    list, ClassList.of(Files.readAllLines(log), Files.readAllLines(own), home.resolve("connectors")));
            Path archive = folder.path().resolve(ARCHIVE);
            run(
                    java("-Xshare:dump", "-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + archive),
                    folder.path());
            Files.move(archive, home.resolve(ARCHIVE), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(home.resolve(MADE_FOR), System.getProperty("java.version") + " " + home + "\n");
    }

    /** A JVM as the launcher starts it, as far as an archive depends on it. */
    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseParallelGC");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static void run(List<String> command, Path folder) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly().waitFor();
            throw refused(lastLine(said));
        }
    }

    private static FluxionException refused(String why) {
        return Failure.fatal("FLX-CLI-SHARE-CLASSES", "no archive of classes was made: " + why)
                .remedy("Fluxion starts without one, only slower.")
                .exception();
    }

    private static String lastLine(Path said) throws IOException {
        List<String> lines = Files.readAllLines(said);
        return lines.isEmpty() ? "the JVM said nothing" : lines.get(lines.size() - 1);
    }
}
