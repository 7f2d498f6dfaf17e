package ai.fluxion.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@link FieldSelection} and {@link FieldHandle}, over more forms than they remember. */
class FieldSelectionTest {
    private static final Set<String> NAMES = Set.of("a", "c", "none");

    @Test
    void whatIsKeptAndWhatIsLeftOutIsTheSameAsFieldByField() {
        FieldSelection kept = FieldSelection.of(NAMES);
        FieldSelection rest = FieldSelection.without(NAMES);
        for (Document document : documents()) {
            Document with = document;
            Document without = document;
            for (String name : document.names()) {
                with = NAMES.contains(name) ? with : with.without(name);
                without = NAMES.contains(name) ? without.without(name) : without;
            }
            assertThat(kept.from(document)).isEqualTo(with);
            assertThat(kept.from(document).names()).isEqualTo(with.names());
            assertThat(rest.from(document)).isEqualTo(without);
            assertThat(rest.from(document).toJson()).isEqualTo(without.toJson());
        }
    }

    @Test
    void aSelectionOfAllIsTheDocumentItselfWithItsBytes() {
        Document document = JsonReader.read(Bytes.utf8("{\"a\":1,\"c\":0.10}"));

        assertThat(FieldSelection.of(NAMES).from(document)).isSameAs(document);
        assertThat(FieldSelection.without(Set.of("x")).from(document)).isSameAs(document);
    }

    @Test
    void whatIsSelectedKeepsItsTextAndTheMetadata() {
        RecordMetadata metadata = RecordMetadata.builder().key("k").build();
        Document document = JsonReader.read(Bytes.utf8("{\"a\":1e400,\"b\":[1,2],\"c\":0.10}"))
                .withMetadata(metadata);

        Document selected = FieldSelection.of(NAMES).from(document);

        assertThat(selected.toJson()).isEqualTo("{\"a\":1e400,\"c\":0.10}");
        assertThat(selected.metadata()).isSameAs(metadata);
    }

    @Test
    void aHandleFindsAndSetsAsTheDocumentItselfDoes() {
        FieldHandle handle = new FieldHandle("c");
        for (Document document : documents()) {
            assertThat(handle.ordinal(document)).isEqualTo(document.ordinal("c"));
            assertThat(handle.set(document, 7)).isEqualTo(document.with("c", 7));
            assertThat(handle.set(document, 7).names())
                    .isEqualTo(document.with("c", 7).names());
        }
    }

    private static List<Document> documents() {
        Random random = new Random(5);
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            StringBuilder json = new StringBuilder("{");
            for (int name = 0; name < 5; name++) {
                if (random.nextBoolean()) {
                    json.append(json.length() > 1 ? "," : "")
                            .append('"')
                            .append((char) ('a' + name))
                            .append("\":")
                            .append(i);
                }
            }
            Document read = JsonReader.read(Bytes.utf8(json.append('}').toString()));
            documents.add(random.nextInt(5) == 0 ? Document.of(read.toMap()) : read);
        }
        return documents;
    }
}
