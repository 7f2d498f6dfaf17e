package ai.fluxion.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordMetadataTest {
    private static final Bytes BUFFER = Bytes.utf8("..key..");

    @Test
    void aTextKeyIsReadWhenItIsAskedForAndItsBytesStay() {
        RecordMetadata metadata =
                RecordMetadata.builder().textKey(BUFFER.slice(2, 3)).build();

        assertThat(metadata.encodedKey()).isEqualTo(Bytes.utf8("key"));
        assertThat(metadata.key()).isEqualTo("key");
        assertThat(metadata.get("key")).isEqualTo("key");
        assertThat(metadata.toBuilder().build().encodedKey()).isEqualTo(Bytes.utf8("key"));
        assertThat(metadata.detach().key()).isEqualTo("key");
    }

    @Test
    void bytesThatAreNoTextAreTheKeyAsTheyAre() {
        Bytes malformed = Bytes.wrap(new byte[] {(byte) 0xC0, 'a'});

        assertThat(RecordMetadata.builder().textKey(malformed).build().key()).isEqualTo(malformed);
    }

    @Test
    void anotherKeyTakesThePlaceOfOneThatCameAsBytes() {
        RecordMetadata metadata =
                RecordMetadata.builder().textKey(BUFFER).key(7).build();

        assertThat(metadata.key()).isEqualTo(7);
        assertThat(metadata.encodedKey()).isNull();
        assertThat(RecordMetadata.builder().textKey(BUFFER).key(null).build().key())
                .isNull();
    }
}
