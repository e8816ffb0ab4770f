package org.dslab.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.SidecarSettings;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.settings.SocketmapSettings;

/** A side-car's configuration file: the keys of a site's that it has use for, and its own. */
public final class SidecarFile {

    private static final Endpoint SOCKETMAP = new Endpoint("127.0.0.1", 9999);

    /** Postfix gives up on a silent map after 100 s, and may ask two maps for one command. */
    private static final Duration LONGEST_LOOKUP = Duration.ofSeconds(40);

    private SidecarFile() {}

    /**
     * Reads a side-car's configuration and the files it names; their relative paths begin at its folder.
     *
     * @throws InvalidFileException with everything that is wrong
     */
    public static SidecarConfig read(Path path) throws InvalidFileException {
        Path parent = path.toAbsolutePath().getParent();
        return read(YamlReader.read(path), parent == null ? path.toAbsolutePath() : parent);
    }

    static SidecarConfig read(YamlDocument document, Path folder) throws InvalidFileException {
        FileSchema.sidecar().check(document);
        YamlNode root = document.root();
        Problems problems = document.problems();
        Fields fields = new Fields(problems);
        SiteReader reader = new SiteReader(
                problems, new SiteFile.OwnFile(fields.text(root, "site").orElse(""), Optional.of(folder)));
        Optional<SiteSettings> site = reader.read(root);
        root.get("sharing").ifPresent(sharing -> fields.value(sharing, "lookup-timeout", SidecarFile::lookupTimeout));
        Endpoint minger = SiteFile.listen(fields, root.get("minger"), SiteFile.MINGER_PORT);
        Endpoint socketmap = root.get("socketmap")
                .flatMap(node -> fields.value(node, "listen", HostText::listen))
                .orElse(SOCKETMAP);
        SocketmapSettings limits = socketmap(fields, root.get("socketmap"));
        Fields.Parser<Path> toPath = text -> SiteFile.path(folder, text);
        Optional<Path> users = fields.value(root, "users-file", toPath);
        Optional<Path> spool = fields.value(root, "spool", toPath);
        List<AccountSetting> accounts = new ArrayList<>();
        if (users.isPresent() && site.isPresent()) {
            try {
                accounts.addAll(UsersFile.read(users.get(), site.get().domains()));
            } catch (InvalidFileException e) {
                e.problems().forEach(problems::add);
            }
        }
        problems.throwIfAny();
        return new SidecarConfig(
                new SidecarSettings(site.orElseThrow().withAccounts(accounts), limits),
                minger,
                socketmap,
                users.orElseThrow(),
                spool,
                reader.warnings());
    }

    private static SocketmapSettings socketmap(Fields fields, Optional<YamlNode> socketmap) {
        SocketmapSettings defaults = SocketmapSettings.defaults();
        return socketmap
                .map(node -> new SocketmapSettings(
                        fields.duration(node, "idle-limit", defaults.idleLimit()),
                        fields.number(node, "max-connections", defaults.maxConnections())))
                .orElse(defaults);
    }

    private static Duration lookupTimeout(String text) throws MalformedException {
        Duration timeout = Quantity.positiveDuration(text);
        if (timeout.compareTo(LONGEST_LOOKUP) > 0) {
            throw new MalformedException("must be at most 40s, because Postfix gives up on its maps after 100 s");
        }
        return timeout;
    }
}
