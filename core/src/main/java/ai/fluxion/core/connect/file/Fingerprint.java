package ai.fluxion.core.connect.file;

import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells a file from another by the same name: a hash of how it begins. It stays the same when something is appended,
 * and when the file is copied elsewhere with the same path.
 *
 * @param length how many bytes were hashed
 * @param hash the first 128 bits of their SHA-256
 */
record Fingerprint(int length, String hash) {
    private static final int MOST = 1024;
    private static final String LENGTH = "length";
    private static final String HASH = "sha256";

    /** Of the first bytes, as far as there are some. */
    static Fingerprint of(FileChannel channel) throws IOException {
        return of(channel, MOST);
    }

    private static Fingerprint of(FileChannel channel, int most) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(most);
        while (head.hasRemaining() && channel.read(head, head.position()) > 0) {
            // until it is full or the file ends
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(head.flip());
            int length = head.limit();
            return new Fingerprint(length, HexFormat.of().formatHex(digest.digest(), 0, 16));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every JDK has SHA-256
        }
    }

    /** True if a file that grows will have a longer one. */
    boolean partial() {
        return length < MOST;
    }

    /** Whether the file still begins with what was hashed. */
    boolean fits(FileChannel channel) throws IOException {
        return equals(of(channel, length));
    }

    Document toDocument() {
        return Document.of(HASH, hash, LENGTH, length);
    }

    /** Whether a file begins as an offset's origin says; one that says nothing, written by hand, fits any. */
    static boolean fits(Document origin, FileChannel channel) throws IOException {
        if (!(origin.get(HASH) instanceof String hash) || !(origin.get(LENGTH) instanceof Number length)) {
            return true;
        }
        int bytes = Math.max(0, Math.min(MOST, length.intValue()));
        return new Fingerprint(bytes, hash).fits(channel);
    }
}
