package ai.fluxion.core.connect.http;

import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.RecordMetadata;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What receivers recognise repeats by. A record's origin id is the same whenever it is sent; the key of a request is made of
 * the origins of all its records, and so is the same whenever the same records are sent together.
 *
 * @param incarnation of the pipeline's history
 */
record OriginIds(String incarnation) {
    private static final int KEY_BYTES = 16;

    /** The origin id of a record; empty if its source gives no offsets. */
    Optional<String> of(Document record) {
        return record.metadata().originId(incarnation);
    }

    /** What the header says: the id of the one record, or those of the first and the last, with a comma between. */
    Optional<String> header(List<Document> records) {
        Optional<String> first = of(records.get(0)).map(OriginIds::headerText);
        if (records.size() == 1) {
            return first;
        }
        return first.flatMap(from -> of(records.get(records.size() - 1)).map(to -> from + ", " + headerText(to)));
    }

    /**
     * The key of a request.
     *
     * @param nonce stands for the origin of records that have none
     * @param first the ordinal of the first record in its batch
     */
    String key(List<Document> records, String nonce, int first) {
        StringBuilder all = new StringBuilder(64 + records.size() * 12).append(incarnation);
        String partition = "";
        for (int i = 0; i < records.size(); i++) {
            RecordMetadata origin = records.get(i).metadata();
            long number = origin.offsetNumber();
            if (number < 0 && origin.offset().isEmpty()) {
                all.append('\n').append(nonce).append('/').append(first + i);
                continue;
            }
            if (!origin.partition().equals(partition)) {
                partition = origin.partition();
                all.append('\n').append(partition);
            }
            all.append("\n/");
            if (number < 0) {
                all.append(origin.offset());
            } else {
                all.append(number);
            }
            all.append('/').append(origin.ordinal());
        }
        return HexFormat.of().formatHex(sha256().digest(utf8(all.toString())), 0, KEY_BYTES);
    }

    /** An id as the value of a header: what is not visible ASCII, and the comma, is percent-encoded. */
    private static String headerText(String id) {
        StringBuilder text = new StringBuilder(id.length());
        for (byte b : utf8(id)) {
            if (b > ' ' && b < 0x7f && b != '%' && b != ',') {
                text.append((char) b);
            } else {
                text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return text.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
