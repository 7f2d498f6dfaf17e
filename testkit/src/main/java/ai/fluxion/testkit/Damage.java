package ai.fluxion.testkit;

import java.util.Arrays;
import java.util.Random;

/** Makes bytes that are nearly right. */
final class Damage {
    private Damage() {}

    /** A copy with a byte changed, left out or put in, cut short, or with a piece of it twice. */
    static byte[] of(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(5)) {
            case 0 -> {
                byte[] changed = bytes.clone();
                changed[at] = (byte) random.nextInt(256);
                yield changed;
            }
            case 1 -> replaced(bytes, at, 1, new byte[0]);
            case 2 -> replaced(bytes, at, 0, new byte[] {(byte) random.nextInt(256)});
            case 3 -> Arrays.copyOf(bytes, at);
            default -> replaced(bytes, at, 0, Arrays.copyOfRange(bytes, random.nextInt(at + 1), at + 1));
        };
    }

    private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
        byte[] changed = Arrays.copyOf(bytes, bytes.length - length + by.length);
        System.arraycopy(by, 0, changed, at, by.length);
        System.arraycopy(bytes, at + length, changed, at + by.length, bytes.length - at - length);
        return changed;
    }
}
