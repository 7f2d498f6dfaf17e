package ai.fluxion.core.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * From a file to nodes: size, encoding and syntax. The ending says which syntax; of another ending, the content tells JSON
 * from YAML.
 */
final class ManifestText {
    /** In bytes. */
    static final int MAX_SIZE = 1 << 20;

    private ManifestText() {}

    /** @return empty if there is nothing to check, and the problem says why */
    static Optional<Node> read(Path path, Problems problems) {
        String file = path.toString();
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_SIZE + 1);
            if (bytes.length > MAX_SIZE) {
                problems.error(
                        "FLX-MANIFEST-TOO-LARGE", Location.start(file), "a manifest has at most 1 MiB; is this one?");
                return Optional.empty();
            }
            return parse(file, bytes, problems);
        } catch (NoSuchFileException missing) {
            problems.error("FLX-MANIFEST-UNREADABLE", Location.start(file), "there is no such file");
        } catch (IOException | SecurityException wrong) {
            problems.error("FLX-MANIFEST-UNREADABLE", Location.start(file), "can't be read: " + wrong.getMessage());
        }
        return Optional.empty();
    }

    /** @param bytes at most {@link #MAX_SIZE} */
    static Optional<Node> parse(String file, byte[] bytes, Problems problems) {
        try {
            String text = decode(file, bytes);
            Optional<Node> root = text.isBlank() ? Optional.empty() : tree(file, text, problems);
            if (root.isEmpty()) {
                problems.error("FLX-MANIFEST-SYNTAX", Location.start(file), "the file is empty");
            }
            return root;
        } catch (SyntaxException wrong) {
            problems.error("FLX-MANIFEST-SYNTAX", wrong.location(), wrong.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Node> tree(String file, String text, Problems problems) throws SyntaxException {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".toml")) {
            return Optional.of(TomlTree.read(file, text, problems));
        }
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        boolean json = name.endsWith(".json") || (!yaml && text.matches("(?s)\\s*\\{\\s*(\".*|\\}\\s*)"));
        return json ? Optional.of(JsonTree.read(file, text, problems)) : YamlTree.read(file, text, problems);
    }

    private static String decode(String file, byte[] bytes) throws SyntaxException {
        CharsetDecoder utf8 = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = utf8.decode(ByteBuffer.wrap(bytes), chars, true);
        String text = chars.flip().toString();
        if (result.isError()) {
            throw new SyntaxException(
                    Location.at(file, text, text.length()), "a manifest is text in UTF-8; this is not");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
