package ai.fluxion.core.manifest;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** Makes paths in a manifest absolute, so that they mean the same from wherever the pipeline is started. */
final class ManifestPaths {
    private static final Pattern ABSOLUTE = Pattern.compile("([/\\\\]|[A-Za-z]:[/\\\\]|[A-Za-z][A-Za-z0-9+.-]+://)");

    private final Path folder;

    /** @param manifest the manifest's own path */
    ManifestPaths(Path manifest) {
        Path parent = manifest.toAbsolutePath().normalize().getParent();
        this.folder = parent == null ? manifest.toAbsolutePath() : parent;
    }

    Path folder() {
        return folder;
    }

    /** Text, since a glob or a last slash would not outlive a {@link Path}. */
    String absolute(String path) {
        if (path.isEmpty() || ABSOLUTE.matcher(path).lookingAt()) {
            return path;
        }
        Deque<String> steps = new ArrayDeque<>();
        for (String step : (folder.toString().replace('\\', '/') + "/" + path).split("/", -1)) {
            if (step.equals("..") && steps.size() > 1) {
                steps.removeLast();
            } else if (!step.equals(".") && !step.equals("..")) {
                steps.addLast(step);
            }
        }
        boolean directory = path.equals(".") || path.equals("..") || path.endsWith("/.") || path.endsWith("/..");
        return String.join("/", steps) + (directory ? "/" : "");
    }
}
