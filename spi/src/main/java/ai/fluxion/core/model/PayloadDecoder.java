package ai.fluxion.core.model;

/**
 * Turns the bytes of one record into its fields. A source attaches one to the bytes that it hands over ({@link
 * Document#encoded}); the engine calls it when, and only if, somebody looks at a field.
 *
 * <p>Any thread may call it, several at once. The same bytes always give an equal document.
 */
public interface PayloadDecoder {
    /** The name of the format, such as {@code json}. */
    String format();

    /**
     * Decodes one payload.
     *
     * @return the fields; its metadata is ignored
     * @throws RuntimeException an invalid-record failure of the SPI if the bytes are malformed; it says where
     */
    Document decode(Bytes payload);
}
