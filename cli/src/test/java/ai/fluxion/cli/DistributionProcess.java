package ai.fluxion.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts commands of the built distribution, each in a process whose temporary files go to a folder of the test. */
record DistributionProcess(Path home, Path folder) {
    static final Path BUILT = Path.of(System.getProperty("fluxion.distribution"));

    static DistributionProcess in(Path folder) {
        return new DistributionProcess(BUILT, folder);
    }

    ProcessBuilder command(String... arguments) throws IOException {
        Files.createDirectories(temporary());
        ProcessBuilder command = new ProcessBuilder(home.resolve("bin/fluxion").toString());
        command.command().addAll(List.of(arguments));
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("FLUXION_JAVA_OPTS", "-Xmx512m -Djava.io.tmpdir=" + temporary());
        return command.directory(folder.toFile());
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        return Ended.of(command(arguments), folder);
    }

    Path temporary() {
        return folder.resolve("tmp");
    }
}
