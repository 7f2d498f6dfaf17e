package ai.fluxion.bench.document;

import org.openjdk.jmh.infra.Blackhole;

/** The work that is measured. A record comes as bytes, and goes as bytes: a {@code byte[]}, or what an encoder hands on. */
interface Library {
    /** What a status becomes. */
    String CHANGED = "CHECKED";

    /** Decodes, changes the status, encodes. */
    Object changeOne(byte[] record);

    /** Decodes, reads one number, hands on the bytes as they came. */
    Object readOne(byte[] record, Blackhole hole);

    /** Decodes, reads every leaf, changes the status, encodes. */
    Object readAll(byte[] record, Blackhole hole);
}
