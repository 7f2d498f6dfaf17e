package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code fluxion}, in a checkout whose Maven is a script that counts its calls, talks, and links the real
 * distribution to where Maven would build it.
 */
class LauncherIT {
    private static final Path DISTRIBUTION = DistributionProcess.BUILT;
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    @TempDir
    private Path folder;

    private Path checkout;
    private Path calls;

    @BeforeEach
    void aCheckout() throws IOException {
        checkout = Files.createDirectories(folder.resolve("a checkout"));
        calls = folder.resolve("calls");
        Files.copy(DISTRIBUTION.resolve("bin/fluxion"), checkout.resolve("fluxion"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Files.createDirectories(checkout.resolve("core/src/main/java"));
        Files.writeString(checkout.resolve("core/src/main/java/A.java"), "class A {}");
        maven("""
                #!/bin/sh
                echo "Maven says something"
                echo "$@" >>"$CALLS"
                mkdir -p "$CHECKOUT/cli/target/fluxion"
                ln -sf "$DISTRIBUTION/lib" "$CHECKOUT/cli/target/fluxion/"
                touch "$CHECKOUT/cli/target/fluxion/.built"
                """);
    }

    @Test
    void theDistributionIsBuiltWhenThereIsNoneAndStandardOutputStaysClean() throws Exception {
        Ended ended = start(checkout.resolve("fluxion"), "--version");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.outLines()).singleElement().asString().startsWith("fluxion ");
        assertThat(ended.err()).contains("Building Fluxion", "Maven says something");
        assertThat(Files.readString(calls))
                .contains("-f " + checkout + "/pom.xml")
                .contains(" package");
    }

    @Test
    void aDistributionThatIsUpToDateIsNotBuiltAgain() throws Exception {
        start(checkout.resolve("fluxion"), "--version");
        Ended ended = start(checkout.resolve("fluxion"), "--version");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(Files.readAllLines(calls)).hasSize(1);
    }

    @Test
    void aSourceThatIsNewerIsBuiltIn() throws Exception {
        start(checkout.resolve("fluxion"), "--version");
        onlyTheseAreNewer("core/src/main/java/A.java");
        start(checkout.resolve("fluxion"), "--version");

        assertThat(Files.readAllLines(calls)).hasSize(2);
    }

    @Test
    void aSourceThatIsGoneIsBuiltOut() throws Exception {
        start(checkout.resolve("fluxion"), "--version");
        onlyTheseAreNewer();
        Files.delete(checkout.resolve("core/src/main/java/A.java"));
        start(checkout.resolve("fluxion"), "--version");

        assertThat(Files.readAllLines(calls)).hasSize(2);
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws Exception {
        List<CompletableFuture<Ended>> starts = List.of(
                CompletableFuture.supplyAsync(this::startVersion), CompletableFuture.supplyAsync(this::startVersion));

        for (CompletableFuture<Ended> start : starts) {
            assertThat(start.get().code()).isZero();
        }
        assertThat(Files.readAllLines(calls)).hasSize(1);
    }

    @Test
    void aBuildThatFailsStartsNothingOld() throws Exception {
        start(checkout.resolve("fluxion"), "--version");
        onlyTheseAreNewer("pom.xml");
        maven("#!/bin/sh\necho broken\nexit 1\n");

        Ended ended = start(checkout.resolve("fluxion"), "--version");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("broken", "error FLX-BUILD-FAILED: ");
    }

    @Test
    void aLinkStartsItAndTheFolderStaysTheCallers() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("second"), checkout.resolve("fluxion"));
        Files.createSymbolicLink(elsewhere.resolve("flx"), Path.of("../second"));

        ProcessBuilder command = command(Path.of("./flx"), "--version").directory(elsewhere.toFile());
        command.environment().put("FLUXION_JAVA_OPTS", "-Xlog:startuptime:file=jvm.log -Dsecond=option");
        Ended ended = Ended.of(command, folder);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(elsewhere.resolve("jvm.log")).exists();
    }

    @Test
    void aBuiltDistributionNeedsNoMaven() throws Exception {
        Ended ended = start(DISTRIBUTION.resolve("bin/fluxion"), "--version");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.outLines()).singleElement().asString().startsWith("fluxion ");
        assertThat(calls).doesNotExist();
    }

    @Test
    void aWrongCommandLineEndsWith2() throws Exception {
        Ended ended = start(DISTRIBUTION.resolve("bin/fluxion"), "no such command");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("error FLX-CLI-USAGE: ");
    }

    @Test
    void anOldJavaIsNamedAndNotStarted() throws Exception {
        Path home = folder.resolve("java-11");
        executable(Files.createDirectories(home.resolve("bin")).resolve("java"), "#!/bin/sh\necho started\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.2\"\n");
        ProcessBuilder command = command(DISTRIBUTION.resolve("bin/fluxion"), "--version");
        command.environment().put("JAVA_HOME", home.toString());

        Ended ended = Ended.of(command, folder);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("error FLX-JAVA-OLD: " + home).contains("Java 11.0.2", "17 or newer");
    }

    @Test
    void aJavaThatTellsItsVersionItselfOnlyIsAsked() throws Exception {
        Path home = folder.resolve("java-1.8");
        executable(
                Files.createDirectories(home.resolve("bin")).resolve("java"),
                "#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n");
        ProcessBuilder command = command(DISTRIBUTION.resolve("bin/fluxion"), "--version");
        command.environment().put("JAVA_HOME", home.toString());

        assertThat(Ended.of(command, folder).err()).contains("is Java 1.8.0_402");
    }

    @Test
    void aJavaHomeWithoutJavaIsNamed() throws Exception {
        ProcessBuilder command = command(DISTRIBUTION.resolve("bin/fluxion"), "--version");
        command.environment().put("JAVA_HOME", folder.toString());

        Ended ended = Ended.of(command, folder);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("error FLX-JAVA-MISSING: ").contains(folder.toString());
    }

    private Ended startVersion() {
        try {
            return start(checkout.resolve("fluxion"), "--version");
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Ended start(Path script, String... arguments) throws IOException, InterruptedException {
        return Ended.of(command(script, arguments), folder);
    }

    private ProcessBuilder command(Path script, String... arguments) {
        ProcessBuilder command = new ProcessBuilder(script.toString());
        command.command().addAll(List.of(arguments));
        command.directory(folder.toFile());
        command.environment().put("PATH", folder.resolve("maven") + ":" + System.getenv("PATH"));
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("CALLS", calls.toString());
        command.environment().put("CHECKOUT", checkout.toString());
        command.environment().put("DISTRIBUTION", DISTRIBUTION.toString());
        return command;
    }

    private void maven(String script) throws IOException {
        executable(Files.createDirectories(folder.resolve("maven")).resolve("mvn"), script);
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Makes all sources old, the distribution a day younger, and what is named younger than that. */
    private void onlyTheseAreNewer(String... younger) throws IOException {
        for (String path :
                List.of("pom.xml", "fluxion", "core/src/main/java/A.java", "core/src/main/java", "core/src/main")) {
            Files.setLastModifiedTime(checkout.resolve(path), LONG_AGO);
        }
        FileTime dayAfter = FileTime.from(LONG_AGO.toInstant().plusSeconds(86_400));
        Files.setLastModifiedTime(checkout.resolve("cli/target/fluxion/.built"), dayAfter);
        for (String path : younger) {
            Files.setLastModifiedTime(checkout.resolve(path), FileTime.from(Instant.now()));
        }
    }
}
