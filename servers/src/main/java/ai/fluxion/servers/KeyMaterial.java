package ai.fluxion.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

/**
 * A key for the loopback address, its self-signed certificate, and a truststore that holds the certificate. They serve
 * development only, which is why the password is no secret.
 */
record KeyMaterial(Path keystore, Path truststore) {

    static final String TYPE = "PKCS12";
    static final String PASSWORD = "fluxion";
    private static final String ALIAS = "server";

    /** Returns the key material in that directory, made now if there is none. */
    static KeyMaterial in(Path directory) throws IOException {
        KeyMaterial keys = new KeyMaterial(directory.resolve("keystore.p12"), directory.resolve("truststore.p12"));
        if (!Files.exists(keys.truststore)) {
            Files.createDirectories(directory);
            Files.deleteIfExists(keys.keystore);
            keys.makeKey();
            keys.exportCertificate();
        }
        return keys;
    }

    /** The JDK has no public API that signs a certificate, but each has this tool. */
    private void makeKey() throws IOException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(List.of(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "3650",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:" + KafkaSettings.HOST,
                        "-storetype",
                        TYPE,
                        "-keystore",
                        keystore.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool made no key: " + said.strip());
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool made a key", e);
        }
    }

    private void exportCertificate() throws IOException {
        try (InputStream in = Files.newInputStream(keystore);
                OutputStream out = Files.newOutputStream(truststore)) {
            KeyStore keys = KeyStore.getInstance(TYPE);
            keys.load(in, PASSWORD.toCharArray());
            KeyStore trusted = KeyStore.getInstance(TYPE);
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
            trusted.store(out, PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate of " + keystore + " can't be exported", e);
        }
    }
}
