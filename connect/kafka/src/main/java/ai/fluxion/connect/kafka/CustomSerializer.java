package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Failure;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A serializer of the user's, which is handed text; absent where bytes are written as they are. */
final class CustomSerializer implements AutoCloseable {
    private static final Set<String> PLAIN = Set.of(
            StringSerializer.class.getName(), ByteArraySerializer.class.getName(), BytesSerializer.class.getName());

    private final String option;
    private final Serializer<Object> serializer; // null if absent

    @SuppressWarnings("unchecked") // what it takes is found out by the first text
    CustomSerializer(String className, String option, Map<String, Object> client, boolean isKey) {
        this.option = option;
        if (PLAIN.contains(className)) {
            this.serializer = null;
            return;
        }
        Serializer<Object> made = PluggedIn.create(className, Serializer.class, option);
        PluggedIn.configure(option, () -> made.configure(client, isKey));
        this.serializer = made;
    }

    boolean isAbsent() {
        return serializer == null;
    }

    /** @throws ai.fluxion.core.engine.connectors.FluxionException invalid record, if the class refuses the text */
    byte[] serialize(String topic, String text) {
        try {
            return serializer.serialize(topic, text);
        } catch (RuntimeException refused) {
            throw Failure.invalidRecord(
                            "FLX-KAFKA-SERIALIZE", serializer.getClass().getName() + " refused it: " + refused)
                    .at(option)
                    .cause(refused)
                    .exception();
        }
    }

    @Override
    public void close() {
        if (serializer != null) {
            serializer.close();
        }
    }
}
