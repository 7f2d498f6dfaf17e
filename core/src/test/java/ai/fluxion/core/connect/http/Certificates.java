package ai.fluxion.core.connect.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key with a certificate that it signed itself, in all the forms that a manifest may name. */
record Certificates(Path store, Path trust, Path pem, Path certificatePem, Path keyPem) {
    static final String PASSWORD = "pass-of-a-test";
    private static final String ALIAS = "it";

    /** @param algorithm of the key, such as EC */
    static Certificates make(Path folder, String name, String algorithm, String subjectAlternative) throws Exception {
        Certificates made = new Certificates(
                folder.resolve(name + ".p12"),
                folder.resolve(name + "-trust.p12"),
                folder.resolve(name + ".pem"),
                folder.resolve(name + "-certificate.pem"),
                folder.resolve(name + "-key.pem"));
        keytool(made.store, algorithm, subjectAlternative);
        made.export();
        return made;
    }

    /** The JDK has no public API that signs a certificate, but each has this tool. */
    private static void keytool(Path store, String algorithm, String subjectAlternative) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        algorithm,
                        "-validity",
                        "30",
                        "-dname",
                        "CN=fluxion-test",
                        "-ext",
                        "san=" + subjectAlternative,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return keys;
        }
    }

    private void export() throws IOException, GeneralSecurityException {
        KeyStore keys = keys();
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
        try (OutputStream out = Files.newOutputStream(trust)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        String certificate = block("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
        String key =
                block("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
        Files.writeString(certificatePem, "subject=fluxion-test\n" + certificate);
        Files.writeString(keyPem, key);
        Files.writeString(pem, "Bag Attributes\n" + key + certificate);
    }

    private static String block(String label, byte[] content) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN " + label + "-----\n" + lines.encodeToString(content) + "\n-----END " + label + "-----\n";
    }

    /** What a server with this key uses, which trusts another's certificate. */
    SSLContext server(Certificates client) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys(), PASSWORD.toCharArray());
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(KeyStore.getInstance(client.trust.toFile(), PASSWORD.toCharArray()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
        return context;
    }
}
