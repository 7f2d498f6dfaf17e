package ai.fluxion.core.connect.file;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fluxion.core.connect.file.SinkRun.Checkpoint;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.transactions.Committable;
import ai.fluxion.core.engine.transactions.EpochId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** A process dies anywhere between the steps of epochs, again and again; in the end each record stands there once. */
class CrashWindowsTest {
    private static final int LANES = 2;

    private enum Death {
        BEFORE_PREPARE,
        BEFORE_STORE,
        BEFORE_COMMIT,
        WITHIN_COMMIT,
        BEFORE_STAGED_FILES_ARE_GONE,
        NONE
    }

    private Path folder;
    private Map<String, Object> options;
    private Path target;

    @BeforeTry
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("crash");
    }

    @AfterTry
    void removeFolder() throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 40)
    void aFileThatGrowsHoldsEachRecordOnce(@ForAll long seed, @ForAll boolean replaces, @ForAll boolean packed)
            throws Exception {
        target = folder.resolve(packed ? "out.ndjson.gz" : "out.ndjson");
        options = new HashMap<>(Map.of("path", target.toString(), "ifExists", replaces ? "replace" : "fail"));
        if (replaces) {
            Files.writeString(target, "0.0\nold\n");
        }
        run(new Random(seed), target.toString());
    }

    @Property(tries = 20)
    void aFolderOfPartsHoldsEachRecordOnce(@ForAll long seed) throws Exception {
        target = folder.resolve("parts");
        options = Map.of("path", target + "/");
        run(new Random(seed), target + "/*");
    }

    private void run(Random random, String result) throws Exception {
        Checkpoint durable = Checkpoint.NONE;
        int[] stored = new int[LANES];
        int[] written = new int[LANES];
        SinkRun run = null;
        for (int attempt = 1; attempt <= 8; ) {
            if (run == null) {
                run = SinkRun.start(options, attempt, LANES, durable);
                written = stored.clone();
            }
            for (int lane = 0; lane < LANES; lane++) {
                for (int more = random.nextInt(3); more > 0; more--) {
                    run.write(lane, lane + "." + written[lane]++);
                }
            }
            Death death = Death.values()[random.nextInt(Death.values().length)];
            Checkpoint next = step(run, death, random);
            if (next != null) {
                durable = next;
                stored = written.clone();
            }
            if (death != Death.NONE) {
                run = null;
                attempt++;
            }
        }
        SinkRun.start(options, 100, LANES, durable).close();
        check(stored, result);
    }

    /** What became durable; null if nothing did. */
    private Checkpoint step(SinkRun run, Death death, Random random) throws Exception {
        return switch (death) {
            case BEFORE_PREPARE -> null;
            case BEFORE_STORE -> {
                run.prepare();
                yield null;
            }
            case BEFORE_COMMIT -> run.prepare();
            case WITHIN_COMMIT -> {
                Checkpoint prepared = run.prepare();
                if (Files.isDirectory(target)) {
                    List<Committable> all = prepared.committables();
                    run.committer.commit(all.subList(0, Math.min(1, all.size())));
                } else {
                    writeSome(prepared, random);
                }
                yield prepared;
            }
            case BEFORE_STAGED_FILES_ARE_GONE -> {
                Checkpoint prepared = run.prepare();
                Map<Path, byte[]> staged = staged();
                run.committer.commit(prepared.committables());
                for (Map.Entry<Path, byte[]> file : staged.entrySet()) {
                    Files.write(file.getKey(), file.getValue());
                }
                yield prepared;
            }
            case NONE -> run.checkpoint();
        };
    }

    private void writeSome(Checkpoint prepared, Random random) throws IOException {
        List<PlacedPart> parts = prepared.committables().stream()
                .map(committable -> PlacedPart.from(committable.content()))
                .toList();
        if (!parts.isEmpty() && !parts.get(0).replaces()) {
            int most = (int) (parts.get(parts.size() - 1).end() - parts.get(0).offset());
            byte[] some = new byte[random.nextInt(most + 1)];
            Files.write(target, some, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private Map<Path, byte[]> staged() throws IOException {
        Map<Path, byte[]> staged = new HashMap<>();
        try (var files = Files.walk(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".staged")).toList()) {
                staged.put(file, Files.readAllBytes(file));
            }
        }
        return staged;
    }

    private void check(int[] stored, String result) throws Exception {
        if (stored[0] + stored[1] == 0) {
            return;
        }
        List<String> lines = SourceRun.start(Map.of("path", result), Position.empty())
                .toEnd()
                .lines();
        for (int lane = 0; lane < LANES; lane++) {
            String prefix = lane + ".";
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < stored[lane]; i++) {
                expected.add(prefix + i);
            }
            assertThat(lines.stream().filter(line -> line.startsWith(prefix))).containsExactlyElementsOf(expected);
        }
        assertThat(lines).hasSize(stored[0] + stored[1]);
        assertThat(staged()).isEmpty();
    }

    @Example
    void anEpochThatIsReadAgainInTheSameProcessTakesThePlaceOfTheOneThatFailed() throws Exception {
        target = folder.resolve("out.ndjson");
        options = Map.of("path", target.toString());
        SinkRun run = SinkRun.start(options, 1, 1, Checkpoint.NONE);
        run.write(0, "a");
        run.checkpoint();
        run.write(0, "b");
        run.prepare();
        run.committer.abortOthers(new EpochId("p", SinkRun.INCARNATION, 2, 2));
        assertThat(staged()).isEmpty();
        run.write(0, "b");
        run.checkpoint();
        assertThat(target).hasContent("a\nb\n");
    }

    @Example
    void severalEpochsAreCommittedAtOnce() throws Exception {
        target = folder.resolve("out.ndjson");
        options = Map.of("path", target.toString());
        SinkRun run = SinkRun.start(options, 1, 1, Checkpoint.NONE);
        run.write(0, "a");
        Checkpoint first = run.prepare();
        run.write(0, "b");
        List<Committable> both = new ArrayList<>(first.committables());
        EpochId second = new EpochId("p", SinkRun.INCARNATION, 2, 1);
        both.addAll(run.prepare(second).committables());
        run.committer.commit(both);
        run.committer.commit(first.committables());
        assertThat(target).hasContent("a\nb\n");
    }
}
