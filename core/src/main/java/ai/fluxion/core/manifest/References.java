package ai.fluxion.core.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Resolves references in texts: {@code ${env:NAME}} and {@code ${file:PATH}}.
 *
 * <p>After {@code :-} stands a default, which may hold references: it counts if the variable is unset or empty, as in a
 * shell, or the file can't be read. A dollar sign before a reference makes it plain text. What a file holds counts without
 * the line ends after it. Resolution comes before any meaning: in stages, a value that begins with a dollar sign is a field's
 * path, whoever wrote it.
 */
final class References {
    private static final int MAX_FILE_SIZE = 1 << 16;
    private static final int MAX_DEPTH = 10;

    private final Path folder;
    private final Map<String, String> environment;
    private final Severity unset;
    private final Problems problems;
    private final Redaction redaction;

    References(Path folder, Map<String, String> environment, Severity unset, Problems problems, Redaction redaction) {
        this.folder = folder;
        this.environment = environment;
        this.unset = unset;
        this.problems = problems;
        this.redaction = redaction;
    }

    /**
     * A scalar after resolution.
     *
     * @param value as of {@link ScalarNode}; text if there was a reference
     * @param text as it was written, with what references stand for
     * @param referenced whether there was a reference, so that nobody may see the value
     * @param known false if a reference stands for nothing, so that the value says nothing
     */
    record Resolved(Object value, String text, boolean referenced, boolean known) {}

    Resolved resolve(ScalarNode node) {
        if (!(node.value() instanceof String text) || !text.contains("${")) {
            return new Resolved(node.value(), node.text(), false, true);
        }
        Resolution resolution = new Resolution(node.location(), text);
        try {
            String resolved = resolution.upTo(text.length(), 0);
            if (resolution.referenced && resolution.known) {
                redaction.hide(resolved, text);
            }
            return new Resolved(resolved, resolved, resolution.referenced, resolution.known);
        } catch (MalformedReference wrong) {
            problems.error(wrong.code, node.location(), wrong.getMessage());
            return new Resolved(text, text, true, false);
        }
    }

    /** Whether a text is references without defaults, and nothing else that could be a secret. */
    static boolean onlyReferences(String text) {
        int at = 0;
        while (text.startsWith("${env:", at) || text.startsWith("${file:", at)) {
            int close = text.indexOf('}', at);
            String body = text.substring(at + 2, Math.max(at + 2, close));
            if (close < 0 || body.contains(":-") || body.contains("${")) {
                return false;
            }
            at = close + 1;
        }
        return at > 0 && at == text.length();
    }

    private static final class MalformedReference extends Exception {
        private final String code;

        MalformedReference(String code, String message) {
            super(message);
            this.code = code;
        }
    }

    private final class Resolution {
        private final Location location;
        private final String text;
        private int at;
        private boolean referenced;
        private boolean known = true;

        Resolution(Location location, String text) {
            this.location = location;
            this.text = text;
        }

        private String upTo(int end, int depth) throws MalformedReference {
            if (depth > MAX_DEPTH) {
                throw new MalformedReference("FLX-REFERENCE-SYNTAX", "references stand too deep in one another");
            }
            StringBuilder out = new StringBuilder();
            while (at < end) {
                if (text.startsWith("$${", at)) {
                    out.append("${");
                    at += 3;
                } else if (text.startsWith("${", at)) {
                    out.append(reference(end, depth));
                } else {
                    out.append(text.charAt(at++));
                }
            }
            return out.toString();
        }

        private String reference(int limit, int depth) throws MalformedReference {
            referenced = true;
            int start = at;
            int close = closing(start + 2, limit);
            String body = text.substring(start + 2, close);
            int split = body.indexOf(":-");
            String target = split < 0 ? body : body.substring(0, split);
            Optional<String> value = look(target);
            if (value.isPresent()) {
                redaction.hide(value.get(), text.substring(start, close + 1));
                at = close + 1;
                return value.get();
            }
            if (split >= 0) {
                at = start + 2 + split + 2;
                String otherwise = upTo(close, depth + 1);
                at = close + 1;
                return otherwise;
            }
            known = false;
            problems.report(unset, "FLX-REFERENCE-UNSET", location, unsetMessage(target));
            at = close + 1;
            return text.substring(start, close + 1);
        }

        private int closing(int from, int limit) throws MalformedReference {
            int open = 1;
            for (int i = from; i < limit; i++) {
                if (text.startsWith("${", i)) {
                    open++;
                } else if (text.charAt(i) == '}' && --open == 0) {
                    return i;
                }
            }
            throw new MalformedReference(
                    "FLX-REFERENCE-SYNTAX", "a reference '${' has no '}'; a literal '${' is written '$${'");
        }

        private Optional<String> look(String target) throws MalformedReference {
            int colon = target.indexOf(':');
            String scheme = colon < 0 ? target : target.substring(0, colon);
            String name = colon < 0 ? "" : target.substring(colon + 1);
            boolean env = scheme.equals("env");
            if (!env && !scheme.equals("file")) {
                throw new MalformedReference(
                        "FLX-REFERENCE-SCHEME",
                        "a reference is ${env:NAME} or ${file:PATH}, each with ':-default' if need be, found '${"
                                + scheme + "…'; a literal '${' is written '$${'");
            }
            if (name.isBlank()) {
                throw new MalformedReference("FLX-REFERENCE-SYNTAX", "a reference '${" + scheme + ":' names nothing");
            }
            return env ? Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty()) : content(name);
        }
    }

    private String unsetMessage(String target) {
        String what = target.startsWith("env:")
                ? "the environment variable " + target.substring(4) + " is not set, or empty; set it"
                : "the file " + target.substring(5) + " " + whyNoContent(target.substring(5)) + "; put it there";
        return what + ", or write a default: ${" + target + ":-default}";
    }

    private String whyNoContent(String name) {
        try {
            Path path = folder.resolve(name);
            return Files.notExists(path)
                    ? "does not exist"
                    : Files.isDirectory(path)
                            ? "is a folder"
                            : Files.isRegularFile(path) ? "can't be read" : "is no regular file";
        } catch (InvalidPathException | SecurityException noPath) {
            return "can't be read";
        }
    }

    private Optional<String> content(String name) throws MalformedReference {
        byte[] bytes;
        try {
            Path path = folder.resolve(name);
            if (!Files.isRegularFile(path)) {
                return Optional.empty(); // a pipe would be waited for
            }
            try (InputStream in = Files.newInputStream(path)) {
                bytes = in.readNBytes(MAX_FILE_SIZE + 1);
            }
        } catch (IOException | InvalidPathException | SecurityException toldByTheCaller) {
            return Optional.empty();
        }
        if (bytes.length > MAX_FILE_SIZE) {
            throw new MalformedReference(
                    "FLX-REFERENCE-FILE", "the file " + name + " has more than 64 KiB; is it the right one?");
        }
        try {
            return Optional.of(withoutLineEnds(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()));
        } catch (CharacterCodingException noText) {
            throw new MalformedReference(
                    "FLX-REFERENCE-FILE", "the file " + name + " is no text in UTF-8; is it the right one?");
        }
    }

    private static String withoutLineEnds(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }
}
