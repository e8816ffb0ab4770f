package org.dslab.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SiteSettings;

/** A site's configuration file (DESIGN.md, "A site's configuration"). */
public final class SiteFile {

    private static final int SMTP_PORT = 25;
    static final int MINGER_PORT = 4069;

    /** In the place of a folder for mailboxes: delivered mail is thrown away, as its owner has said. */
    private static final String NO_MAILBOXES = "none";

    private SiteFile() {}

    /**
     * Reads a site's configuration and the files it names; their relative paths begin at its folder.
     *
     * @throws InvalidFileException with everything that is wrong
     */
    public static SiteConfig read(Path path) throws InvalidFileException {
        return read(YamlReader.read(path), folderOf(path));
    }

    /**
     * The same for a site that is about to start: makes the domains file if it is not there yet (DS-72).
     *
     * @throws InvalidFileException with everything that is wrong
     */
    public static SiteConfig readForStart(Path path) throws InvalidFileException {
        SiteConfig config = read(path);
        YamlDocument document = YamlReader.read(path);
        Optional<YamlNode> name = document.root().get("sharing").flatMap(sharing -> sharing.get("domains-file"));
        if (name.isPresent()) {
            DomainsFile.create(name.get(), folderOf(path), document.problems());
        }
        return config;
    }

    private static Path folderOf(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    static SiteConfig read(YamlDocument document, Path folder) throws InvalidFileException {
        FileSchema.site().check(document);
        YamlNode root = document.root();
        Problems problems = document.problems();
        Fields fields = new Fields(problems);
        SiteReader reader =
                new SiteReader(problems, new OwnFile(fields.text(root, "site").orElse(""), Optional.of(folder)));
        Optional<SiteSettings> settings = reader.read(root);
        Endpoint smtp = listen(fields, root.get("smtp"), SMTP_PORT);
        Endpoint minger = listen(fields, root.get("minger"), MINGER_PORT);
        Fields.Parser<Path> toPath = text -> path(folder, text);
        Optional<Path> mailboxes =
                fields.text(root, "mailboxes").filter(NO_MAILBOXES::equals).isPresent()
                        ? Optional.empty()
                        : fields.value(root, "mailboxes", toPath);
        Optional<Path> spool = fields.value(root, "spool", toPath);
        Optional<Path> control = fields.value(root, "control", toPath);
        List<String> warnings = new ArrayList<>(reader.warnings());
        SiteSecurity security = new SecurityReader(folder, fields, warnings)
                .read(root, settings.map(SiteSettings::domains).orElse(List.of()));
        problems.throwIfAny();
        // After everything else, since it is right for a site that has no mailboxes in a scenario. Postmaster's mail is
        // always accepted (DS-13), so this goes for a site without accounts too.
        if (root.get("mailboxes").isEmpty()) {
            problems.add(
                    root,
                    "the file needs the key `mailboxes`, the folder that delivered mail goes to; write `mailboxes: none`"
                            + " if it is to be thrown away");
            problems.throwIfAny();
        }
        return new SiteConfig(settings.orElseThrow(), smtp, minger, mailboxes, spool, control, security, warnings);
    }

    static Endpoint listen(Fields fields, Optional<YamlNode> service, int defaultPort) {
        return service.flatMap(node -> fields.value(node, "listen", HostText::listen))
                .orElse(new Endpoint("0.0.0.0", defaultPort));
    }

    static Path path(Path folder, String text) throws MalformedException {
        try {
            return folder.resolve(text);
        } catch (InvalidPathException e) {
            throw new MalformedException("must be a path, not " + Words.value(text));
        }
    }

    /** A site alone in its file knows nothing of the others but what the file says. */
    record OwnFile(String site, Optional<Path> folder) implements Surroundings {

        @Override
        public List<String> domains() {
            return List.of();
        }

        @Override
        public HostPort host(String text) throws MalformedException {
            return HostText.hostPort(text, SMTP_PORT);
        }

        @Override
        public String trusted(String text) throws MalformedException {
            return HostText.numericAddress(text);
        }

        @Override
        public Optional<String> siteAt(HostPort host) {
            return Optional.empty();
        }

        @Override
        public Optional<Secret> passwordOf(HostPort host) {
            return Optional.empty();
        }

        @Override
        public List<SharingHost> hosts() {
            return List.of();
        }
    }
}
