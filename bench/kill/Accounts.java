import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Account commands of one site, over its control socket. */
final class Accounts {

    private static final Pattern LISTED = Pattern.compile("\"address\":\"([^\"]+)\",\"state\":\"([^\"]+)\"");

    private final Path control;

    Accounts(Path control) {
        this.control = control;
    }

    /** The answer to a creation; fails if the site goes away before it has answered. */
    String add(String address) throws IOException {
        return ask("{\"command\":\"account add\",\"address\":\"" + address + "\"}");
    }

    /** What the site says of its accounts: their addresses and states, and the addresses that are reserved. */
    String list() throws IOException {
        return ask("{\"command\":\"account list\"}");
    }

    static Matcher listed(String answer) {
        return LISTED.matcher(answer);
    }

    private String ask(String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(control));
            OutputStream out = Channels.newOutputStream(channel);
            out.write((request + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            String answer = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8)).readLine();
            if (answer == null) {
                throw new IOException("no answer");
            }
            return answer;
        }
    }
}
