package ai.fluxion.connect.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * How large a record is to the client's {@code max.request.size}: the same upper bound that the client itself takes, so
 * that a record it would refuse, and end the transaction for, is found before.
 */
final class RecordSize {
    /** Base offset, length, leader epoch, magic, checksum and so on of a batch of one (message format 2). */
    private static final int BATCH_OVERHEAD = 61;
    /** Length, attributes, timestamp delta and offset delta at their longest. */
    private static final int RECORD_OVERHEAD = 21;

    /** By how much the bound may lie above what is sent. */
    static final int SLACK = RECORD_OVERHEAD;

    private RecordSize() {}

    static long upperBound(ProducerRecord<byte[], byte[]> record) {
        long size = BATCH_OVERHEAD + RECORD_OVERHEAD + sized(record.key()) + sized(record.value());
        Header[] headers = record.headers().toArray(); // of none without an allocation, unlike an iterator
        for (Header header : headers) {
            byte[] name = header.key().getBytes(StandardCharsets.UTF_8);
            size += sized(name) + sized(header.value());
        }
        return size + ByteUtils.sizeOfVarint(headers.length);
    }

    private static long sized(byte[] bytes) {
        return bytes == null ? 1 : ByteUtils.sizeOfVarint(bytes.length) + (long) bytes.length;
    }
}
