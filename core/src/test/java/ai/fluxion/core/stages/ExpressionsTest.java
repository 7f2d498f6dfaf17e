package ai.fluxion.core.stages;

import static ai.fluxion.core.stages.Definitions.doc;
import static ai.fluxion.core.stages.Definitions.list;
import static ai.fluxion.core.stages.Definitions.obj;
import static ai.fluxion.core.stages.Sample.R;
import static ai.fluxion.core.stages.Sample.is;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is no operator: paths, variables that are always there, literals, arrays and objects. */
class ExpressionsTest {
    @TestFactory
    Stream<DynamicTest> paths() {
        return Stream.of(
                is(7, "$i"),
                is(null, "$n"),
                is(null, "$nowhere"),
                is("deep", "$o.y.z"),
                is(null, "$o.y.z.w"),
                is(List.of(1, doc("m", 3)), "$docs.k"),
                is(List.of(3), "$docs.k.m"),
                is(List.of(), "$a.x"),
                is("deep", "$$ROOT.o.y.z"),
                is("deep", "$$CURRENT.o.y.z"),
                is(R, "$$ROOT"),
                is(null, "$$REMOVE"),
                is("text", "text"),
                is("$i", obj("$literal", "$i")),
                is(doc("a", 7, "b", doc("c", "x")), obj("a", "$i", "b", obj("c", "x"), "gone", "$nowhere")),
                is(Arrays.asList(7, null, "x"), list("$i", "$nowhere", "x")),
                is(doc(), obj()));
    }
}
