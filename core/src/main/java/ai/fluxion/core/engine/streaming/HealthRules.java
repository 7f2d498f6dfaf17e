package ai.fluxion.core.engine.streaming;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.Health;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What health follows from. A pipeline lives unless it has failed or a connector's call does not return; an outside system that
 * is away makes it unready, and never dead, since another start would not help.
 */
final class HealthRules {
    /** So many intervals may pass without a checkpoint. */
    private static final int OVERDUE_INTERVALS = 10;

    private static final Duration OVERDUE_AT_LEAST = Duration.ofSeconds(30);
    private static final Duration PROVEN_AFTER = Duration.ofSeconds(30);

    private final PipelineStats stats;
    private final PipelineStatus status;
    private final List<Failure> troubles = new ArrayList<>();

    private HealthRules(PipelineStats stats) {
        this.stats = stats;
        this.status = stats.status();
    }

    static PipelineHealth of(PipelineStats stats) {
        return new HealthRules(stats).health();
    }

    private PipelineHealth health() {
        List<Failure> deadly = deadly();
        troubles.addAll(deadly);
        switch (status) {
            case STARTING -> troubles.add(starting());
            case RUNNING, PAUSED -> running();
            case REPLAYING -> stats.lastFailure().ifPresent(troubles::add);
            case STOPPING -> troubles.add(Failure.fatal("FLX-HEALTH-STOPPING", "it drains, to end with a checkpoint"));
            case FINISHED, STOPPED, FAILED -> {
                // the first two are as it was meant to be, the last is deadly
            }
        }
        return new PipelineHealth(stats.spec().label(), status, deadly, troubles);
    }

    static Failure starting() {
        return Failure.retryable("FLX-HEALTH-STARTING", "it connects, and reads its last checkpoint");
    }

    // ---- live

    private List<Failure> deadly() {
        List<Failure> deadly = new ArrayList<>();
        if (status == PipelineStatus.FAILED) {
            deadly.add(stats.lastFailure().orElseGet(() -> Failure.fatal("FLX-UNEXPECTED", "the pipeline failed")));
        } else if (!status.isFinal()) {
            stuck("coordinator", Map.of("store", stats.store, "commit", stats.commit), deadly);
            stats.lanes().forEach(lane -> stuck("lane " + lane.lane(), lane.calls(), deadly));
        }
        return deadly;
    }

    private void stuck(String place, Map<String, CallClock> calls, List<Failure> deadly) {
        Duration bound = stats.spec().config().stuckAfter();
        new TreeMap<>(calls).forEach((call, clock) -> {
            Duration since = Duration.ofNanos(clock.underWayNanos());
            if (since.compareTo(bound) > 0) {
                deadly.add(Failure.fatal(
                                "FLX-HEALTH-STUCK",
                                "a connector did not return from its " + call + " for " + since.toSeconds() + " s")
                        .at(place)
                        .remedy("Start the process again; see a thread dump for where it waits."));
            }
        });
    }

    // ---- ready

    private void running() {
        if (stats.lanes().stream().anyMatch(lane -> !lane.isReading())) {
            troubles.add(starting());
        }
        troubles.addAll(stats.troubles());
        if (stats.sinceStartNanos() < PROVEN_AFTER.toNanos()) {
            stats.lastFailure().ifPresent(troubles::add);
        }
        Duration age = Duration.ofNanos(stats.sinceEpochNanos());
        if (age.compareTo(overdueAfter()) > 0) {
            troubles.add(Failure.retryable(
                    "FLX-HEALTH-CHECKPOINT", "the last checkpoint was made " + age.toSeconds() + " s ago"));
        }
        connectors();
    }

    private Duration overdueAfter() {
        Duration several = stats.spec().config().checkpointInterval().multipliedBy(OVERDUE_INTERVALS);
        return several.compareTo(OVERDUE_AT_LEAST) < 0 ? OVERDUE_AT_LEAST : several;
    }

    private void connectors() {
        Map<String, Health> down = new LinkedHashMap<>();
        for (LaneStats lane : stats.lanes()) {
            lane.connectors().forEach((role, health) -> {
                if (!health.up()) {
                    down.putIfAbsent(role, health);
                }
            });
        }
        down.forEach((role, health) -> troubles.add(
                Failure.retryable("FLX-HEALTH-CONNECTOR", health.reason()).at(role)));
    }
}
