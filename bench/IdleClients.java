import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Opens many SMTP connections, says EHLO (and STARTTLS, if wanted) on each, and keeps them until its input ends. */
final class IdleClients {

    private IdleClients() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        int port = Integer.parseInt(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        boolean secure = arguments.length > 3 && arguments[3].equals("tls");
        List<AutoCloseable> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            open.add(secure ? secure(arguments[0], port) : plain(arguments[0], port));
        }
        System.out.println("open " + open.size());
        while (System.in.read() >= 0) {
            // Until the script has measured.
        }
    }

    private static SocketChannel plain(String host, int port) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(host, port));
        expect(channel, "220");
        channel.write(ByteBuffer.wrap("EHLO idle.test\r\n".getBytes(StandardCharsets.US_ASCII)));
        expect(channel, "250");
        return channel;
    }

    private static void expect(SocketChannel channel, String code) throws IOException {
        ByteBuffer reply = ByteBuffer.allocate(2048);
        channel.read(reply);
        String text = new String(reply.array(), 0, reply.position(), StandardCharsets.US_ASCII);
        if (!text.startsWith(code)) {
            throw new IOException("not " + code + ": " + text);
        }
    }

    private static SSLSocket secure(String host, int port) throws IOException, GeneralSecurityException {
        SocketChannel channel = plain(host, port);
        channel.write(ByteBuffer.wrap("STARTTLS\r\n".getBytes(StandardCharsets.US_ASCII)));
        expect(channel, "220");
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(channel.socket(), host, port, true);
        socket.startHandshake();
        socket.getOutputStream().write("EHLO idle.test\r\n".getBytes(StandardCharsets.US_ASCII));
        if (socket.getInputStream().read() != '2') {
            throw new IOException("no 250");
        }
        return socket;
    }

    private static final class Anybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
