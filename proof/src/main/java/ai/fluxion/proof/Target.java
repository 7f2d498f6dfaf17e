package ai.fluxion.proof;

import java.io.IOException;

/** Where a pipeline writes, seen by somebody who reads committed data. */
interface Target extends AutoCloseable {
    /** For messages and the table. */
    String name();

    /** Reads what is visible now and was not before. @return how many numbers are visible, each counted once */
    long read() throws IOException, InterruptedException;

    /** Reads all of it again, from the beginning, and compares; the worse of this and what was seen on the way. */
    Verdict compare(Numbers input) throws IOException, InterruptedException;

    @Override
    void close();
}
