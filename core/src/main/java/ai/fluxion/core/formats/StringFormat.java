package ai.fluxion.core.formats;

/** {@code string}: the payload is text in UTF-8. */
public final class StringFormat extends ValueFormat {
    public StringFormat() {
        super(true);
    }

    @Override
    public String name() {
        return "string";
    }

    @Override
    public String doc() {
        return "Text in UTF-8, in one field; in a file, a line each.";
    }
}
