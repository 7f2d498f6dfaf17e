package ai.fluxion.core.stages;

import static ai.fluxion.core.stages.Definitions.doc;
import static ai.fluxion.core.stages.Definitions.gives;
import static ai.fluxion.core.stages.Definitions.list;

import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Header;
import ai.fluxion.core.model.Operation;
import ai.fluxion.core.model.RecordMetadata;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/** A record with fields of each form, and rows of tables over it. */
final class Sample {
    static final Document R = Document.builder()
            .put("i", 7)
            .put("n", null)
            .put("o", doc("x", 1, "y", doc("z", "deep")))
            .put("a", list(3, 1, 2))
            .put("docs", list(doc("k", 1), 5, doc("j", 2), doc("k", doc("m", 3)), list(doc("k", 9))))
            .build();

    static final RecordMetadata METADATA = RecordMetadata.builder().stream("sales")
            .partition("sales-0")
            .offset(42)
            .key("k1")
            .headers(List.of(new Header("trace", Bytes.utf8("t1")), new Header("other", Bytes.utf8("o"))))
            .timestamp(1_700_000_000_000L)
            .operation(Operation.UPDATE)
            .attributes(doc("topic", "sales"))
            .build();

    private Sample() {}

    /** The expression gives this. */
    static DynamicTest is(Object expected, Object definition) {
        return gives(R, definition, expected);
    }
}
