package ai.fluxion.core.connect.http;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whom to trust, and how to say who one is. Names of hosts are always verified.
 *
 * @param trust certificates of authorities; null: Java's own
 * @param trustPassword of a store; may be empty
 * @param key the client's key; null: none
 * @param keyPassword of a store; may be empty
 * @param certificate the client's certificates; null: they are with the key
 */
record TlsSettings(Path trust, String trustPassword, Path key, String keyPassword, Path certificate) {
    static TlsSettings of(ConnectorConfig config) {
        TlsSettings settings = new TlsSettings(
                config.getPath(HttpOptions.TLS_TRUST.name(), null),
                config.getString(HttpOptions.TLS_TRUST_PASSWORD.name(), ""),
                config.getPath(HttpOptions.TLS_KEY.name(), null),
                config.getString(HttpOptions.TLS_KEY_PASSWORD.name(), ""),
                config.getPath(HttpOptions.TLS_CERTIFICATE.name(), null));
        if (settings.certificate != null && settings.key == null) {
            throw Failure.fatal("FLX-HTTP-TLS", "a certificate of the client needs its key")
                    .at(HttpOptions.TLS_KEY.name())
                    .exception();
        }
        return settings;
    }

    /**
     * What the client encrypts with; empty for Java's own.
     *
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if a file can't be read
     */
    Optional<SSLContext> context() {
        if (trust == null && key == null) {
            return Optional.empty();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), trustManagers(), null);
            return Optional.of(context);
        } catch (GeneralSecurityException wrong) {
            throw wrong(HttpOptions.TLS_TRUST, trust == null ? key : trust, wrong);
        }
    }

    private TrustManager[] trustManagers() throws GeneralSecurityException {
        if (trust == null) {
            return null; // Java's own
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        try {
            KeyStore store = PemFile.isPem(trust)
                    ? PemFile.read(trust).trusted()
                    : KeyStore.getInstance(trust.toFile(), trustPassword.toCharArray());
            if (store.size() == 0) {
                throw new GeneralSecurityException("it holds no certificates");
            }
            managers.init(store);
        } catch (IOException | GeneralSecurityException wrong) {
            throw wrong(HttpOptions.TLS_TRUST, trust, wrong);
        }
        return managers.getTrustManagers();
    }

    private KeyManager[] keyManagers() throws GeneralSecurityException {
        if (key == null) {
            return null; // none
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        try {
            if (PemFile.isPem(key)) {
                PemFile certificates = PemFile.read(certificate == null ? key : certificate);
                managers.init(PemFile.read(key).identity(certificates), PemFile.IN_MEMORY);
            } else {
                char[] password = keyPassword.toCharArray();
                managers.init(KeyStore.getInstance(key.toFile(), password), password);
            }
        } catch (IOException | GeneralSecurityException wrong) {
            throw wrong(HttpOptions.TLS_KEY, key, wrong);
        }
        return managers.getKeyManagers();
    }

    private static RuntimeException wrong(ConnectorOption option, Path file, Exception why) {
        String reason = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        return Failure.fatal("FLX-HTTP-TLS", file + " can't be used: " + reason)
                .at(option.name())
                .remedy(
                        "Give a PEM file, or a PKCS12 store with its password; a private key in PEM has the form PKCS#8.")
                .cause(why)
                .exception();
    }

    @Override
    public String toString() {
        return "TLS[trust=" + trust + ", key=" + key + "]";
    }
}
