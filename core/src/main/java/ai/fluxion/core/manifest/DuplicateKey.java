package ai.fluxion.core.manifest;

/** A key that a map holds twice; the same in every syntax. */
final class DuplicateKey {
    private DuplicateKey() {}

    static void report(Problems problems, String key, Location second, Location first) {
        problems.error(
                "FLX-MANIFEST-KEY-TWICE",
                second,
                "the key '" + key + "' is here twice, first at line " + first.line() + "; remove one");
    }
}
