package ai.fluxion.core.stages;

import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.model.Document;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** {@code $match}: lets the records through that meet the conditions, as they are. */
final class MatchStage implements RowStage {
    private final Predicate<Document> conditions;
    private final FieldReads reads;
    private final boolean deterministic;

    private MatchStage(Predicate<Document> conditions, FieldReads reads, boolean deterministic) {
        this.conditions = conditions;
        this.reads = reads;
        this.deterministic = deterministic;
    }

    static Stage compile(Object definition, Site site) {
        Predicate<Document> conditions = QuerySyntax.compile(definition, true, site);
        return new MatchStage(
                conditions, FieldReads.ofQuery(definition), site.compilation().deterministic());
    }

    @Override
    public void process(Document record, Consumer<Document> out) {
        if (conditions.test(record)) {
            out.accept(record);
        }
    }

    /** A row that chance lets through is another one with each of its changes. */
    @Override
    public boolean decides(Predicate<String> known) {
        return deterministic && reads.within(known);
    }

    @Override
    public Set<String> known(Set<String> before) {
        return before;
    }

    @Override
    public String name() {
        return "$match";
    }

    @Override
    public boolean deterministic() {
        return deterministic;
    }
}
