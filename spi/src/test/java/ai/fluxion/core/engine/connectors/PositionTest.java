package ai.fluxion.core.engine.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fluxion.core.model.Document;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PositionTest {
    @Test
    void mergingTakesTheLaterOffsetOfEachPartition() {
        Position before = Position.of("a", 1).merge(Position.of("b", 2));
        Position merged = before.merge(Position.of("b", 3).merge(Position.of("c", 0)));
        assertThat(merged.offsets())
                .containsExactly(
                        Map.entry("a", Offset.of(1)), Map.entry("b", Offset.of(3)), Map.entry("c", Offset.of(0)));
        assertThat(before).isEqualTo(Position.of(Map.of("a", Offset.of(1), "b", Offset.of(2))));
    }

    @Test
    void theLaterOneCountsEvenIfItsNumberIsLess() {
        assertThat(Position.of("a", 9).merge(Position.of("a", 2))).isEqualTo(Position.of("a", 2));
    }

    @Test
    void theOriginIsMergedWithItsOffset() {
        Position old = Position.of("a", Offset.of(9, Document.of("topicId", "x")));
        Position young = Position.of("a", Offset.of(0, Document.of("topicId", "y")));
        assertThat(old.merge(young).offset("a").orElseThrow().origin()).isEqualTo(Document.of("topicId", "y"));
    }

    @Property
    void mergingIsAsPuttingAllIntoAMap(@ForAll Map<String, Long> left, @ForAll Map<String, Long> right) {
        Map<String, Offset> expected = new HashMap<>();
        left.forEach((partition, number) -> expected.put(partition, Offset.of(number)));
        Position one = Position.of(expected);
        Map<String, Offset> later = new HashMap<>();
        right.forEach((partition, number) -> later.put(partition, Offset.of(number)));
        expected.putAll(later);
        assertThat(one.merge(Position.of(later))).isEqualTo(Position.of(expected));
        assertThat(one.merge(one)).isEqualTo(one);
    }

    @Test
    void emptyIsNeutral() {
        Position some = Position.of("a", 1);
        assertThat(some.merge(Position.empty())).isEqualTo(some);
        assertThat(Position.empty().merge(some)).isEqualTo(some);
        assertThat(Position.of(Map.of())).isEqualTo(Position.empty());
        assertThat(some.without("a")).isEqualTo(Position.empty());
        assertThat(some.without("b")).isEqualTo(some);
    }

    @Test
    void itDoesNotChange() {
        Map<String, Offset> map = new HashMap<>(Map.of("a", Offset.of(1)));
        Position position = Position.of(map);
        map.clear();
        assertThat(position.offset("a")).contains(Offset.of(1));
        assertThatThrownBy(() -> position.offsets().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anOffsetIsANumberOrItIsRefused() {
        assertThat(Offset.of(42).number()).isEqualTo(42);
        assertThat(new Offset(Document.of("offset", 42.0), Document.empty()).number())
                .isEqualTo(42);
        for (Object wrong : new Object[] {"42", 1.5, 1e300, null, true}) {
            Offset offset = new Offset(Document.of("offset", wrong), Document.empty());
            assertThatThrownBy(offset::number)
                    .isInstanceOf(FluxionException.class)
                    .hasMessageContaining("FLX-OFFSET");
        }
        assertThatThrownBy(() -> new Offset(Document.empty(), Document.empty()).number())
                .isInstanceOf(FluxionException.class);
    }
}
