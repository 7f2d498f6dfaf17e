package ai.fluxion.core.stages;

import java.util.Map;
import java.util.Optional;

/** MongoDB's stages that need more than the one record at hand, and why each of them does. */
final class NotStreaming {
    private static final String WHOLE = "it needs all records before it can give the first, and a stream has no end.";
    private static final String CATALOG = "it reports on a MongoDB server's own catalog, and there is none here.";

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("$sort", "the smallest record may be yet to come. Let the sink's system sort."),
            Map.entry("$out", "where records go is said by 'sink'. Remove the stage."),
            Map.entry("$merge", "where records go is said by 'sink'; an upserting sink merges. Remove the stage."),
            Map.entry("$group", WHOLE + " Group in the sink's system."),
            Map.entry(
                    "$lookup",
                    "it would read another collection for each record, at another time in each replay."
                            + " Join in the sink's system."),
            Map.entry(
                    "$graphLookup",
                    "it would walk through another collection for each record. Walk in the sink's system."),
            Map.entry(
                    "$limit",
                    "after a restart nobody knows how many records were let through."
                            + " Use $match, or end a run with --until-idle."),
            Map.entry(
                    "$skip",
                    "after a restart nobody knows how many records were skipped."
                            + " Use $match, or the source's start position."),
            Map.entry("$count", WHOLE + " The run's report and the metrics count records."),
            Map.entry("$facet", WHOLE + " Use one pipeline for each facet."),
            Map.entry("$bucket", WHOLE + " $switch in a $set names the bucket of a record."),
            Map.entry(
                    "$bucketAuto",
                    "the bounds of the buckets follow from all records. $switch in a $set names the"
                            + " bucket of a record by bounds of your own."),
            Map.entry("$sortByCount", WHOLE + " Count in the sink's system."),
            Map.entry("$unionWith", "a pipeline has one source. Use one pipeline for each source, with the same sink."),
            Map.entry("$geoNear", "it finds and sorts all records by distance, with an index. Use $match with bounds."),
            Map.entry("$sample", "it draws a fixed number out of all records. Use $match with $sampleRate."),
            Map.entry(
                    "$setWindowFields",
                    "a window reaches to records that have not come yet." + " Compute windows in the sink's system."),
            Map.entry("$densify", "gaps are known only once all records have come. Fill them in the sink's system."),
            Map.entry(
                    "$fill",
                    "a gap is filled from records that come later. $ifNull in a $set gives a constant instead."),
            Map.entry("$collStats", CATALOG),
            Map.entry("$indexStats", CATALOG),
            Map.entry("$planCacheStats", CATALOG),
            Map.entry("$currentOp", CATALOG),
            Map.entry("$listSessions", CATALOG),
            Map.entry("$listLocalSessions", CATALOG),
            Map.entry("$listSearchIndexes", CATALOG),
            Map.entry("$search", "it asks a search index of a MongoDB server. Use $match with $regex."),
            Map.entry("$searchMeta", "it asks a search index of a MongoDB server."),
            Map.entry("$vectorSearch", "it asks a search index of a MongoDB server."),
            Map.entry("$changeStream", "it is a source. Name it under 'source'."),
            Map.entry("$documents", "records come from the source. Name it under 'source'."));

    private NotStreaming() {}

    /** Why the stage can't work on a stream, and what to use instead; empty if it is no such stage. */
    static Optional<String> reason(String stage) {
        return Optional.ofNullable(REASONS.get(stage));
    }
}
