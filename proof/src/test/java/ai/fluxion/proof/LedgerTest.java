package ai.fluxion.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proof finds what there is to find. */
class LedgerTest {
    @TempDir
    Path folder;

    private final Ledger ledger = new Ledger(2, Numbers::line);
    private Numbers input;

    @BeforeEach
    void makeInput() throws Exception {
        input = new Numbers(folder, 2, new Random(1));
        input.grow();
    }

    private Verdict verdictOn(Stream<String> lines) {
        lines.forEach(ledger::add);
        return ledger.verdict(input);
    }

    private Stream<String> lines(long from, long to) {
        return Stream.iterate(from, number -> number < to, number -> number + 1).map(number -> Numbers.line(0, number));
    }

    private long all() {
        return input.total();
    }

    private static Stream<String> of(Stream<String> first, Stream<String> second) {
        return Stream.concat(first, second);
    }

    @Test
    void allInOrderIsGood() {
        Verdict verdict = verdictOn(lines(0, all()));

        assertThat(verdict.isGood()).isTrue();
        assertThat(verdict.records()).isEqualTo(all());
    }

    @Test
    void aGapIsALoss() {
        assertThat(verdictOn(of(lines(0, 2), lines(4, all())))).isEqualTo(new Verdict(all() - 2, 2, 0, 0, 0));
    }

    @Test
    void anEndThatIsNotThereIsALoss() {
        assertThat(verdictOn(lines(0, all() - 3))).isEqualTo(new Verdict(all() - 3, 3, 0, 0, 0));
    }

    @Test
    void aLineThatComesAgainIsDoubled() {
        assertThat(verdictOn(of(lines(0, all()), lines(1, 3)))).isEqualTo(new Verdict(all() + 2, 0, 2, 0, 0));
    }

    @Test
    void aLineThatComesLateIsOutOfOrderAndNotLost() {
        assertThat(verdictOn(of(of(lines(0, 2), lines(3, all())), lines(2, 3))))
                .isEqualTo(new Verdict(all(), 0, 0, 1, 0));
    }

    @Test
    void linesThatAreNotAsExpectedAreStrange() {
        String other = Numbers.line(0, 1).replace("data", "date");
        Stream<String> strange = Stream.of(
                "", "{", other, Numbers.line(1, 0), Numbers.line(2, 0), Numbers.line(0, all()), "{\"kind\":\"noise\"}");

        assertThat(verdictOn(of(lines(0, all()), strange)).strange()).isEqualTo(7);
    }
}
