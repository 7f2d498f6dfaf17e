package ai.fluxion.testkit;

import java.util.List;
import java.util.Map;

/** What a sink writes to, in the real outside system, made new and empty for one test. */
public interface Target extends AutoCloseable {
    /** Options that write to it. */
    Map<String, Object> options();

    /** The texts of all records that a reader sees who reads committed data, in the order in which it sees them. */
    List<String> visible() throws Exception;

    /** The names of whatever a sink left here that no reader sees, such as staged files. */
    default List<String> staged() throws Exception {
        return List.of();
    }

    @Override
    default void close() throws Exception {}
}
