package ai.fluxion.servers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Listening sockets that are bound before the broker is configured, because its configuration must name their ports. A
 * port that was found free this way can't be taken by somebody else in between.
 */
final class BoundSockets implements ServerSocketFactory, AutoCloseable {

    private static final int DEFAULT_SIZE = -1;

    private final Map<String, ServerSocketChannel> unclaimed = new ConcurrentHashMap<>();

    /** Binds the listener to the port, or to a free one if it is 0, and returns the port. */
    int bind(String listener, int port) throws IOException {
        InetSocketAddress address = KafkaSettings.address(port);
        ServerSocketChannel channel;
        try {
            channel = INSTANCE.openServerSocket(listener, address, DEFAULT_SIZE, DEFAULT_SIZE);
        } catch (RuntimeException e) {
            throw new IOException("cannot listen on " + KafkaSettings.HOST + ":" + port, e);
        }
        unclaimed.put(listener, channel);
        return channel.socket().getLocalPort();
    }

    /** Hands over the socket of that listener; from then on its taker closes it. */
    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBufferSize) throws IOException {
        ServerSocketChannel channel = unclaimed.remove(listener);
        if (channel == null) {
            throw new IOException("no socket was bound for the listener " + listener);
        }
        return channel;
    }

    @Override
    public void close() throws IOException {
        for (ServerSocketChannel channel : unclaimed.values()) {
            channel.close();
        }
        unclaimed.clear();
    }
}
