import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * The yardstick for Minger over UDP: one thread with a Selector that sends every datagram back, and does nothing else.
 *
 * <p>usage: java UdpEcho.java ADDRESS PORT
 */
public final class UdpEcho {

    public static void main(String[] args) throws Exception {
        Selector selector = Selector.open();
        DatagramChannel channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(args[0], Integer.parseInt(args[1])));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        System.out.println("ready");
        ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
        while (true) {
            selector.select(key -> {});
            while (true) {
                buffer.clear();
                SocketAddress from = channel.receive(buffer);
                if (from == null) {
                    break;
                }
                channel.send(buffer.flip(), from);
            }
        }
    }
}
