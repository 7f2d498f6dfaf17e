package ai.fluxion.bench.kafka;

import ai.fluxion.bench.kafka.Arm.Command;
import ai.fluxion.bench.kafka.Arm.Launch;
import ai.fluxion.bench.kafka.Arm.Owner;
import ai.fluxion.bench.kafka.Arm.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All arms. */
final class Arms {
    static final String BARE = "bare";
    static final String BARE_AGAIN = "bare-again";
    static final String BARE_TRANSACTIONAL = "bare-transactional";
    static final String BARE_JACKSON = "bare-jackson";
    static final String FLUXION = "fluxion";
    static final String FLUXION_EXACTLY_ONCE = "fluxion-exactly-once";
    static final String FLUXION_STAGES = "fluxion-stages";
    static final String FLUXION_STAGES_EXACTLY_ONCE = "fluxion-stages-exactly-once";
    static final String MIRRORMAKER = "mirrormaker";
    static final String MIRRORMAKER_TUNED = "mirrormaker-tuned";
    static final String STREAMS = "streams";
    static final String STREAMS_EXACTLY_ONCE = "streams-exactly-once";
    static final String START_BARE = "start-bare";
    static final String START_BARE_AGAIN = "start-bare-again";
    static final String START_FLUXION = "start-fluxion";
    static final String START_CONNECT = "start-connect";

    /** What the bare loops and the engine run with; the engine's launcher sets the collector itself. */
    static final List<String> JVM_FLAGS = List.of("-Xmx256m", "-XX:+UseParallelGC", "-XX:NewRatio=1");

    private final Path distribution;
    private final ClassPaths classPaths;

    /** @param distribution the folder that holds {@code bin/fluxion} */
    Arms(Path distribution, ClassPaths classPaths) {
        this.distribution = distribution;
        this.classPaths = classPaths;
    }

    /** In the order of the table. */
    List<Arm> all() {
        return Stream.of(bare(), fluxion(), peers(), start())
                .flatMap(List::stream)
                .toList();
    }

    private List<Arm> bare() {
        return List.of(
                new Arm(BARE, "consumer and producer in a loop", Workload.COPY, Owner.BARE, loop()),
                new Arm(BARE_AGAIN, "the same again (A/A)", Workload.COPY, Owner.BARE, loop()),
                new Arm(
                        BARE_TRANSACTIONAL,
                        "the same in a transaction a second",
                        Workload.COPY,
                        Owner.BARE,
                        loop(BareLoop.TRANSACTIONAL)),
                new Arm(
                        BARE_JACKSON,
                        "the same with the stages' job by Jackson and Map",
                        Workload.STAGES,
                        Owner.BARE,
                        loop(BareLoop.JACKSON)));
    }

    private List<Arm> fluxion() {
        return List.of(
                new Arm(FLUXION, "pass-through, at least once", Workload.COPY, Owner.FLUXION, run(false, false)),
                new Arm(
                        FLUXION_EXACTLY_ONCE,
                        "pass-through, exactly once",
                        Workload.COPY,
                        Owner.FLUXION,
                        run(false, true)),
                new Arm(
                        FLUXION_STAGES,
                        "$match, $set, $project, at least once",
                        Workload.STAGES,
                        Owner.FLUXION,
                        run(true, false)),
                new Arm(
                        FLUXION_STAGES_EXACTLY_ONCE,
                        "$match, $set, $project, exactly once",
                        Workload.STAGES,
                        Owner.FLUXION,
                        run(true, true)));
    }

    private List<Arm> peers() {
        return List.of(
                new Arm(
                        MIRRORMAKER,
                        "MirrorMaker 2 as it comes",
                        Workload.COPY,
                        Owner.PEER,
                        new MirrorMaker(classPaths, Map.of())),
                new Arm(
                        MIRRORMAKER_TUNED,
                        "MirrorMaker 2, tuned",
                        Workload.COPY,
                        Owner.PEER,
                        new MirrorMaker(classPaths, MirrorMaker.TUNING)),
                new Arm(
                        STREAMS,
                        "Kafka Streams, the same job by Jackson and Map, at least once",
                        Workload.STAGES,
                        Owner.PEER,
                        streams("at_least_once")),
                new Arm(
                        STREAMS_EXACTLY_ONCE,
                        "the same, exactly once",
                        Workload.STAGES,
                        Owner.PEER,
                        streams("exactly_once_v2")));
    }

    private List<Arm> start() {
        return List.of(
                new Arm(START_BARE, "consumer and producer in a loop", Workload.START, Owner.BARE, loop()),
                new Arm(START_BARE_AGAIN, "the same again (A/A)", Workload.START, Owner.BARE, loop()),
                new Arm(START_FLUXION, "pass-through, at least once", Workload.START, Owner.FLUXION, run(false, false)),
                new Arm(
                        START_CONNECT,
                        "Connect standalone with MirrorMaker's connector",
                        Workload.START,
                        Owner.PEER,
                        new ConnectStandalone(classPaths)));
    }

    private Launch loop(String... modes) {
        return task -> {
            List<String> line = ClassPaths.java(JVM_FLAGS, classPaths.clients(), BareLoop.class.getName());
            line.addAll(List.of(task.bootstrapServers(), task.input(), task.output()));
            line.addAll(List.of(modes));
            return new Command(line, Map.of());
        };
    }

    private Launch run(boolean stages, boolean exactlyOnce) {
        return task -> {
            Path manifest = task.write("manifest.yaml", Manifests.manifest(task, stages, exactlyOnce));
            List<String> line = List.of(
                    distribution.resolve("bin/fluxion").toString(),
                    "run",
                    manifest.toString(),
                    "--state",
                    task.folder().resolve("state").toString(),
                    "--report",
                    task.folder().resolve("report.json").toString());
            return new Command(line, Map.of("FLUXION_JAVA_OPTS", String.join(" ", JVM_FLAGS)));
        };
    }

    private Launch streams(String guarantee) {
        return task -> {
            List<String> line = new ArrayList<>(ClassPaths.java(
                    ClassPaths.PEER_FLAGS, classPaths.peers("kafka-streams"), StreamsLoop.class.getName()));
            line.addAll(List.of(
                    task.bootstrapServers(),
                    task.input(),
                    task.output(),
                    task.folder().resolve("state").toString(),
                    guarantee));
            return new Command(line, Map.of());
        };
    }
}
