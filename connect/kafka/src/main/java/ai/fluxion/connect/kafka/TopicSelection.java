package ai.fluxion.connect.kafka;

import ai.fluxion.core.model.Document;
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

    /** Reads what {@link #toDocument} wrote. */
    static TopicSelection of(Document kept) {
        return kept.has("topicPattern")
                ? new Matching(Pattern.compile(kept.getString("topicPattern")))
                : new Named(kept.getList("topics").stream().map(String::valueOf).toList());
    }
}
