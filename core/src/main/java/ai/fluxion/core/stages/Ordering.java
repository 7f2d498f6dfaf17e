package ai.fluxion.core.stages;

import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * The one total order of all values: by type, then by value; missing comes before null. Documents are compared field by
 * field in their order: type, name, value. Strings are compared by their UTF-8 bytes.
 */
final class Ordering {
    private Ordering() {}

    static boolean equal(Object left, Object right) {
        if (left instanceof String text && right instanceof String other) {
            return text.equals(other);
        }
        return compare(left, right) == 0;
    }

    static int compare(Object left, Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return Numbers.compare(a, b);
        }
        if (left instanceof String a && right instanceof String b) {
            return compareText(a, b);
        }
        BsonType type = BsonType.of(left);
        int byType = Integer.compare(type.rank(), BsonType.of(right).rank());
        if (byType != 0) {
            return byType;
        }
        return switch (type) {
            case OBJECT -> compareDocuments((Document) left, (Document) right);
            case ARRAY -> compareArrays((List<?>) left, (List<?>) right);
            case BINARY -> compareBinary(left, right);
            case BOOL -> Boolean.compare((Boolean) left, (Boolean) right);
            case DATE -> instant(left).compareTo(instant(right));
            case TIME -> ((LocalTime) left).compareTo((LocalTime) right);
            default -> 0;
        };
    }

    /** The point in time that a value of type {@code date} stands for. */
    static Instant instant(Object date) {
        if (date instanceof LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return date instanceof LocalDateTime time ? time.toInstant(ZoneOffset.UTC) : (Instant) date;
    }

    private static int compareText(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                // in UTF-8 what is written with surrogates comes after all else
                boolean mixed = Character.isSurrogate(a) != Character.isSurrogate(b);
                return mixed ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static int compareDocuments(Document left, Document right) {
        int common = Math.min(left.size(), right.size());
        for (int i = 0; i < common; i++) {
            Object a = left.valueAt(i);
            Object b = right.valueAt(i);
            int order = Integer.compare(BsonType.of(a).rank(), BsonType.of(b).rank());
            if (order == 0) {
                order = compareText(left.nameAt(i), right.nameAt(i));
            }
            if (order == 0) {
                order = compare(a, b);
            }
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compareArrays(List<?> left, List<?> right) {
        int common = Math.min(left.size(), right.size());
        for (int i = 0; i < common; i++) {
            int order = compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    /** By length, then by kind, then by content. */
    private static int compareBinary(Object left, Object right) {
        Bytes a = bytes(left);
        Bytes b = bytes(right);
        int order = Integer.compare(a.length(), b.length());
        if (order == 0) {
            order = Boolean.compare(left instanceof UUID, right instanceof UUID);
        }
        return order == 0 ? a.compareTo(b) : order;
    }

    static Bytes bytes(Object binary) {
        if (binary instanceof UUID id) {
            return Bytes.wrap(ByteBuffer.allocate(16)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array());
        }
        return (Bytes) binary;
    }
}
