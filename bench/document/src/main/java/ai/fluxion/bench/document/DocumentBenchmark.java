package ai.fluxion.bench.document;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** One record an invocation, the next one each time. A method is named for the work and who does it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"})
@Warmup(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class DocumentBenchmark {
    @Param({"ORDERS", "MIXED", "EARTHQUAKES"})
    public Records records;

    private byte[][] payloads;
    private int next;
    private FluxionDocuments fluxion;
    private JacksonMaps jackson;
    private Fastjson2Maps fastjson2;

    @Setup
    public void load() {
        payloads = records.load().toArray(byte[][]::new);
        fluxion = new FluxionDocuments(records);
        jackson = new JacksonMaps(records);
        fastjson2 = new Fastjson2Maps(records);
        Check.all(records, fluxion, jackson, fastjson2);
    }

    private byte[] payload() {
        next = next + 1 == payloads.length ? 0 : next + 1;
        return payloads[next];
    }

    @Benchmark
    public Object changeOneJackson() {
        return jackson.changeOne(payload());
    }

    /** The A/A arm: what two runs of the same differ by. */
    @Benchmark
    public Object changeOneJacksonAgain() {
        return jackson.changeOne(payload());
    }

    @Benchmark
    public Object changeOneFluxion() {
        return fluxion.changeOne(payload());
    }

    @Benchmark
    public Object changeOneFastjson2() {
        return fastjson2.changeOne(payload());
    }

    @Benchmark
    public Object readOneJackson(Blackhole hole) {
        return jackson.readOne(payload(), hole);
    }

    @Benchmark
    public Object readOneFluxion(Blackhole hole) {
        return fluxion.readOne(payload(), hole);
    }

    @Benchmark
    public Object readOneFastjson2(Blackhole hole) {
        return fastjson2.readOne(payload(), hole);
    }

    @Benchmark
    public Object readAllJackson(Blackhole hole) {
        return jackson.readAll(payload(), hole);
    }

    @Benchmark
    public Object readAllFluxion(Blackhole hole) {
        return fluxion.readAll(payload(), hole);
    }

    @Benchmark
    public Object rebuildFluxion(Blackhole hole) {
        return fluxion.rebuild(payload(), hole);
    }

    @Benchmark
    public Object readAllFastjson2(Blackhole hole) {
        return fastjson2.readAll(payload(), hole);
    }

    @Benchmark
    public Object stagesJackson() {
        return jackson.stages(payload());
    }

    @Benchmark
    public Object stagesFluxion() {
        return fluxion.stages(payload());
    }
}
