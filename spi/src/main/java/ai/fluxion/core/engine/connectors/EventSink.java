package ai.fluxion.core.engine.connectors;

/** A sink that takes what stands between records as well: schema changes and truncates, in their order. */
public interface EventSink {
    /** The stream looks different from here on. */
    void schemaChange(Batch.SchemaChange change) throws Exception;

    /** All rows of the stream are gone. */
    void truncate(Batch.Truncate truncate) throws Exception;
}
