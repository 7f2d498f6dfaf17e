package ai.fluxion.bench.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The input: orders of about 200 bytes of JSON, each made from its number alone. Nine of ten are paid. */
final class Orders {
    private static final String[] CURRENCIES = {"EUR", "USD", "GBP", "CHF"};
    private static final String[] COUNTRIES = {"DE", "FR", "US", "GB", "CH", "NL"};
    private static final String[] CHANNELS = {"web", "app", "shop"};
    private static final String[] NOTES = {"", "leave at the door", "a gift", "ring twice, please"};
    private static final long EPOCH_MILLIS =
            Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private Orders() {}

    static byte[] key(long number) {
        return id(number).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] value(long number) {
        long chance = mixed(number);
        return ("{\"orderId\":\"" + id(number)
                        + "\",\"customer\":\"c-" + pick(chance, 1, 900_000)
                        + "\",\"status\":\"" + status(number)
                        + "\",\"price\":" + (1 + pick(chance, 2, 300)) + '.' + cents(chance)
                        + ",\"quantity\":" + (1 + pick(chance, 4, 9))
                        + ",\"currency\":\"" + CURRENCIES[pick(chance, 5, CURRENCIES.length)]
                        + "\",\"country\":\"" + COUNTRIES[pick(chance, 6, COUNTRIES.length)]
                        + "\",\"channel\":\"" + CHANNELS[pick(chance, 7, CHANNELS.length)]
                        + "\",\"createdAt\":\"" + Instant.ofEpochMilli(EPOCH_MILLIS + number * 137)
                        + "\",\"note\":\"" + NOTES[pick(chance, 8, NOTES.length)]
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String id(long number) {
        return "o-" + (10_000_000 + number);
    }

    private static String status(long number) {
        if (number % 10 != 7) {
            return "PAID";
        }
        return number % 20 == 7 ? "OPEN" : "CANCELLED";
    }

    /** Two digits without a zero at the end, which some parsers keep and others drop. */
    private static String cents(long chance) {
        return "" + pick(chance, 3, 10) + (1 + pick(chance, 9, 9));
    }

    private static int pick(long chance, int which, int bound) {
        return (int) Math.floorMod(mixed(chance + which), (long) bound);
    }

    /** The finalizer of SplitMix64: numbers that are near each other become numbers that are not. */
    static long mixed(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
