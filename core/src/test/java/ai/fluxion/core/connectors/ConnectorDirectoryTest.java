package ai.fluxion.core.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.SinkConnectorProvider;
import ai.fluxion.core.engine.connectors.StreamingSink;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class ConnectorDirectoryTest {
    private static final String SERVICE = "META-INF/services/" + SinkConnectorProvider.class.getName();

    @TempDir
    private Path connectors;

    @Test
    void aFolderThatIsNotThereHoldsOnlyWhatTheEngineBrings() {
        ConnectorDirectory found = ConnectorDirectory.of(connectors.resolve("missing"));

        assertThat(found.broken()).isEmpty();
        assertThat(found.loaders()).containsExactly(ConnectorDirectory.class.getClassLoader());
    }

    @Test
    void aConnectorInAFolderIsLoadedByALoaderOfItsOwn() throws IOException {
        tallyIn("tally");

        ConnectorDirectory found = ConnectorDirectory.of(connectors);

        assertThat(found.broken()).isEmpty();
        SinkConnectorProvider provider = found.registry().sink("tally").orElseThrow();
        StreamingSink sink = provider.create(
                ConnectorConfig.builder("tally", ConnectorConfig.Kind.SINK).build());
        assertThat(sink.getClass().getClassLoader())
                .isEqualTo(found.loaders().get(1))
                .isNotEqualTo(getClass().getClassLoader());
    }

    @Test
    void aConnectorIsAskedWithItsOwnLoaderAsTheThreads() throws IOException {
        tallyIn("tally");
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        SinkConnectorProvider provider =
                ConnectorDirectory.of(connectors).registry().sink("tally").orElseThrow();

        assertThat(provider.options()).extracting(ConnectorOption::name).containsExactly("seen-by-tally");
        assertThat(Thread.currentThread().getContextClassLoader()).isEqualTo(before);
    }

    @Test
    void jarsInTheFolderItselfAndOtherFilesAreNoConnectors() throws IOException {
        tallyIn("tally");
        Files.writeString(connectors.resolve("README"), "no connector");
        jar(connectors.resolve("stray.jar"), Map.of("a", bytes("b")));

        ConnectorDirectory found = ConnectorDirectory.of(connectors);

        assertThat(found.broken()).isEmpty();
        assertThat(found.loaders()).hasSize(2);
    }

    @Test
    void sharedPackagesAreAnExactListAndOwnCopiesOfThemAreNotLoaded() throws Exception {
        Path jar = connectors.resolve("own.jar");
        jar(
                jar,
                Map.of(
                        path(Document.class), classFile(Document.class),
                        path(Logger.class), classFile(Logger.class),
                        path(ConnectorLoader.class), classFile(ConnectorLoader.class)));
        ConnectorLoader loader = loaderOf(jar);

        assertThat(loader.loadClass(Document.class.getName())).isEqualTo(Document.class);
        assertThat(loader.loadClass(Logger.class.getName())).isEqualTo(Logger.class);
        assertThat(loader.loadClass(ConnectorLoader.class.getName())).isNotEqualTo(ConnectorLoader.class);
    }

    @Test
    void whatTheEngineHasBesideTheSharedPackagesIsNotSeen() throws Exception {
        Path jar = connectors.resolve("empty.jar");
        jar(jar, Map.of("a", bytes("b")));
        ConnectorLoader loader = loaderOf(jar);

        assertThatThrownBy(() -> loader.loadClass(ConnectorLoader.class.getName()))
                .isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> loader.loadClass(Test.class.getName())).isInstanceOf(ClassNotFoundException.class);
        assertThat(loader.getResource(path(ConnectorLoader.class))).isNull();
        assertThat(ServiceLoader.load(SinkConnectorProvider.class, loader)).isEmpty();
    }

    @Test
    void aJarThatIsNoJarBreaksItsFolderOnly() throws IOException {
        tallyIn("good");
        tallyIn("spoilt");
        Files.writeString(connectors.resolve("spoilt/library.jar"), "<html>404</html>");

        ConnectorDirectory found = ConnectorDirectory.of(connectors);

        assertThat(found.registry().sink("tally")).isPresent();
        assertThat(only(found.broken()).toString())
                .startsWith("FLX-CONNECTOR-BROKEN: " + connectors.resolve("spoilt"))
                .contains("library.jar")
                .contains("remove the folder");
    }

    @Test
    void aProviderThatIsNamedAndMissingBreaksItsFolderOnly() throws IOException {
        tallyIn("good");
        folder("hollow", Map.of(SERVICE, bytes("com.acme.MissingProvider")));

        ConnectorDirectory found = ConnectorDirectory.of(connectors);

        assertThat(found.registry().sink("tally")).isPresent();
        assertThat(only(found.broken()).message()).contains("com.acme.MissingProvider");
    }

    @Test
    void aClassThatAProviderNeedsAndLacksBreaksItsFolderOnly() throws IOException {
        tallyIn("good");
        folder(
                "hollow",
                Map.of(
                        SERVICE,
                        bytes(NeedySinkProvider.class.getName()),
                        path(NeedySinkProvider.class),
                        classFile(NeedySinkProvider.class)));

        ConnectorDirectory found = ConnectorDirectory.of(connectors);

        assertThat(found.registry().sink("tally")).isPresent();
        assertThat(only(found.broken()).message()).contains("TallySinkProvider");
    }

    @Test
    void aFolderWithoutAnyProviderIsBroken() throws IOException {
        Files.createDirectory(connectors.resolve("void"));

        ConnectorDirectory found = ConnectorDirectory.of(connectors);

        assertThat(only(found.broken()).code()).isEqualTo("FLX-CONNECTOR-BROKEN");
    }

    @Test
    void oneNameInTwoFoldersIsRefused() throws IOException {
        tallyIn("one");
        tallyIn("two");

        ConnectorDirectory found = ConnectorDirectory.of(connectors);

        assertThatThrownBy(found::registry).hasMessageContaining("FLX-CONNECTOR-TWICE");
    }

    @Test
    void onAClassPathTheConnectorsThereAreFound() {
        assertThat(ConnectorDirectory.ofClassPath().loaders())
                .containsExactly(Thread.currentThread().getContextClassLoader());
    }

    private void tallyIn(String name) throws IOException {
        folder(
                name,
                Map.of(
                        SERVICE,
                        bytes(TallySinkProvider.class.getName()),
                        path(TallySinkProvider.class),
                        classFile(TallySinkProvider.class)));
    }

    private void folder(String name, Map<String, byte[]> content) throws IOException {
        Path folder = Files.createDirectory(connectors.resolve(name));
        jar(folder.resolve(name + ".jar"), content);
    }

    private static void jar(Path file, Map<String, byte[]> content) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : content.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
    }

    private static ConnectorLoader loaderOf(Path jar) throws IOException {
        return new ConnectorLoader(
                "test", new URL[] {jar.toUri().toURL()}, ConnectorDirectoryTest.class.getClassLoader());
    }

    private static String path(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static byte[] classFile(Class<?> type) throws IOException {
        try (InputStream in = type.getClassLoader().getResourceAsStream(path(type))) {
            return in.readAllBytes();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Failure only(List<Failure> failures) {
        assertThat(failures).hasSize(1);
        return failures.get(0);
    }
}
