package ai.fluxion.servers;

import java.util.Map;
import java.util.stream.Collectors;

/** A server that runs and takes connections on the loopback address until it is closed. */
public interface Server extends AutoCloseable {

    /** The word by which it is asked for and announced, such as {@code kafka}. */
    String name();

    /** What a client needs to reach it, in the order of printing: {@code bootstrapServers}, say, and its value. */
    Map<String, String> addresses();

    /** Name and addresses in one line: {@code kafka bootstrapServers=127.0.0.1:9092}. */
    default String addressLine() {
        return addresses().entrySet().stream()
                .map(address -> " " + address.getKey() + "=" + address.getValue())
                .collect(Collectors.joining("", name(), ""));
    }

    /** Stops the server and removes what it made, a directory that was given to it excepted. May be called twice. */
    @Override
    void close();
}
