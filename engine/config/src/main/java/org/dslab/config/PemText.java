package org.dslab.config;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dslab.engine.octets.Octets;

/** Certificates and keys as PEM files have them (RFC 7468). No message shows a part of a key (DS-73). */
final class PemText {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*?)-----END \\1-----");

    private static final String TO_PKCS8 = "convert it with `openssl pkcs8 -topk8 -nocrypt`";

    private record Block(String kind, Octets content) {}

    private PemText() {}

    private static List<Block> blocks(String text) throws MalformedException {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            try {
                blocks.add(new Block(
                        matcher.group(1), Octets.copyOf(Base64.getMimeDecoder().decode(matcher.group(2)))));
            } catch (IllegalArgumentException e) {
                throw new MalformedException("has a block of broken base64");
            }
        }
        return blocks;
    }

    /** All certificates, at least one. */
    static List<X509Certificate> certificates(byte[] file) throws MalformedException {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : blocks(new String(file, StandardCharsets.ISO_8859_1))) {
                if (block.kind().equals("CERTIFICATE")) {
                    certificates.add((X509Certificate) factory.generateCertificate(
                            new ByteArrayInputStream(block.content().toByteArray())));
                }
            }
        } catch (CertificateException e) {
            throw new MalformedException("has a certificate that cannot be read");
        }
        if (certificates.isEmpty()) {
            throw new MalformedException("has no certificate in PEM form (-----BEGIN CERTIFICATE-----)");
        }
        return certificates;
    }

    /** The private key to this public key. */
    static PrivateKey key(byte[] file, PublicKey publicKey) throws MalformedException {
        List<Block> keys = blocks(new String(file, StandardCharsets.ISO_8859_1)).stream()
                .filter(block -> block.kind().endsWith("PRIVATE KEY"))
                .toList();
        if (keys.size() != 1) {
            throw new MalformedException("must have one private key in PEM form (-----BEGIN PRIVATE KEY-----), not "
                    + (keys.isEmpty() ? "none" : String.valueOf(keys.size())));
        }
        String kind = keys.getFirst().kind();
        if (kind.equals("ENCRYPTED PRIVATE KEY")) {
            throw new MalformedException("has an encrypted key, which nobody could decrypt at a start; " + TO_PKCS8);
        }
        if (!kind.equals("PRIVATE KEY")) {
            throw new MalformedException("has a key of the kind " + kind + ", not of PKCS#8; " + TO_PKCS8);
        }
        String algorithm = publicKey.getAlgorithm();
        PrivateKey key;
        try {
            key = KeyFactory.getInstance(algorithm)
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(keys.getFirst().content().toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new MalformedException("has no key of the certificate's kind, " + algorithm);
        }
        if (!belongTogether(key, publicKey)) {
            throw new MalformedException("has a key that does not belong to the certificate");
        }
        return key;
    }

    private static boolean belongTogether(PrivateKey key, PublicKey publicKey) {
        String algorithm = switch (publicKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> publicKey.getAlgorithm();
        };
        byte[] text = "the same key".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(text);
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(publicKey);
            verifying.update(text);
            return verifying.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
