package org.dslab.cli.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dslab.cli.SiteProcess;

/** Tokyo and osaka are sites of ours, kyoto is a Postfix with a side-car; all three share example.com. */
final class Ring implements AutoCloseable {

    private final Path folder;
    private final List<SiteProcess> processes = new ArrayList<>();
    private Optional<PrivatePostfix> postfix = Optional.empty();
    private Optional<SiteProcess> tokyoSite = Optional.empty();
    private Optional<SiteProcess> osakaSite = Optional.empty();
    private Optional<SiteProcess> sidecar = Optional.empty();

    final Member tokyo;
    final Member osaka;
    final Member kyoto;

    private Ring(Path folder, Network net) {
        this.folder = folder;
        tokyo = new Member("tokyo", net.address(1));
        osaka = new Member("osaka", net.address(2));
        kyoto = new Member("kyoto", net.address(3));
    }

    /** Everything runs: tokyo has akira and akemi, osaka botan and bunta, kyoto chie and chiyo. */
    static Ring start(Path folder, Network net) throws IOException {
        Ring ring = new Ring(folder, net);
        try {
            ring.start();
        } catch (IOException | RuntimeException | Error e) {
            ring.close();
            throw e;
        }
        return ring;
    }

    private void start() throws IOException {
        Path own = folder.resolve("postfix");
        List<String> mainCf = new ArrayList<>(List.of(
                "myhostname = mx.kyoto.example.com",
                "mynetworks = " + kyoto.address() + "/32",
                "smtp_bind_address = " + kyoto.address()));
        Readme.mainCf().forEach(line -> mainCf.add(line.replace("127.0.0.1:9999", kyoto.address() + ":9999")));
        mainCf.addAll(PrivatePostfix.virtualUsers(own, "chie", "chiyo", "postmaster"));
        postfix = Optional.of(PrivatePostfix.start(own, kyoto.address(), Readme.masterCf(), mainCf));
        tokyo.configureSite(folder, "akira, akemi", List.of(osaka, kyoto));
        osaka.configureSite(folder, "botan, bunta", List.of(tokyo, kyoto));
        kyoto.configureSidecar(folder, "chie\nchiyo\n", List.of(tokyo, osaka));
        tokyoSite = Optional.of(start(SiteProcess.start(folder, "tokyo")));
        osakaSite = Optional.of(start(SiteProcess.start(folder, "osaka")));
        startSidecar();
    }

    private SiteProcess start(SiteProcess process) {
        processes.add(process);
        return process;
    }

    List<Member> all() {
        return List.of(tokyo, osaka, kyoto);
    }

    List<Member> others(Member member) {
        return Stream.of(tokyo, osaka, kyoto)
                .filter(other -> !other.equals(member))
                .toList();
    }

    void stop(Member member) throws IOException {
        if (member.equals(kyoto)) {
            stopSidecar();
            postfix().stop();
        } else {
            stop(member.equals(tokyo) ? tokyoSite : osakaSite);
        }
    }

    void start(Member member) throws IOException {
        if (member.equals(kyoto)) {
            postfix().start();
            startSidecar();
        } else if (member.equals(tokyo)) {
            tokyoSite = Optional.of(start(SiteProcess.start(folder, "tokyo")));
        } else {
            osakaSite = Optional.of(start(SiteProcess.start(folder, "osaka")));
        }
    }

    private static void stop(Optional<SiteProcess> process) {
        int status = process.orElseThrow().stop();
        if (status != 0) {
            throw new AssertionError(
                    "stopped with status " + status + ": " + process.get().log());
        }
    }

    void stopSidecar() {
        stop(sidecar);
    }

    void startSidecar() throws IOException {
        sidecar = Optional.of(start(SiteProcess.startSidecar(folder, "kyoto")));
    }

    SiteProcess sidecar() {
        return sidecar.orElseThrow();
    }

    PrivatePostfix postfix() {
        return postfix.orElseThrow();
    }

    /** Something that happens in the ring. */
    @FunctionalInterface
    interface Episode {
        void happen() throws IOException;
    }

    /** If the episode ends badly, everybody's log says why. */
    void explained(Episode episode) throws IOException {
        try {
            episode.happen();
        } catch (IOException | RuntimeException | Error e) {
            StringBuilder logs = new StringBuilder();
            for (Member member : all()) {
                logs.append(member.name()).append(":\n");
                logs.append(Files.readString(folder.resolve(member.name() + ".err")));
            }
            e.addSuppressed(new AssertionError(
                    logs.append("Postfix:\n").append(postfix().log())));
            throw e;
        }
    }

    Mailbox mailbox(Member member, String localPart) {
        return member.equals(kyoto) ? postfix().mailbox(localPart) : Mailbox.of(folder, member, localPart);
    }

    @Override
    public void close() throws IOException {
        processes.forEach(SiteProcess::close);
        if (postfix.isPresent()) {
            postfix.get().close();
        }
    }
}
