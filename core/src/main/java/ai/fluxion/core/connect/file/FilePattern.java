package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.Failure;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * A path, or a pattern of paths: {@code *} and {@code ?} within a name, {@code **} across folders (none as well),
 * {@code {a,b}}, {@code [a-z]}. As in a shell, names that begin with a dot match only a pattern whose name does; so what a
 * sink has staged is never read.
 */
final class FilePattern {
    private final String text;
    private final Path literal;
    private final Path base;
    private final List<PathMatcher> matchers;
    private final int depth;
    private final boolean hidden;

    private FilePattern(String text, Path literal, Path base, List<String> globs) {
        this.text = text;
        this.literal = literal;
        this.base = base;
        this.matchers = globs.stream()
                .map(each -> FileSystems.getDefault().getPathMatcher("glob:" + each))
                .toList();
        String glob = globs.get(0);
        this.depth = glob.contains("**") ? Integer.MAX_VALUE : glob.split("/", -1).length;
        this.hidden = glob.startsWith(".") || glob.contains("/.");
    }

    /**
     * @param text absolute, or relative to the working folder; a file that is called so is meant by itself
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if it is malformed
     */
    static FilePattern of(String text) {
        int wild = 0;
        while (wild < text.length() && "*?{[".indexOf(text.charAt(wild)) < 0) {
            wild++;
        }
        try {
            Path literal = FileFailures.path(text).toAbsolutePath().normalize();
            if (wild == text.length()) {
                return new FilePattern(text, literal, literal.getParent(), List.of("?"));
            }
            int slash = text.lastIndexOf('/', wild) + 1;
            Path base =
                    FileFailures.path(text.substring(0, slash)).toAbsolutePath().normalize();
            String glob = text.substring(slash);
            return new FilePattern(text, literal, base, List.of(glob, withoutEmptyFolders(glob)));
        } catch (PatternSyntaxException wrong) {
            throw Failure.fatal("FLX-FILE-PATTERN", "malformed pattern: " + wrong.getDescription())
                    .at("path")
                    .cause(wrong)
                    .exception();
        }
    }

    private static String withoutEmptyFolders(String glob) {
        String shorter = glob.replace("/**/", "/");
        return shorter.startsWith("**/") ? shorter.substring(3) : shorter;
    }

    /** The files that there are now, absolute, sorted by path. */
    List<Path> list() throws IOException {
        if (Files.exists(literal)) {
            return List.of(literal);
        }
        if (!isPattern() || !Files.isDirectory(base)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(base, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Finder(found));
        found.sort((one, other) -> one.toString().compareTo(other.toString()));
        return found;
    }

    /** Whether it may mean several files. */
    boolean isPattern() {
        return matchers.size() > 1;
    }

    /** Whether a file of this path, there or not, is meant. */
    boolean matches(Path file) {
        if (file.equals(literal)) {
            return true;
        }
        if (!isPattern() || !file.startsWith(base)) {
            return false;
        }
        Path relative = base.relativize(file);
        return matchers.stream().anyMatch(matcher -> matcher.matches(relative));
    }

    /** The folder below which files are looked for. */
    Path base() {
        return base;
    }

    @Override
    public String toString() {
        return text;
    }

    private final class Finder extends SimpleFileVisitor<Path> {
        private final List<Path> found;

        private Finder(List<Path> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean enter =
                    folder.equals(base) || (visible(folder) && folder.getNameCount() - base.getNameCount() < depth);
            return enter ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && visible(file) && matches(file)) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
            if (why instanceof NoSuchFileException || why instanceof FileSystemLoopException) {
                return FileVisitResult.CONTINUE;
            }
            throw why;
        }

        private boolean visible(Path path) {
            return hidden || !path.getFileName().toString().startsWith(".");
        }
    }
}
