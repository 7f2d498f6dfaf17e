package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.transactions.EpochId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The hidden files in which epochs wait for their commit: {@code .NAME~PIPELINE~INCARNATION~ATTEMPT~EPOCH~LANE.staged}. No
 * part can hold a tilde, so that no name can be taken for another pipeline's or target's.
 *
 * @param folder the folder of the target, or the target itself
 * @param name the target's name
 */
record Staging(Path folder, String name) {
    private static final String STAGED = ".staged";
    private static final String WRITING = ".writing";
    private static final int LONGEST = 60;

    /** For a file that grows. */
    static Staging beside(Path file) {
        return new Staging(file.getParent(), file.getFileName().toString());
    }

    /** For a folder of parts. */
    static Staging inFolder(Path folder) {
        return new Staging(folder, "part");
    }

    /** What was staged by a name that a committable holds; the name leads nowhere else. */
    Path file(String staged) {
        return folder.resolve(Path.of(staged).getFileName().toString());
    }

    /** The name of what a lane prepared. */
    String staged(EpochId epoch, int lane) {
        return prefix(epoch.pipeline()) + suffix(epoch, lane) + STAGED;
    }

    /** The file that a lane writes to until it is prepared. */
    Path writing(EpochId first, int lane) {
        return folder.resolve(prefix(first.pipeline()) + suffix(first, lane) + WRITING);
    }

    private String prefix(String pipeline) {
        return "." + plain(name, false) + "~" + plain(pipeline) + "~";
    }

    private static String suffix(EpochId epoch, int lane) {
        return attempt(epoch) + "~" + epoch.epoch() + "~" + lane;
    }

    private static String attempt(EpochId epoch) {
        return plain(epoch.incarnation()) + "~" + epoch.attempt();
    }

    /** All files of the pipeline for this target, but those of the current attempt. */
    private List<Path> ofOthers(EpochId current) throws IOException {
        String prefix = prefix(current.pipeline());
        List<Path> others = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                String found = file.getFileName().toString();
                if (found.startsWith(prefix)
                        && (found.endsWith(STAGED) || found.endsWith(WRITING))
                        && found.substring(prefix.length())
                                        .chars()
                                        .filter(c -> c == '~')
                                        .count()
                                == 3
                        && !found.startsWith(prefix + attempt(current) + "~")) {
                    others.add(file);
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        return others;
    }

    /** Deletes what {@link #ofOthers} finds. */
    void removeOthers(EpochId current) throws IOException {
        for (Path file : ofOthers(current)) {
            Files.deleteIfExists(file);
        }
    }

    /** Gives a synced file its name, at once and for good. */
    void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync();
    }

    /** Makes the names in the folder durable. */
    void sync() throws IOException {
        sync(folder);
    }

    private static void sync(Path folder) throws IOException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return; // opens no folders, and keeps names by itself
        }
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** Makes a folder, and those that it lies in, for good; one that is there already is fine. */
    static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            makeFolder(folder.getParent());
            Files.createDirectories(folder);
            sync(folder.getParent());
        }
    }

    /** An id as a part of a file's name: all but letters, digits, dots, underscores and hyphens is escaped. */
    static String plain(String id) {
        return plain(id, true);
    }

    /** Text without tildes and slashes; a hash instead where a file's name would grow too long. */
    private static String plain(String text, boolean strict) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean fits = strict
                    ? (c < 128 && Character.isLetterOrDigit(c)) || c == '.' || c == '_' || c == '-'
                    : c != '~' && c != '%' && c != '/' && c != '\\';
            if (fits) {
                plain.appendCodePoint(c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    plain.append('%').append(HexFormat.of().toHexDigits(b));
                }
            }
        });
        if (plain.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return plain.toString();
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "%" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every JDK has SHA-256
        }
    }
}
