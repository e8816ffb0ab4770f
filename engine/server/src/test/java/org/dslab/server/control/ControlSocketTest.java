package org.dslab.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.seam.Answer;
import org.dslab.engine.seam.Request;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.site.SiteAnswer;
import org.dslab.engine.site.SiteRequest;
import org.dslab.engine.site.StatusRequest;
import org.dslab.server.json.JsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The protocol of docs/admin.md on a real Unix socket. */
class ControlSocketTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder = Path.of("replaced");

    private final FakeSite site = new FakeSite();
    private final List<ControlSocket> opened = new ArrayList<>();
    private Path path = Path.of("replaced");

    @BeforeEach
    void open() throws IOException {
        path = folder.resolve("control.sock");
        openAnother().serve(site);
    }

    private ControlSocket openAnother() throws IOException {
        ControlSocket socket = ControlSocket.open(path, text -> {});
        opened.add(socket);
        return socket;
    }

    @AfterEach
    void close() {
        opened.forEach(ControlSocket::close);
    }

    private static final class FakeSite implements SiteAccess {

        private final List<Request> asked = new CopyOnWriteArrayList<>();
        private CompletableFuture<Answer> answer = CompletableFuture.completedFuture(new SiteAnswer.Done());

        @Override
        public CompletableFuture<Answer> ask(Request request) {
            asked.add(request);
            return answer;
        }

        @Override
        public String firstDomain() {
            return "example.com";
        }

        @Override
        public Instant now() {
            return NOON;
        }

        @Override
        public Instant startedAt() {
            return NOON.minusSeconds(90);
        }

        @Override
        public String counters() {
            return "";
        }

        @Override
        public Instant advance(Duration duration) {
            return NOON.plus(duration);
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(path));
        return channel;
    }

    private static void send(SocketChannel channel, byte[] octets) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static String line(SocketChannel channel) throws IOException {
        StringBuilder line = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (channel.read(one.clear()) > 0 && one.get(0) != '\n') {
            line.append((char) one.get(0));
        }
        return line.toString();
    }

    private String answerTo(String... lines) throws IOException {
        try (SocketChannel channel = connect()) {
            send(channel, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < lines.length; i++) {
                answers.add(line(channel));
            }
            return String.join("\n", answers);
        }
    }

    @Test
    void aRequestReachesTheSiteAndItsAnswerComesBack() throws IOException {
        assertThat(answerTo("{\"command\":\"account add\",\"address\":\"botan@example.com\",\"force\":true}"))
                .isEqualTo("{\"ok\":true}");
        assertThat(site.asked)
                .containsExactly(new SiteRequest.CreateAccount(EmailAddress.of("botan@example.com"), true));
    }

    @Test
    void aLocalPartThatStandsAloneIsInTheFirstDomain() throws IOException {
        answerTo("{\"command\":\"account remove\",\"address\":\"botan\"}");
        assertThat(site.asked).containsExactly(new SiteRequest.RemoveAccount(EmailAddress.of("botan@example.com")));
    }

    /** DS-71. */
    @Test
    void aHostIsAddedWithEverythingThatTheConfigurationFileHas() throws IOException {
        answerTo("{\"command\":\"host add\",\"host\":\"[2001:db8::7]:2525\",\"site\":\"osaka\",\"minger-port\":4070,"
                + "\"minger-password\":\"a-secret-of-osaka\",\"transport\":\"tcp\",\"addresses\":[\"192.0.2.21\"],"
                + "\"require-tls\":true}");
        answerTo("{\"command\":\"host add\",\"host\":\"mx.kyoto.example\"}");
        assertThat(site.asked)
                .containsExactly(
                        new SiteRequest.AddHost(new SharingHost(
                                new HostPort("2001:db8::7", 2525),
                                Optional.of("osaka"),
                                4070,
                                Optional.of(new Secret("a-secret-of-osaka")),
                                MingerTransport.TCP,
                                List.of("192.0.2.21", "2001:db8:0:0:0:0:0:7"),
                                true)),
                        new SiteRequest.AddHost(new SharingHost(
                                new HostPort("mx.kyoto.example", 25),
                                Optional.empty(),
                                4069,
                                Optional.empty(),
                                MingerTransport.UDP,
                                List.of(),
                                false)));
    }

    /** DS-20, DS-71: a client that is this host is shown in another form than people write. */
    @Test
    void aHostThatIsAddedByAnIpv6AddressIsKnownByTheFormThatItsConnectionsHave() throws IOException {
        answerTo(
                "{\"command\":\"host add\",\"host\":\"[2001:DB8::7]\",\"addresses\":[\"2001:db8::8\",\"::ffff:192.0.2.21\"]}");
        SharingHost host = ((SiteRequest.AddHost) site.asked.getFirst()).host();
        assertThat(host.name()).isEqualTo("[2001:DB8::7]:25");
        assertThat(List.of("2001:db8:0:0:0:0:0:7", "2001:db8:0:0:0:0:0:8", "192.0.2.21"))
                .allMatch(host::connectsFrom);
    }

    @Test
    void aRefusalSaysWhyAndWhetherToTryAgain() throws IOException {
        site.answer = CompletableFuture.completedFuture(new SiteAnswer.Refused("osaka cannot be asked", true, "osaka"));
        assertThat(answerTo("{\"command\":\"account add\",\"address\":\"botan\"}"))
                .isEqualTo("{\"ok\":false,\"refused\":\"osaka cannot be asked\",\"again\":true,\"host\":\"osaka\"}");
    }

    @Test
    void requestsOfOneClientAreAnsweredInTheirOrder() throws IOException {
        site.answer = CompletableFuture.completedFuture(new SiteAnswer.Queue(3));
        assertThat(answerTo(
                        "{\"command\":\"queue count\"}",
                        "{\"command\":\"clock advance\",\"by\":\"PT1H\"}",
                        "{\"command\":\"queue count\"}"))
                .isEqualTo("{\"ok\":true,\"messages\":3}\n{\"ok\":true,\"time\":\"2026-03-01T13:00:00Z\"}\n"
                        + "{\"ok\":true,\"messages\":3}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "hello|column 1|not JSON",
                "{\"command\":|column 12|not JSON",
                "[]|column 1|a request is a JSON object",
                "{}|command|missing",
                "{\"command\":\"acount add\"}|command|there is no command 'acount add'; there are [account add,",
                "{\"command\":\"account add\"}|address|missing",
                "{\"command\":\"account add\",\"address\":\"a b\"}|address|neither an address",
                "{\"command\":\"account add\",\"address\":7}|address|must be a string",
                "{\"command\":\"account add\",\"address\":\"a\",\"force\":1}|force|true or false",
                "{\"command\":\"account add\",\"address\":\"a\",\"frce\":true}|frce|no such argument",
                "{\"command\":\"host add\",\"host\":\"mx:0\"}|host|is no host",
                "{\"command\":\"host add\",\"host\":\"2001:db8::1\"}|host|is no host",
                "{\"command\":\"host add\",\"host\":\"mx:99999\"}|host|is no host",
                "{\"command\":\"host add\",\"host\":\"mx\",\"minger-port\":0}|minger-port|from 1 to 65535",
                "{\"command\":\"host add\",\"host\":\"mx\",\"transport\":\"sctp\"}|transport|none of [udp, tcp]",
                "{\"command\":\"host add\",\"host\":\"mx\",\"addresses\":\"a\"}|addresses|array of strings",
                "{\"command\":\"host add\",\"host\":\"mx\",\"addresses\":[\"localhost\"]}|addresses|is no numeric address",
                "{\"command\":\"host add\",\"host\":\"mx\",\"addresses\":[\"2001:db8::1::2\"]}|addresses|is no numeric address",
                "{\"command\":\"host add\",\"host\":\"-mx-\"}|host|is no host",
                "{\"command\":\"host add\",\"host\":\"192.0.2.300\"}|host|is no host",
                "{\"command\":\"host add\",\"host\":\"[2001:db8::g]\"}|host|is no host",
                "{\"command\":\"clock advance\",\"by\":\"5d\"}|by|ISO 8601",
                "{\"command\":\"clock advance\",\"by\":\"PT-1S\"}|by|positive",
            })
    void whatCannotBeUnderstoodIsRefusedWithItsPlaceAndNothingIsDone(String line, String place, String reason)
            throws IOException {
        assertThat(answerTo(line))
                .startsWith("{\"ok\":false,\"error\":\"")
                .contains(reason)
                .endsWith("\"place\":\"" + place + "\"}");
        assertThat(site.asked).isEmpty();
    }

    @Test
    void aLineThatIsNotUtf8OrTooLongIsRefused() throws IOException {
        try (SocketChannel channel = connect()) {
            send(channel, new byte[] {'{', (byte) 0xFF, '}', '\n'});
            assertThat(line(channel)).contains("the line is not UTF-8");
            send(channel, new byte[ControlClientLines.LONGEST_LINE + 1]);
            assertThat(line(channel)).contains("at most 65536 octets");
            assertThat(channel.read(ByteBuffer.allocate(1))).isNegative();
        }
    }

    @Test
    void aCommandThatTakesLongDoesNotKeepOthersWaiting() throws IOException {
        site.answer = new CompletableFuture<>();
        try (SocketChannel slow = connect()) {
            send(slow, "{\"command\":\"queue count\"}\n".getBytes(StandardCharsets.UTF_8));
            assertThat(answerTo("{\"command\":\"clock advance\",\"by\":\"PT1S\"}"))
                    .contains("true");
            site.answer.complete(new SiteAnswer.Queue(0));
            assertThat(line(slow)).isEqualTo("{\"ok\":true,\"messages\":0}");
        }
    }

    @Test
    void aSiteThatStopsWhileItIsAskedIsAnAnswerToo() throws IOException {
        site.answer = CompletableFuture.failedFuture(new IllegalStateException("the site has stopped"));
        assertThat(answerTo("{\"command\":\"status\"}")).contains("\"refused\":\"the site has stopped");
        assertThat(site.asked).containsExactly(new StatusRequest.Status());
    }

    @Test
    void tooManyClientsAreToldSo() throws IOException {
        List<SocketChannel> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 16; i++) {
                clients.add(connect());
                send(clients.get(i), "{\"command\":\"status\"}\n".getBytes(StandardCharsets.UTF_8));
                assertThat(line(clients.get(i))).contains("\"uptime-seconds\":90");
            }
            clients.add(connect());
            assertThat(line(clients.getLast())).contains("there are 16 clients");
        } finally {
            for (SocketChannel client : clients) {
                client.close();
            }
        }
    }

    @Test
    void onlyItsOwnerCanOpenItAndNothingElseIsLeftBehind() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
        opened.getFirst().close();
        assertThat(path).doesNotExist();
    }

    @Test
    void oneThatIsInUseIsNotReplaced() {
        assertThatThrownBy(this::openAnother)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a site that runs already has it");
    }

    @Test
    void oneThatADeadProcessHasLeftIsReplaced() throws IOException {
        opened.getFirst().close();
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(path));
        }
        assertThat(path).exists();
        openAnother().serve(site);
        assertThat(answerTo("{\"command\":\"status\"}")).contains("true");
    }

    @Test
    void somethingElseInItsPlaceStaysThere() throws IOException {
        path = folder.resolve("mail.txt");
        Files.writeString(path, "precious");
        assertThatThrownBy(this::openAnother).hasMessageContaining("there is something else in its place");
        assertThat(path).hasContent("precious");
    }

    @Test
    void aFolderThatOthersMayWriteToOrAPathThatIsTooLongIsRefused() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        path = open.resolve("control.sock");
        assertThatThrownBy(this::openAnother).hasMessageContaining("others may write to that folder");
        path = folder.resolve("x".repeat(100));
        assertThatThrownBy(this::openAnother).hasMessageContaining("at most 100 characters");
    }

    @Test
    void theClientSaysWhyItCannotReachASite() throws IOException {
        JsonValue.Members request = JsonValue.Members.NONE.with("command", "status");
        assertThat(new ControlClient(path).ask(request).isTrue("ok")).isTrue();
        assertThatThrownBy(() -> new ControlClient(folder.resolve("none")).ask(request))
                .isInstanceOf(CannotReachException.class)
                .hasMessageContaining("there is no control socket");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(folder.resolve("dead")));
        }
        assertThatThrownBy(() -> new ControlClient(folder.resolve("dead")).ask(request))
                .isInstanceOf(CannotReachException.class)
                .hasMessageContaining("nobody answers");
    }
}
