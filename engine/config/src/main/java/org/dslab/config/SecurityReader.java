package org.dslab.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.PrivateKey;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.PasswordHash;

/** Reads the files that {@code smtp:} and the sharing hosts name for TLS and AUTH. */
final class SecurityReader {

    private static final int SMTP_PORT = 25;

    private final Path folder;
    private final Fields fields;
    private final List<String> warnings;

    SecurityReader(Path folder, Fields fields, List<String> warnings) {
        this.folder = folder;
        this.fields = fields;
        this.warnings = warnings;
    }

    /** Turns the content of a file into a value. */
    private interface Content<T> {
        T of(byte[] octets) throws MalformedException;
    }

    SiteSecurity read(YamlNode root, List<String> domains) {
        Optional<YamlNode> smtp = root.get("smtp");
        Optional<YamlNode> tls = smtp.flatMap(node -> node.get("tls"));
        Optional<YamlNode> passwords = smtp.flatMap(node -> node.get("password-file"));
        if (passwords.isPresent() && tls.isEmpty()) {
            fields.problems()
                    .add(
                            passwords.get().keyAt(),
                            "`password-file` has no use without `tls`, for passwords are only taken over TLS");
        }
        return new SiteSecurity(
                tls.flatMap(this::certificate),
                root.get("sharing")
                        .flatMap(node -> node.get("hosts"))
                        .map(this::hosts)
                        .orElse(List.of()),
                passwords.map(node -> passwords(node, domains)).orElseGet(TreeMap::new));
    }

    private Optional<CertificateFiles> certificate(YamlNode tls) {
        Optional<YamlNode> certificateFile = tls.get("certificate-file");
        Optional<YamlNode> keyFile = tls.get("key-file");
        if (certificateFile.isEmpty() || keyFile.isEmpty()) {
            return Optional.empty();
        }
        warnIfReadable(keyFile.get());
        Optional<List<X509Certificate>> chain = file(certificateFile.get(), PemText::certificates);
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        X509Certificate own = chain.get().getFirst();
        warnIfInvalidNow(certificateFile.get(), own);
        Optional<PrivateKey> key = file(keyFile.get(), octets -> PemText.key(octets, own.getPublicKey()));
        return key.map(known -> new CertificateFiles(chain.get(), known));
    }

    private List<HostCertificate> hosts(YamlNode list) {
        List<HostCertificate> hosts = new ArrayList<>();
        for (YamlNode item : list.items()) {
            if (!item.is(YamlNode.Kind.MAPPING)) {
                continue;
            }
            boolean isRequired = fields.text(item, "tls").equals(Optional.of("required"));
            for (String key : List.of("tls-name", "trust-file")) {
                Optional<YamlNode> node = item.get(key);
                if (node.isPresent() && !isRequired) {
                    fields.problems().add(node.get().keyAt(), "`" + key + "` has no use without `tls: required`");
                }
            }
            host(item).filter(host -> isRequired).ifPresent(hosts::add);
        }
        return hosts;
    }

    private Optional<HostCertificate> host(YamlNode item) {
        Optional<HostPort> host = item.get("host").flatMap(YamlNode::text).flatMap(SecurityReader::hostPort);
        List<X509Certificate> anchors = item.get("trust-file")
                .flatMap(node -> file(node, PemText::certificates))
                .orElse(List.of());
        return host.map(known ->
                new HostCertificate(known, fields.text(item, "tls-name").orElse(known.host()), anchors));
    }

    /** What is wrong with it, its own reader says. */
    private static Optional<HostPort> hostPort(String text) {
        try {
            return Optional.of(HostText.hostPort(text, SMTP_PORT));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private SortedMap<String, PasswordHash> passwords(YamlNode node, List<String> domains) {
        warnIfReadable(node);
        TreeMap<String, PasswordHash> passwords = new TreeMap<>();
        Optional<String> text = file(node, octets -> new String(octets, StandardCharsets.UTF_8));
        if (text.isEmpty() || domains.isEmpty()) {
            return passwords;
        }
        String file = node.text().map(this::shown).orElse("");
        String[] lines = text.get().split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank() && !lines[i].startsWith("#")) {
                try {
                    add(lines[i], domains, passwords);
                } catch (MalformedException e) {
                    // The line is not repeated: it could be a password (DS-73).
                    fields.problems().add(new Problem(file, new Position(i + 1, 1), "this line " + e.reason()));
                }
            }
        }
        return passwords;
    }

    private static void add(String line, List<String> domains, SortedMap<String, PasswordHash> passwords)
            throws MalformedException {
        int colon = line.indexOf(':');
        Optional<PasswordHash> hash = colon < 0
                ? Optional.empty()
                : PasswordHash.parse(line.substring(colon + 1).strip());
        if (hash.isEmpty()) {
            throw new MalformedException("must be ACCOUNT:" + PasswordHash.SCHEME
                    + ":ITERATIONS:SALT:HASH, as `dslab password ACCOUNT` writes it");
        }
        String account;
        try {
            account = Addresses.local(line.substring(0, colon).strip(), domains).key();
        } catch (MalformedException e) {
            throw new MalformedException("begins with an account that is none of this site's domains");
        }
        if (passwords.putIfAbsent(account, hash.get()) != null) {
            throw new MalformedException("has an account a second time");
        }
    }

    private String shown(String name) {
        return YamlReader.nameOf(folder.resolve(name));
    }

    /** The content of a file that is named here; what is wrong is told under the name of the file, or here. */
    private <T> Optional<T> file(YamlNode node, Content<T> content) {
        Optional<String> name = node.text();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            String shown = shown(name.get());
            return Optional.of(content.of(YamlReader.octetsOf(folder.resolve(name.get()), shown)));
        } catch (InvalidPathException e) {
            fields.problems().add(node, node.name() + " must be a path, not " + Words.value(name.get()));
        } catch (InvalidFileException e) {
            if (node.name().equals("`password-file`")) {
                // The name is not repeated: it could be a password under the wrong key (DS-73).
                fields.problems().add(node, node.name() + " names a file that is not there or cannot be read");
            } else {
                e.problems().forEach(fields.problems()::add);
            }
        } catch (MalformedException e) {
            fields.problems().add(node, node.name() + " names a file that " + e.reason());
        }
        return Optional.empty();
    }

    private void warnIfReadable(YamlNode node) {
        Optional<String> name = node.text();
        try {
            if (name.isPresent()
                    && Files.getPosixFilePermissions(folder.resolve(name.get()))
                            .contains(PosixFilePermission.OTHERS_READ)) {
                warn(node, " names a file that every user of this machine can read; chmod o= it");
            }
        } catch (IOException | UnsupportedOperationException | InvalidPathException e) {
            // That it is not there, its reader says; and where there are no such permissions there is nothing to say.
        }
    }

    private void warnIfInvalidNow(YamlNode node, X509Certificate certificate) {
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            warn(
                    node,
                    " names a certificate that is valid only from "
                            + certificate.getNotBefore().toInstant() + " to "
                            + certificate.getNotAfter().toInstant());
        }
    }

    private void warn(YamlNode node, String text) {
        warnings.add(new Problem(fields.problems().file(), node.at(), node.name() + text).toString());
    }
}
