package ai.fluxion.core.connect.http;

import ai.fluxion.core.model.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys in the text form of RFC 7468. */
final class PemFile {
    /** Java's stores want a password, also those that are in no file. */
    static final char[] IN_MEMORY = "in-memory".toCharArray();

    private static final String BEGIN = "-----BEGIN ";
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----", Pattern.DOTALL);
    private static final int LARGEST = 4 << 20;
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    /** What stands between a BEGIN and its END. */
    private record Block(String label, Bytes content) {}

    private final List<Block> blocks;

    private PemFile(List<Block> blocks) {
        this.blocks = blocks;
    }

    /** Whether it is such a file, and no store. */
    static boolean isPem(Path file) throws IOException {
        return text(file).contains(BEGIN);
    }

    static PemFile read(Path file) throws IOException, GeneralSecurityException {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text(file));
        while (matcher.find()) {
            try {
                blocks.add(new Block(
                        matcher.group(1), Bytes.wrap(Base64.getMimeDecoder().decode(matcher.group(2)))));
            } catch (IllegalArgumentException wrong) {
                throw new GeneralSecurityException(
                        "what stands in it as " + matcher.group(1) + " is no base 64", wrong);
            }
        }
        return new PemFile(blocks);
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("it has more than " + LARGEST + " bytes");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private List<Certificate> certificates() throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Certificate> certificates = new ArrayList<>();
        for (Block block : blocks) {
            if (block.label().equals("CERTIFICATE")) {
                certificates.add(factory.generateCertificate(block.content().stream()));
            }
        }
        return certificates;
    }

    /** A store that trusts all certificates of the file. */
    KeyStore trusted() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (Certificate certificate : certificates()) {
            store.setCertificateEntry("trusted-" + store.size(), certificate);
        }
        return store;
    }

    /** A store with the private key of this file and the certificates of another, or of the same. */
    KeyStore identity(PemFile of) throws IOException, GeneralSecurityException {
        List<Certificate> chain = of.certificates();
        if (chain.isEmpty()) {
            throw new GeneralSecurityException("there is no certificate for the key");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("client", key(), IN_MEMORY, chain.toArray(Certificate[]::new));
        return store;
    }

    private PrivateKey key() throws GeneralSecurityException {
        for (Block block : blocks) {
            if (block.label().equals("PRIVATE KEY")) {
                return key(block.content().toArray());
            }
            if (block.label().endsWith("PRIVATE KEY")) {
                throw new GeneralSecurityException("it holds an " + block.label() + ", and not a PRIVATE KEY (PKCS#8)");
            }
        }
        throw new GeneralSecurityException("it holds no PRIVATE KEY");
    }

    private static PrivateKey key(byte[] encoded) throws GeneralSecurityException {
        InvalidKeySpecException last = null;
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException another) {
                last = another;
            }
        }
        throw new GeneralSecurityException("its PRIVATE KEY is none of " + String.join(", ", ALGORITHMS), last);
    }
}
