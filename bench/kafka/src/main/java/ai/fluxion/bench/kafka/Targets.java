package ai.fluxion.bench.kafka;

import ai.fluxion.bench.kafka.Target.Comparison;
import ai.fluxion.bench.kafka.Target.Noise;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What is asked of the engine. */
final class Targets {
    /** Below this rate of the bare loop, in millions a second, the machine is too slow or too busy for any of it to count. */
    static final double VOID_BELOW = 0.7;

    /** What every arm of ours keeps below, in megabytes. */
    static final double RESIDENT_MEGABYTES = 450;

    private static final Noise LOOPS = new Noise(Arms.BARE, Arms.BARE_AGAIN);
    private static final Noise STARTS = new Noise(Arms.START_BARE, Arms.START_BARE_AGAIN);

    /** In the order of the table. */
    static final List<Target> PAIRED = List.of(
            rate("pass-through beside the bare loop", Arms.FLUXION, Arms.BARE, 0.95),
            atMost("its CPU a record beside the bare loop's", Arms.FLUXION, Arms.BARE, Run::cpuSeconds, 1.3),
            rate("pass-through beside a tuned MirrorMaker 2", Arms.FLUXION, Arms.MIRRORMAKER_TUNED, 1.4),
            rate("stages beside the bare loop", Arms.FLUXION_STAGES, Arms.BARE, 0.75),
            rate("stages beside Kafka Streams", Arms.FLUXION_STAGES, Arms.STREAMS, 2),
            rate("pass-through, exactly once beside at least once", Arms.FLUXION_EXACTLY_ONCE, Arms.FLUXION, 0.9),
            rate(
                    "stages, exactly once beside at least once",
                    Arms.FLUXION_STAGES_EXACTLY_ONCE,
                    Arms.FLUXION_STAGES,
                    0.9),
            new Target(
                    "seconds to the first record, above the bare loop's",
                    Arms.START_FLUXION,
                    Arms.START_BARE,
                    STARTS,
                    Run::firstSeconds,
                    Comparison.DIFFERENCE,
                    0.4,
                    false));

    private Targets() {}

    private static Target rate(String name, String arm, String against, double limit) {
        return new Target(name, arm, against, LOOPS, Run::rate, Comparison.RATIO, limit, true);
    }

    private static Target atMost(String name, String arm, String against, ToDoubleFunction<Run> figure, double limit) {
        return new Target(name, arm, against, LOOPS, figure, Comparison.RATIO, limit, false);
    }
}
