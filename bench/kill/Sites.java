import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Three sites that share example.com, each a process with a spool and mailboxes below one folder. */
final class Sites {

    private static final int SECONDS_TO_START = 120;

    final List<String> names = List.of("tokyo", "osaka", "nagoya");
    final List<Killing> kills = Collections.synchronizedList(new ArrayList<>());
    private final Path folder;
    private final String net;
    private final List<String> command;
    private final Map<String, Process> running = new TreeMap<>();

    Sites(Path folder, String net, List<String> command) throws IOException {
        this.folder = folder;
        this.net = net;
        this.command = command;
        for (String name : names) {
            Files.writeString(folder.resolve(name + ".yaml"), configuration(name));
        }
    }

    private String configuration(String name) {
        StringBuilder hosts = new StringBuilder();
        for (String other : names) {
            if (!other.equals(name)) {
                hosts.append("    - { host: \"")
                        .append(address(other))
                        .append(":2525\", site: ")
                        .append(other)
                        .append(", minger-port: 4069 }\n");
            }
        }
        return """
                site: %1$s
                hostname: mx.%1$s.example.com
                domains: [example.com]
                smtp: { listen: "%2$s:2525" }
                minger: { listen: "%2$s:4069" }
                mailboxes: %1$s-mail
                spool: %1$s-spool
                control: %1$s.sock
                accounts: [%1$s1, %1$s2, %1$s3]
                retry: { first-hour-every: 1s, then-every: 1s }
                sharing:
                  lookup-timeout: 2s
                  hosts:
                %3$s""".formatted(name, address(name), hosts);
    }

    List<String> users() {
        List<String> users = new ArrayList<>();
        for (String name : names) {
            for (int i = 1; i <= 3; i++) {
                users.add(name + i + "@example.com");
            }
        }
        return users;
    }

    private String address(String name) {
        return net + "." + (names.indexOf(name) + 1);
    }

    InetSocketAddress smtp(int site) {
        return new InetSocketAddress(address(names.get(site)), 2525);
    }

    Path mailbox(String user) {
        return folder.resolve(user.replaceAll("[0-9]@.*", "") + "-mail").resolve(user);
    }

    Accounts accounts(String name) {
        return new Accounts(folder.resolve(name + ".sock"));
    }

    Path log(String name) {
        return folder.resolve(name + ".err");
    }

    /** Starts a site; completes when it accepts mail, exceptionally if it ends before. */
    CompletableFuture<Void> start(String name) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("site", "--config", folder.resolve(name + ".yaml").toString()));
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.appendTo(log(name).toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        running.put(name, process);
        return CompletableFuture.runAsync(() -> {
            try {
                BufferedReader out = process.inputReader();
                String ready = out.readLine();
                if (ready == null || !ready.contains(" ready: ")) {
                    throw new IllegalStateException(name + " did not start: " + ready);
                }
            } catch (IOException e) {
                throw new IllegalStateException(name + " did not start", e);
            }
        });
    }

    void startAndAwait(String name) throws Exception {
        start(name).get(SECONDS_TO_START, TimeUnit.SECONDS);
    }

    /** SIGKILL. */
    void kill(String name) throws InterruptedException {
        Process process = running.get(name);
        Instant asked = Instant.now();
        process.destroyForcibly();
        process.waitFor();
        kills.add(new Killing(name, asked, Instant.now()));
    }

    /** SIGTERM; the exit status. */
    int stop(String name) throws InterruptedException {
        Process process = running.get(name);
        process.destroy();
        return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    void end() {
        running.values().forEach(Process::destroyForcibly);
    }

    /** How many messages the site found in its spool at its last start. */
    int queuedAtStart(String name) throws IOException {
        int queued = -1;
        for (String line : Files.readAllLines(log(name))) {
            int at = line.indexOf(" queued=");
            if (line.contains("Z started accounts=") && at > 0) {
                queued = Integer.parseInt(line.substring(at + 8).strip());
            }
        }
        return queued;
    }

    long logged(String words) throws IOException {
        long count = 0;
        for (String name : names) {
            try (var lines = Files.lines(log(name))) {
                count += lines.filter(line -> line.contains(words)).count();
            }
        }
        return count;
    }
}
