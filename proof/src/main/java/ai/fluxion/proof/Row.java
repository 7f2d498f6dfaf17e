package ai.fluxion.proof;

import java.util.List;

/**
 * A combination of kinds under proof.
 *
 * @param name for the table
 * @param input what the first leg reads
 * @param legs the pipelines, in the order of a record's way
 * @param servers what runs for it
 */
record Row(String name, Numbers input, List<Leg> legs, List<AutoCloseable> servers) implements AutoCloseable {
    Row {
        legs = List.copyOf(legs);
        servers = List.copyOf(servers);
    }

    /** How many records have got to the end of the way. */
    long arrived() throws Exception {
        return legs.get(legs.size() - 1).target().read();
    }

    @Override
    public void close() throws Exception {
        for (Leg leg : legs) {
            leg.target().close();
        }
        for (AutoCloseable server : servers) {
            server.close();
        }
    }
}
