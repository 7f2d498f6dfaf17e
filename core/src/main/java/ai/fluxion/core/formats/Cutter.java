package ai.fluxion.core.formats;

/** Finds where a record begins and ends in a run of bytes. Keeps its place between calls; for one file and one thread. */
interface Cutter {
    /**
     * Passes over what stands between records. Called until it finds the beginning of one.
     *
     * @param at where to look from; everything before was passed over
     * @param offset where that is in the file
     * @return where a record begins, or {@code end} if all of it belongs to none
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if no further records can be found
     */
    default int skip(byte[] bytes, int at, int end, long offset) {
        return at;
    }

    /**
     * Looks for the end of the record that has begun.
     *
     * @param at where to look from: what comes before was looked at
     * @return behind the record's last byte, its terminator included; -1 if it goes on beyond {@code end}
     */
    int cut(byte[] bytes, int at, int end);

    /** Ends a record. Gives the end of its content, without its terminator; the next call begins a new record. */
    int finish(byte[] bytes, int from, int to);

    /**
     * Called at the end of a complete file, if no record has begun there.
     *
     * @param offset of the end
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if the file can't end here
     */
    default void atEnd(long offset) {}

    /** How many bytes {@link #finish} takes off at most. */
    int longestTerminator();
}
