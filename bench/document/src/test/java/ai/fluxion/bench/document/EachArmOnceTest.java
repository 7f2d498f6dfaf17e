package ai.fluxion.bench.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EachArmOnceTest {
    @ParameterizedTest
    @EnumSource(Records.class)
    void everyArmWritesOfEveryRecordWhatItShould(Records records) {
        Check.all(records, new FluxionDocuments(records), new JacksonMaps(records), new Fastjson2Maps(records));
    }

    @Test
    void anArmThatDoesNotChangeWhatItClaimsToIsFound() {
        Records records = Records.ORDERS;

        assertThatThrownBy(() -> Check.all(
                        records,
                        new FluxionDocuments(Records.MIXED),
                        new JacksonMaps(Records.EARTHQUAKES),
                        new Fastjson2Maps(records)))
                .isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @EnumSource(Records.class)
    void recordsAreTheSameInEveryRunAndOfTheSizeThatIsClaimed(Records records) {
        int claimed = records == Records.EARTHQUAKES ? 700 : 160;
        List<byte[]> first = records.load();

        assertThat(Arrays.deepEquals(first.toArray(), records.load().toArray())).isTrue();
        assertThat(first.stream().mapToInt(record -> record.length).average().orElseThrow())
                .isBetween(claimed * 0.9, claimed * 1.1);
    }
}
