package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.ConnectorServices;
import ai.fluxion.core.engine.connectors.ConnectorStreamDescriptor;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.SourceConnectorConfig;
import ai.fluxion.core.engine.connectors.StreamId;
import ai.fluxion.core.model.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells which files there are, how large they are, and what the first records of each look like. */
final class FileDiscovery {
    static final int SAMPLE_RECORDS = 100;
    private static final long SAMPLE_BYTES = 1 << 20;

    private final ConnectorServices services;
    private final SourceConnectorConfig config;

    FileDiscovery(ConnectorServices services, SourceConnectorConfig config) {
        this.services = services;
        this.config = config;
    }

    List<ConnectorStreamDescriptor> streams() {
        FilePattern pattern = FilePattern.of(config.getString(FileSourceProvider.PATH));
        List<Path> files;
        try {
            files = pattern.list();
        } catch (IOException failed) {
            throw FileFailures.of(failed, pattern.base());
        }
        if (files.isEmpty() && !config.getBoolean(FileSourceProvider.FOLLOW)) {
            throw FileFailures.none(pattern);
        }
        return files.stream().map(this::stream).toList();
    }

    private ConnectorStreamDescriptor stream(Path file) {
        String name = file.getFileName().toString();
        FileFormat format = FileFormat.of(config.getFormat(FileSourceProvider.FORMAT.name()), name, services);
        Compression compression = Compression.of(config.getString(FileSourceProvider.COMPRESSION), name);
        String packed =
                compression == Compression.NONE ? "" : ", " + compression.name().toLowerCase(Locale.ROOT);
        ConnectorStreamDescriptor found = ConnectorStreamDescriptor.of(StreamId.of(file.toString()));
        try {
            found = found.withBytes(Files.size(file));
            return found.withDetails(format.provider().name() + packed).withSample(sample(file, format, compression));
        } catch (IOException | FluxionException unreadable) { // of one file; the others are still to be told
            String why = unreadable instanceof IOException failed
                    ? FileFailures.of(failed, file).failure().message()
                    : unreadable.getMessage();
            return found.withDetails(format.provider().name() + packed + ", can't be read: " + why);
        }
    }

    private static List<Document> sample(Path file, FileFormat format, Compression compression) throws IOException {
        List<Document> sample = new ArrayList<>();
        try (OpenFile open = OpenFile.open(file, format, compression, false, Optional.empty())) {
            List<Document> some = open.read(SAMPLE_RECORDS, SAMPLE_BYTES, true);
            some.forEach(document -> sample.add(document.detach()));
        }
        return sample;
    }
}
