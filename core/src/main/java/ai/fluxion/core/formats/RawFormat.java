package ai.fluxion.core.formats;

/** {@code raw}: the payload is bytes, whatever they mean. */
public final class RawFormat extends ValueFormat {
    public RawFormat() {
        super(false);
    }

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public String doc() {
        return "Bytes, in one field; in a file, a line each.";
    }
}
