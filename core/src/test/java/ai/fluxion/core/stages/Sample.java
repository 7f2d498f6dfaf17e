package ai.fluxion.core.stages;

import static ai.fluxion.core.stages.Definitions.doc;
import static ai.fluxion.core.stages.Definitions.fails;
import static ai.fluxion.core.stages.Definitions.gives;
import static ai.fluxion.core.stages.Definitions.list;
import static ai.fluxion.core.stages.Definitions.obj;

import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.Header;
import ai.fluxion.core.model.Operation;
import ai.fluxion.core.model.RecordMetadata;
import ai.fluxion.core.model.Unavailable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DynamicTest;

/** A record with a field of each kind, and rows of tables over it. */
final class Sample {
    static final Instant NOON = Instant.parse("2024-02-29T12:34:56.789Z");
    static final Document R = Document.builder()
            .put("i", 7)
            .put("zero", 0)
            .put("l", 5_000_000_000L)
            .put("d", 2.5)
            .put("dec", new BigDecimal("1.10"))
            .put("huge", new BigDecimal("1E+999999999"))
            .put("minLong", "-9223372036854775808")
            .put("s", "Straße")
            .put("sp", "  pad  ")
            .put("t", true)
            .put("n", null)
            .put("date", NOON)
            .put("day", LocalDate.parse("2024-03-01"))
            .put("bin", Bytes.utf8("hi"))
            .put("id", UUID.fromString("00000000-0000-0001-0000-000000000002"))
            .put("toast", Unavailable.VALUE)
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

    /** An operator over a list of arguments. */
    static DynamicTest op(Object expected, String name, Object... arguments) {
        return gives(R, obj(name, list(arguments)), expected);
    }

    /** The operator fails the record with this code. */
    static DynamicTest bad(String code, String name, Object... arguments) {
        return fails(R, obj(name, list(arguments)), code);
    }
}
