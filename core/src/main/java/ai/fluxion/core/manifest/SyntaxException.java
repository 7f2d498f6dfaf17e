package ai.fluxion.core.manifest;

/** A file that can't be read as what it is; the rest of it can't be checked. */
final class SyntaxException extends Exception {
    private final Location location;

    SyntaxException(Location location, String message, Throwable cause) {
        super(message, cause);
        this.location = location;
    }

    SyntaxException(Location location, String message) {
        this(location, message, null);
    }

    Location location() {
        return location;
    }
}
