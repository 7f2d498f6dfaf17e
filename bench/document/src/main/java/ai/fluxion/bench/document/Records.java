package ai.fluxion.bench.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The records that are measured; the same in every run. Each has a field {@code status}, the earthquakes one level down. */
public enum Records {
    /** GeoJSON of the U.S. Geological Survey: about 700 bytes, three levels, 28 fields. */
    EARTHQUAKES,
    /** Flat, about 160 bytes, of one form. */
    ORDERS,
    /** Flat, about 160 bytes: four forms in turn by chance, each with fields that may be absent. */
    MIXED;

    private static final int COUNT = 2_000;

    /** The field that holds the one with the status, or null if it is the record itself. */
    public String holder() {
        return this == EARTHQUAKES ? "properties" : null;
    }

    /** A field beside the status that holds a number. */
    public String number() {
        return this == EARTHQUAKES ? "time" : "customerId";
    }

    /** What each record is, in UTF-8. */
    public List<byte[]> load() {
        return switch (this) {
            case EARTHQUAKES -> lines(earthquakes());
            case ORDERS -> generated(false);
            case MIXED -> generated(true);
        };
    }

    private static Path earthquakes() {
        Path name = Path.of("examples", "data", "earthquakes.ndjson");
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        throw new IllegalStateException("no " + name + " above " + Path.of("").toAbsolutePath());
    }

    private static List<byte[]> lines(Path file) {
        try {
            List<byte[]> records = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                records.add(line.getBytes(StandardCharsets.UTF_8));
            }
            return records;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<byte[]> generated(boolean mixed) {
        Random random = new Random(42);
        List<byte[]> records = new ArrayList<>(COUNT);
        for (int i = 0; i < COUNT; i++) {
            String json = mixed ? mixed(random, i) : order(random, i);
            records.add(json.getBytes(StandardCharsets.UTF_8));
        }
        Collections.shuffle(records, random);
        return records;
    }

    private static String order(Random random, int number) {
        return String.format(
                Locale.ROOT,
                "{\"orderId\":\"o-%07d\",\"customerId\":%d,\"sku\":\"CH-%04d\",\"quantity\":%d,\"price\":%d.%02d,"
                        + "\"currency\":\"EUR\",\"status\":\"%s\",\"express\":%b,\"createdAt\":%d}",
                number,
                10_000 + random.nextInt(990_000),
                random.nextInt(10_000),
                1 + random.nextInt(20),
                random.nextInt(900),
                random.nextInt(100),
                status(random),
                random.nextInt(5) == 0,
                1_767_225_600_000L + random.nextInt(1_000_000_000));
    }

    private static String status(Random random) {
        return List.of("PAID", "OPEN", "CANCELLED").get(random.nextInt(3));
    }

    private static String mixed(Random random, int number) {
        return switch (number % 4) {
            case 0 -> order(random, number);
            case 1 ->
                String.format(
                        Locale.ROOT,
                        "{\"type\":\"refund\",\"refundId\":\"r-%07d\",\"orderId\":\"o-%07d\",\"customerId\":%d%s,"
                                + "\"amount\":%d.%02d,\"status\":\"%s\",\"approvedBy\":\"desk-%d\"}",
                        number,
                        random.nextInt(number),
                        10_000 + random.nextInt(990_000),
                        optional(random, "\"reason\":\"arrived damaged\""),
                        random.nextInt(900),
                        random.nextInt(100),
                        status(random),
                        random.nextInt(50));
            case 2 ->
                String.format(
                        Locale.ROOT,
                        "{\"type\":\"shipment\",\"orderId\":\"o-%07d\",\"customerId\":%d,\"carrier\":\"DHL\"%s%s,"
                                + "\"weight\":%d.%d,\"status\":\"%s\",\"parcels\":%d,\"city\":\"München\"}",
                        random.nextInt(number),
                        10_000 + random.nextInt(990_000),
                        optional(random, "\"tracking\":\"JD0146000" + (100_000_000 + random.nextInt(99_999)) + "\""),
                        optional(random, "\"insured\":true"),
                        random.nextInt(30),
                        random.nextInt(10),
                        status(random),
                        1 + random.nextInt(4));
            default ->
                String.format(
                        Locale.ROOT,
                        "{\"customerId\":%d,\"name\":\"customer %d\",\"status\":\"%s\",\"since\":%d%s%s,"
                                + "\"score\":%d.%d,\"address\":null}",
                        10_000 + random.nextInt(990_000),
                        number,
                        status(random),
                        1_000_000_000_000L + random.nextInt(1_000_000_000),
                        optional(random, "\"email\":\"c" + number + "@example.com\""),
                        optional(random, "\"phone\":\"+49 89 " + (100_000 + random.nextInt(900_000)) + "\""),
                        random.nextInt(100),
                        random.nextInt(10));
        };
    }

    private static String optional(Random random, String field) {
        return random.nextBoolean() ? "," + field : "";
    }
}
