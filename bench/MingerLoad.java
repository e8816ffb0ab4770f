import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;

/**
 * Asks one UDP server for some seconds, with a fixed number of questions under way, and prints the answers per second of
 * the second half: by then the compiler of the server has done its work. A question without an answer is asked again.
 *
 * <p>usage: java MingerLoad.java ADDRESS PORT SECONDS QUESTION EXPECTED_ANSWER
 */
public final class MingerLoad {

    private static final int SOCKETS = 32;
    private static final int EACH = 2;
    private static final long LOST_AFTER_NANOS = 200_000_000;

    private static final class Asker {
        private final DatagramChannel channel;
        private int open;
        private long lastAnswer = System.nanoTime();

        Asker(DatagramChannel channel) {
            this.channel = channel;
        }
    }

    public static void main(String[] args) throws Exception {
        InetSocketAddress server = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
        long length = Long.parseLong(args[2]) * 1_000_000_000L;
        byte[] question = args[3].getBytes(StandardCharsets.US_ASCII);
        ByteBuffer expected = ByteBuffer.wrap(args[4].getBytes(StandardCharsets.US_ASCII));
        ByteBuffer out = ByteBuffer.allocateDirect(question.length).put(question).flip();
        ByteBuffer in = ByteBuffer.allocateDirect(2048);
        Selector selector = Selector.open();
        Asker[] askers = new Asker[SOCKETS];
        for (int i = 0; i < SOCKETS; i++) {
            DatagramChannel channel = DatagramChannel.open();
            channel.connect(server);
            channel.configureBlocking(false);
            askers[i] = new Asker(channel);
            channel.register(selector, SelectionKey.OP_READ, askers[i]);
        }
        long begin = System.nanoTime();
        long half = begin + length / 2;
        long end = begin + length;
        long answers = 0;
        long wrong = 0;
        long lost = 0;
        long counted = 0;
        for (long now = begin; now < end; now = System.nanoTime()) {
            for (Asker asker : askers) {
                if (asker.open > 0 && now - asker.lastAnswer > LOST_AFTER_NANOS) {
                    lost += asker.open;
                    asker.open = 0;
                }
                while (asker.open < EACH) {
                    asker.channel.write(out.rewind());
                    asker.lastAnswer = asker.open++ == 0 ? now : asker.lastAnswer;
                }
            }
            selector.select(50);
            for (SelectionKey key : selector.selectedKeys()) {
                Asker asker = (Asker) key.attachment();
                while (asker.channel.read(in.clear()) > 0) {
                    asker.open = Math.max(0, asker.open - 1);
                    asker.lastAnswer = now;
                    answers++;
                    if (now >= half) {
                        counted++;
                    }
                    if (!in.flip().equals(expected)) {
                        wrong++;
                    }
                }
            }
            selector.selectedKeys().clear();
        }
        if (wrong > 0 || answers == 0) {
            System.err.println(answers + " answers, " + wrong + " of them wrong");
            System.exit(1);
        }
        if (lost > 0) {
            System.err.println("note: " + lost + " of " + answers + " questions were lost and asked again");
        }
        System.out.println(counted * 1_000_000_000L / (length / 2));
    }
}
