package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles sources and packs them: a connector of someone else. */
final class CompiledJar {
    private CompiledJar() {}

    /**
     * Makes a jar.
     *
     * @param sources class names, with the dots of their packages, and their sources
     * @param services interfaces, and the class that provides each
     * @param classPath what the sources need
     */
    static void make(Path jar, Map<String, String> sources, Map<String, String> services, Path... classPath)
            throws IOException {
        Path work = Files.createTempDirectory(Files.createDirectories(jar.getParent()), "compiled");
        List<String> arguments = new ArrayList<>(List.of("-d", work.toString(), "-proc:none", "-cp"));
        arguments.add(String.join(":", Stream.of(classPath).map(Path::toString).toList()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = work.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
                .isZero();
        for (Map.Entry<String, String> service : services.entrySet()) {
            Path file = work.resolve("META-INF/services").resolve(service.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, service.getValue());
        }
        pack(work, jar);
    }

    private static void pack(Path work, Path jar) throws IOException {
        try (JarOutputStream packed = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(work)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                packed.putNextEntry(new JarEntry(work.relativize(file).toString()));
                packed.write(Files.readAllBytes(file));
            }
        }
    }
}
