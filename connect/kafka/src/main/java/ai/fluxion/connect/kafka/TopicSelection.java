package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.model.Document;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Which topics a source reads. */
sealed interface TopicSelection {
    boolean selects(String topic);

    /** As it is kept in the checkpoint. */
    Document toDocument();

    /** Topics that have to be there. */
    record Named(List<String> topics) implements TopicSelection {
        public Named {
            topics = List.copyOf(topics);
        }

        @Override
        public boolean selects(String topic) {
            return topics.contains(topic);
        }

        @Override
        public Document toDocument() {
            return Document.builder(1).putList("topics", topics).build();
        }
    }

    /** All topics, now or later, whose whole name matches. */
    record Matching(Pattern pattern) implements TopicSelection {
        @Override
        public boolean selects(String topic) {
            return pattern.matcher(topic).matches();
        }

        @Override
        public Document toDocument() {
            return Document.of("topicPattern", pattern.pattern());
        }
    }

    /** What to throw when named topics are not there. */
    static FluxionException missing(Named named, Collection<String> missing) {
        return Failure.fatal("FLX-KAFKA-TOPIC", "there is no topic " + String.join(", ", missing))
                .at(named.topics().size() == 1 ? SourceOptions.TOPIC.name() : SourceOptions.TOPICS.name())
                .remedy("Create it, correct the name, or use topicPattern, which waits for topics to appear; a user"
                        + " without the right to see a topic is told the same.")
                .exception();
    }

    /** Reads what {@link #toDocument} wrote. */
    static TopicSelection of(Document kept) {
        return kept.has("topicPattern")
                ? new Matching(Pattern.compile(kept.getString("topicPattern")))
                : new Named(kept.getList("topics").stream().map(String::valueOf).toList());
    }
}
