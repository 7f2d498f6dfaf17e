package ai.fluxion.core.manifest;

import java.util.Locale;
import java.util.regex.Pattern;

/** Guesses from its name whether a value that nobody declared, such as a client's own setting, is a secret. */
final class SecretNames {
    private static final Pattern SECRET = Pattern.compile(
            "passw|passphrase|pwd|secret|token|credential|jaas|authorization|cookie|private|api-?_?key|access-?_?key"
                    + "|keystore\\.key|user\\.info");

    private SecretNames() {}

    static boolean looksSecret(String name) {
        return SECRET.matcher(name.toLowerCase(Locale.ROOT)).find();
    }
}
