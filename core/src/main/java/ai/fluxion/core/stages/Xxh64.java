package ai.fluxion.core.stages;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** XXH64 with the seed 0, as the xxHash specification (version 0.1.1, "XXH64 algorithm description") defines it. */
final class Xxh64 {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;
    /** Their sum, in 64 bits. */
    private static final long PRIMES_1_AND_2 = 0x60EA27EEADC0B5D6L;

    private static final int STRIPE = 32;

    private Xxh64() {}

    /** The canonical form of the hash: 8 bytes, the highest first. */
    static byte[] hash(ByteBuffer content) {
        ByteBuffer input = content.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int length = input.remaining();
        long hash = (length >= STRIPE ? stripes(input) : PRIME_5) + length;
        while (input.remaining() >= 8) {
            hash = Long.rotateLeft(hash ^ round(0, input.getLong()), 27) * PRIME_1 + PRIME_4;
        }
        if (input.remaining() >= 4) {
            hash = Long.rotateLeft(hash ^ (input.getInt() & 0xFFFFFFFFL) * PRIME_1, 23) * PRIME_2 + PRIME_3;
        }
        while (input.hasRemaining()) {
            hash = Long.rotateLeft(hash ^ (input.get() & 0xFF) * PRIME_5, 11) * PRIME_1;
        }
        hash = (hash ^ hash >>> 33) * PRIME_2;
        hash = (hash ^ hash >>> 29) * PRIME_3;
        return ByteBuffer.allocate(8).putLong(hash ^ hash >>> 32).array();
    }

    private static long stripes(ByteBuffer input) {
        long[] lanes = {PRIMES_1_AND_2, PRIME_2, 0, -PRIME_1};
        while (input.remaining() >= STRIPE) {
            for (int i = 0; i < lanes.length; i++) {
                lanes[i] = round(lanes[i], input.getLong());
            }
        }
        long hash = Long.rotateLeft(lanes[0], 1)
                + Long.rotateLeft(lanes[1], 7)
                + Long.rotateLeft(lanes[2], 12)
                + Long.rotateLeft(lanes[3], 18);
        for (long lane : lanes) {
            hash = (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
        }
        return hash;
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }
}
