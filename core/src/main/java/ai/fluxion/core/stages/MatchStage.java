package ai.fluxion.core.stages;

import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.model.Document;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** {@code $match}: lets the records through that meet the conditions, as they are. */
final class MatchStage implements Stage {
    private final Predicate<Document> conditions;
    private final boolean deterministic;

    private MatchStage(Predicate<Document> conditions, boolean deterministic) {
        this.conditions = conditions;
        this.deterministic = deterministic;
    }

    static Stage compile(Object definition, Site site) {
        Predicate<Document> conditions = QuerySyntax.compile(definition, true, site);
        return new MatchStage(conditions, site.compilation().deterministic());
    }

    @Override
    public void process(Document record, Consumer<Document> out) {
        if (conditions.test(record)) {
            out.accept(record);
        }
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
