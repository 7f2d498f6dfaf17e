package ai.fluxion.bench.kafka;

import java.util.zip.CRC32C;

/** How many records, and what is in them whatever their order. Not safe for several threads. */
final class Content {
    private final CRC32C crc = new CRC32C();
    private long count;
    private long digest;

    void add(byte[] key, byte[] value) {
        count++;
        digest += Orders.mixed(of(key) << 32 | of(value));
    }

    private long of(byte[] bytes) {
        crc.reset();
        crc.update(bytes, 0, bytes.length);
        return crc.getValue();
    }

    Sum sum() {
        return new Sum(count, digest);
    }

    /** A content at a moment; two are equal if the same records are in both. */
    record Sum(long count, long digest) {}
}
