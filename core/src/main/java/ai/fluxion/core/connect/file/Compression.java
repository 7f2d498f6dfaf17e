package ai.fluxion.core.connect.file;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** How a file's bytes are packed. What several writers packed one after the other is read as one file. */
enum Compression {
    NONE(""),
    GZIP(".gz"),
    ZSTD(".zst");

    private static final int BUFFER = 1 << 16;

    private final String ending;

    Compression(String ending) {
        this.ending = ending;
    }

    /** What an option says: {@code none}, {@code gzip}, {@code zstd}, or {@code auto}, which goes by the file's name. */
    static Compression of(String option, String fileName) {
        if (!option.equals("auto")) {
            return valueOf(option.toUpperCase(Locale.ROOT));
        }
        String name = fileName.toLowerCase(Locale.ROOT);
        if (name.endsWith(GZIP.ending)) {
            return GZIP;
        }
        return name.endsWith(ZSTD.ending) ? ZSTD : NONE;
    }

    /** What the names of such files end with; empty for none. */
    String ending() {
        return ending;
    }

    /**
     * Unpacks all members or frames.
     *
     * @param growing whether the end of {@code packed} is the end for now: then it is no error within a member, and reading
     *     may go on later
     */
    InputStream unpack(InputStream packed, boolean growing) throws IOException {
        return switch (this) {
            case NONE -> packed;
            case GZIP -> new GzipMembers(packed, growing);
            case ZSTD -> new ZstdInputStreamNoFinalizer(packed).setContinuous(growing);
        };
    }

    /** Packs one member or frame, which ends when the stream is closed. */
    OutputStream pack(OutputStream packed) throws IOException {
        return switch (this) {
            case NONE -> packed;
            case GZIP -> new GZIPOutputStream(packed, BUFFER);
            case ZSTD -> new ZstdOutputStreamNoFinalizer(packed);
        };
    }
}
