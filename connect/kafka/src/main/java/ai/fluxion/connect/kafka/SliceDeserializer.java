package ai.fluxion.connect.kafka;

import ai.fluxion.core.model.Bytes;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/** Hands on the bytes of a key or value where they lie in what the consumer fetched, which it never writes to again. */
final class SliceDeserializer implements Deserializer<Bytes> {
    @Override
    public Bytes deserialize(String topic, byte[] data) {
        return data == null ? null : Bytes.wrap(data);
    }

    @Override
    public Bytes deserialize(String topic, Headers headers, ByteBuffer data) {
        if (data == null) {
            return null;
        }
        if (data.hasArray()) {
            return Bytes.wrap(data.array(), data.arrayOffset() + data.position(), data.remaining());
        }
        byte[] copy = new byte[data.remaining()];
        data.get(copy);
        return Bytes.wrap(copy);
    }
}
