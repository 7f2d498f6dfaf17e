package ai.fluxion.core.connect.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class GzipMembersTest {
    @Property(tries = 300)
    void itReadsWhatWasPackedHoweverItArrives(
            @ForAll @Size(max = 5) List<@Size(max = 3000) byte[]> members,
            @ForAll @IntRange(min = 1, max = 40) int most,
            @ForAll long seed)
            throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        byte[] packed = pack(members, plain);
        try (InputStream in = new GzipMembers(new Trickle(packed, most, new Random(seed)), true)) {
            ByteArrayOutputStream found = new ByteArrayOutputStream();
            byte[] buffer = new byte[most];
            int silent = 0;
            while (silent < packed.length + 10) { // the end is only for now, again and again
                int count = in.read(buffer, 0, buffer.length);
                silent = count < 0 ? silent + 1 : 0;
                found.write(buffer, 0, Math.max(0, count));
            }
            assertThat(found.toByteArray()).isEqualTo(plain.toByteArray());
        }
    }

    @Property(tries = 300)
    void aFileThatWasCutOrDamagedNeverPassesForWhole(
            @ForAll @Size(min = 1, max = 4) List<@Size(max = 200) byte[]> members, @ForAll long seed)
            throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        byte[] packed = pack(members, plain);
        Set<Integer> boundaries = new HashSet<>();
        for (int count = 0; count < members.size(); count++) {
            boundaries.add(pack(members.subList(0, count), new ByteArrayOutputStream()).length);
        }
        int at = new Random(seed).nextInt(packed.length);
        boolean taken = readOrNull(Arrays.copyOf(packed, at)) != null;
        assertThat(taken).isEqualTo(boundaries.contains(at));

        packed[at] ^= 0x10;
        byte[] damaged = readOrNull(packed);
        assertThat(damaged == null || Arrays.equals(damaged, plain.toByteArray()))
                .isTrue();
    }

    private static byte[] readOrNull(byte[] packed) {
        try (InputStream in = new GzipMembers(new ByteArrayInputStream(packed), false)) {
            return in.readAllBytes();
        } catch (IOException refused) {
            return null;
        }
    }

    private static byte[] pack(List<byte[]> members, ByteArrayOutputStream plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (byte[] member : members) {
            plain.write(member);
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(member);
            }
        }
        return packed.toByteArray();
    }

    /** Bytes that arrive a few at a time, with ends between. */
    private static final class Trickle extends InputStream {
        private final ByteArrayInputStream all;
        private final int most;
        private final Random random;

        private Trickle(byte[] all, int most, Random random) {
            this.all = new ByteArrayInputStream(all);
            this.most = most;
            this.random = random;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] target, int from, int length) {
            int count = random.nextInt(most + 1);
            return count == 0 ? -1 : all.read(target, from, Math.min(count, length));
        }
    }
}
