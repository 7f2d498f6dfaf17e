package ai.fluxion.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedactionTest {
    private final Redaction redaction = new Redaction();

    @Test
    void aLongValueIsTakenOutWhereverItIs() {
        redaction.hide("hunter2", "${env:P}");

        assertThat(redaction.apply("xhunter2x hunter2")).isEqualTo("x${env:P}x ${env:P}");
    }

    @Test
    void aShortValueIsTakenOutWhereItStandsAlone() {
        redaction.hide("ab", "****");

        assertThat(redaction.apply("cab ab 'ab' $ab-c")).isEqualTo("cab **** '****' $****-c");
    }

    @Test
    void ofTwoValuesTheLongerGoesFirst() {
        redaction.hide("secret", "****");
        redaction.hide("jdbc:secret@host", "${env:URL}");

        assertThat(redaction.apply("no answer from jdbc:secret@host")).isEqualTo("no answer from ${env:URL}");
    }

    @Test
    void nothingIsTakenOutForABlankValue() {
        redaction.hide(" ", "****");

        assertThat(redaction.apply("a b")).isEqualTo("a b");
    }
}
