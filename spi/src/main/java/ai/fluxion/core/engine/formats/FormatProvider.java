package ai.fluxion.core.engine.formats;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A format: {@code json}, {@code csv}, {@code raw}, … Found by {@link java.util.ServiceLoader}, public, with a public
 * constructor without parameters. Any thread may call it.
 */
public interface FormatProvider {
    /** What manifests write. */
    String name();

    /** What it is, in a sentence. */
    String doc();

    /** The endings of file names that mean it, without dot. */
    default List<String> extensions() {
        return List.of();
    }

    default List<ConnectorOption> options() {
        return List.of();
    }

    /** Decodes single payloads, such as the value of a message. */
    PayloadDecoder decoder(ConnectorConfig config);

    /** Encodes single payloads; a new encoder for each thread. */
    PayloadEncoder encoder(ConnectorConfig config);

    /**
     * Reads records from a file.
     *
     * @param config the format's options
     * @param source the file, decompressed
     * @param offset where to begin: 0, or what {@link RecordReader#offset()} gave before
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if it is no format of files
     */
    default RecordReader reader(ConnectorConfig config, ByteSource source, long offset) throws IOException {
        throw Failure.fatal("FLX-FORMAT-NO-FILE", "format " + name() + " reads no files")
                .exception();
    }

    /**
     * Writes records to a file.
     *
     * @param config the format's options
     * @param state what {@link RecordWriter#state()} gave when the file so far was written; empty for a new file
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if it is no format of files
     */
    default RecordWriter writer(ConnectorConfig config, Optional<Document> state) {
        throw Failure.fatal("FLX-FORMAT-NO-FILE", "format " + name() + " writes no files")
                .exception();
    }
}
