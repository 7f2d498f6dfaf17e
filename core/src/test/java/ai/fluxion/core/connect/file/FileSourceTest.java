package ai.fluxion.core.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.engine.connectors.Offset;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.engine.connectors.SplitEnumerator;
import ai.fluxion.core.engine.connectors.SplitReader;
import ai.fluxion.core.engine.formats.ByteSource;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.engine.formats.PayloadEncoder;
import ai.fluxion.core.engine.formats.RecordReader;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.PayloadDecoder;
import ai.fluxion.core.model.RecordMetadata;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileSourceTest {
    @TempDir
    Path folder;

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private Map<String, Object> options(String pattern, Object... more) {
        Map<String, Object> options = new HashMap<>(Map.of("path", folder + "/" + pattern));
        for (int i = 0; i < more.length; i += 2) {
            options.put((String) more[i], more[i + 1]);
        }
        return options;
    }

    private SourceRun read(String pattern, Object... more) throws Exception {
        return SourceRun.start(options(pattern, more), Position.empty()).toEnd();
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FluxionException.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(code));
    }

    @Test
    void aFileIsReadToItsEndAndALastLineWithoutEndIsARecord() throws Exception {
        Path file = write("a.txt", "one\ntwo\nthree");
        SourceRun run = read("a.txt");
        assertThat(run.lines()).containsExactly("one", "two", "three");
        Document value = run.position.offset(file.toString()).orElseThrow().value();
        assertThat(value.toJson()).isEqualTo("{\"offset\":13,\"done\":true,\"size\":13}");
    }

    @Test
    void aRecordKnowsItsFileAndItsPlace() throws Exception {
        Path file = write("a.txt", "one\ntwo\n");
        Document second = read("a.txt").records.get(1);
        assertThat(second.metadata().partition()).isEqualTo(file.toString());
        assertThat(second.metadata().stream()).isEqualTo(file.toString());
        assertThat(second.metadata().offsetNumber()).isEqualTo(4);
        assertThat(second.metadata().get("file")).isEqualTo("a.txt");
    }

    @Test
    void filesOfAPatternAreReadInTheOrderOfTheirNames() throws Exception {
        write("b.txt", "b1\nb2\n");
        write("a.txt", "a1\na2\n");
        write("c.log", "c1\n");
        write(".hidden.txt", "no\n");
        assertThat(read("*.txt").lines()).containsExactly("a1", "a2", "b1", "b2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.txt|a.txt",
                "**/*.txt|a.txt x/b.txt x/y/c.txt",
                "**.txt|a.txt x/b.txt x/y/c.txt",
                "x/**/c.txt|x/y/c.txt",
                "x/**/b.txt|x/b.txt",
                "?/b.txt|x/b.txt",
                "{a,x/b}.txt|a.txt x/b.txt",
                "[a-c].txt|a.txt",
                ".h/*.txt|.h/d.txt",
            })
    void patternsMeanWhatTheyMeanInAShell(String pattern, String expected) throws Exception {
        for (String name : List.of("a.txt", "x/b.txt", "x/y/c.txt", ".h/d.txt")) {
            write(name, name + "\n");
        }
        List<String> names = FilePattern.of(folder + "/" + pattern).list().stream()
                .map(file -> folder.relativize(file).toString())
                .toList();
        assertThat(names).containsExactly(expected.split(" "));
    }

    @Test
    void aFileThatIsCalledLikeAPatternIsMeantByItself() throws Exception {
        write("[1] {2}*ü☃.txt", "odd\n");
        write("1 2.txt", "other\n");
        assertThat(read("[1] {2}*ü☃.txt").lines()).containsExactly("odd");
    }

    @Test
    void aReaderGoesOnBehindTheLastBatchThatWasRemembered() throws Exception {
        write("a.txt", "1\n2\n3\n4\n5\n");
        write("b.txt", "6\n7\n");
        SourceRun first = SourceRun.start(options("*.txt", "batchSize", 2), Position.empty());
        for (int batches = 0; first.step(); batches++) {
            SourceRun next = SourceRun.start(options("*.txt"), first.position).toEnd();
            assertThat(first.records.size() + next.records.size()).isEqualTo(7);
            assertThat(batches).isLessThan(10);
        }
        assertThat(first.lines()).containsExactly("1", "2", "3", "4", "5", "6", "7");
    }

    @Test
    void aBatchIsBoundedInBytes() throws Exception {
        write("a.txt", ("x".repeat(99) + "\n").repeat(100));
        SourceRun run = SourceRun.start(options("a.txt", "batchBytes", 1000), Position.empty());
        run.step();
        assertThat(run.records).hasSize(10);
    }

    @Test
    void severalReadersReadEachItsOwnFiles() throws Exception {
        write("a.txt", "a\n");
        write("b.txt", "b\n");
        FileSource source = SourceRun.source(options("*.txt"));
        SplitEnumerator enumerator = source.createEnumerator();
        enumerator.open(Position.empty(), Optional.empty());
        List<Split> splits = enumerator.discover();
        assertThat(splits).hasSize(2);
        assertThat(enumerator.isComplete()).isTrue();
        assertThat(enumerator.discover()).isEmpty();
        try (SplitReader one = source.createReader(0);
                SplitReader other = source.createReader(1)) {
            one.add(splits.subList(0, 1));
            other.add(splits.subList(1, 2));
            assertThat(one.next().stream().name()).endsWith("a.txt");
            assertThat(one.next()).isNull();
            assertThat(other.next().stream().name()).endsWith("b.txt");
            other.add(splits.subList(0, 1));
            other.remove(List.of(splits.get(0).partition()));
            assertThat(other.next()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"other\ncontent\n", "on\n", ""})
    void anotherFileByTheSameNameIsRefused(String content) throws Exception {
        write("a.txt", "one\ntwo\n");
        SourceRun run = SourceRun.start(options("a.txt", "batchSize", 1), Position.empty());
        run.step();
        write("a.txt", content);
        refused(
                "FLX-FILE-ORIGIN",
                () -> SourceRun.start(options("a.txt"), run.position).toEnd());
        run.toEnd();
        assertThat(run.records).isNotEmpty();
    }

    @Test
    void anOffsetBeyondTheEndIsRefused() throws Exception {
        Path file = write("a.txt", "one\n");
        Position beyond = Position.of(file.toString(), Offset.of(5));
        refused(
                "FLX-FILE-ORIGIN",
                () -> SourceRun.start(options("a.txt"), beyond).toEnd());
        Files.write(folder.resolve("b.txt.gz"), gzip("one\n"));
        Position packed = Position.of(folder.resolve("b.txt.gz").toString(), Offset.of(5));
        refused(
                "FLX-FILE-ORIGIN",
                () -> SourceRun.start(options("b.txt.gz"), packed).toEnd());
    }

    @Test
    void anAppendKeepsTheOrigin() throws Exception {
        Path file = write("a.txt", "one\n");
        SourceRun run = read("a.txt");
        Files.writeString(file, "two\n", StandardOpenOption.APPEND);
        assertThat(SourceRun.start(options("a.txt"), run.position).toEnd().lines())
                .containsExactly("two");
    }

    @Test
    void aFileThatWasReadMayGoAwayAndOneThatWasNotMayNot() throws Exception {
        Path file = write("a.txt", "one\ntwo\n");
        write("b.txt", "b\n");
        SourceRun half = SourceRun.start(options("*.txt", "batchSize", 1), Position.empty());
        half.step();
        SourceRun whole = read("*.txt");
        Files.delete(file);
        assertThat(SourceRun.start(options("*.txt"), whole.position).toEnd().records)
                .isEmpty();
        refused("FLX-FILE-GONE", () -> SourceRun.start(options("*.txt"), half.position));
        assertThat(SourceRun.start(options("b*"), half.position).toEnd().lines())
                .as("the options name other files now")
                .containsExactly("b");
    }

    @Test
    void nothingToReadIsAnError() throws Exception {
        refused("FLX-FILE-MISSING", () -> read("none.txt"));
        refused("FLX-FILE-NONE", () -> read("*.txt"));
        refused("FLX-FILE-NONE", () -> read("none/*.txt"));
        refused("FLX-FILE-DIRECTORY", () -> read(""));
        refused("FLX-FILE-PATTERN", () -> read("{a"));
    }

    @Test
    void aFileWithoutPermissionIsAnError() throws Exception {
        Path file = write("a.txt", "one\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file)).as("somebody who may read anything").isFalse();
        refused("FLX-FILE-DENIED", () -> read("a.txt"));
    }

    @Test
    void anEmptyFileHasNoRecords() throws Exception {
        write("a.txt", "");
        assertThat(read("a.txt").records).isEmpty();
    }

    @Test
    void allMembersOfAGzipFileAreReadAndItsOffsetsAreThoseOfTheContent() throws Exception {
        Files.write(folder.resolve("a.txt.gz"), gzip("one\ntw", "o\n", "", "three"));
        SourceRun first = SourceRun.start(options("a.txt.gz", "batchSize", 1), Position.empty());
        first.step();
        assertThat(SourceRun.start(options("a.txt.gz"), first.position).toEnd().lines())
                .containsExactly("two", "three");
    }

    @Test
    void allFramesOfAZstdFileAreRead() throws Exception {
        Files.write(folder.resolve("a.txt.zst"), zstd("one\ntw", "o\n"));
        assertThat(read("a.txt.zst").lines()).containsExactly("one", "two");
        Files.move(folder.resolve("a.txt.zst"), folder.resolve("b"));
        assertThat(read("b", "compression", "zstd").lines()).containsExactly("one", "two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "zst"})
    void aCompressedFileThatWasCutOrDamagedIsNeverTakenForWhole(String ending) throws Exception {
        byte[] whole = ending.equals("gz") ? gzip("one\n".repeat(1000)) : zstd("one\n".repeat(1000));
        Path file = folder.resolve("a.txt." + ending);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        refused("FLX-FILE-CORRUPT", () -> read("a.txt." + ending));
        byte[] garbage = Arrays.copyOf(whole, whole.length + 20);
        Arrays.fill(garbage, whole.length, garbage.length, (byte) 7);
        Files.write(file, garbage);
        refused("FLX-FILE-CORRUPT", () -> read("a.txt." + ending));
        Files.writeString(file, "no compressed file");
        refused("FLX-FILE-CORRUPT", () -> read("a.txt." + ending));
    }

    @Test
    void recordsBeforeAFailureAreHandedOutAndThoseBehindItWhenItHasGone() throws Exception {
        write("a.txt", "1\n2\n3\n4\n5\n");
        AtomicInteger failures = new AtomicInteger(2);
        FileSource source = SourceRun.source(options("a.txt"), FileServices.of(new Flaky(failures)));
        SourceRun run = SourceRun.start(source, Position.empty());
        run.step();
        assertThat(run.lines()).containsExactly("1", "2");
        assertThatThrownBy(run::step)
                .isInstanceOfSatisfying(
                        FluxionException.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.RETRYABLE));
        refused("FLX-FILE-IO", run::step);
        assertThat(run.toEnd().lines()).containsExactly("1", "2", "3", "4", "5");
    }

    /** Lines whose reader loses what it read, some times, where the third begins. */
    private record Flaky(AtomicInteger failures) implements FormatProvider {
        @Override
        public String name() {
            return "flaky";
        }

        @Override
        public String doc() {
            return "";
        }

        @Override
        public PayloadDecoder decoder(ConnectorConfig config) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PayloadEncoder encoder(ConnectorConfig config) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RecordReader reader(ConnectorConfig config, ByteSource bytes, long offset) throws IOException {
            RecordReader lines = new LineFormat("lines").reader(config, bytes, offset);
            return new RecordReader() {
                @Override
                public Document next(boolean complete, RecordMetadata.Builder metadata) throws IOException {
                    boolean fails = lines.offset() == 4 && failures.getAndDecrement() > 0;
                    Document record = lines.next(complete, metadata);
                    if (fails) {
                        throw new IOException("the disk hiccups");
                    }
                    return record;
                }

                @Override
                public long offset() {
                    return lines.offset();
                }

                @Override
                public void close() throws IOException {
                    lines.close();
                }
            };
        }
    }

    @Test
    void aBeginningCanBeSetAndATimeCannot() throws Exception {
        Path file = write("a.txt", "one\n");
        FileSource source = SourceRun.source(options("*"));
        assertThat(source.seek(Optional.empty())).isEqualTo(Position.of(file.toString(), 0));
        refused("FLX-FILE-NO-TIME", () -> source.seek(Optional.of(Instant.EPOCH)));
    }

    static byte[] gzip(String... members) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String member : members) {
            try (GZIPOutputStream out = new GZIPOutputStream(all)) {
                out.write(member.getBytes(StandardCharsets.UTF_8));
            }
        }
        return all.toByteArray();
    }

    static byte[] zstd(String... frames) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String frame : frames) {
            all.write(Zstd.compress(frame.getBytes(StandardCharsets.UTF_8)));
        }
        return all.toByteArray();
    }
}
