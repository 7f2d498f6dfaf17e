package ai.fluxion.proof;

import ai.fluxion.core.engine.streaming.ProtocolStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A leg that dies and is started again, each time differently: at a step, or at any time; with one number of lanes or another; with
 * its state directory or without, where that must not matter.
 */
final class Attacked {
    private static final int MOST_LANES = 3;
    /** How often a deck holds death at any time. */
    private static final int ANY_TIME = 4;

    private static final int MOST_MILLIS_FROM_START = 2_500;
    private static final int MOST_MILLIS_FROM_COMMIT = 200;
    private static final long HAPPENS_WITHIN_MILLIS = 60_000;

    private final Leg leg;
    private final Path folder;
    private final Random random;
    private final BlockingQueue<Child.Event> events;
    private final List<Death> deck = new ArrayList<>();
    private Child child;
    private Optional<Usurped> usurped = Optional.empty();
    private Death death = new Death.Never();
    private long started;
    private long timedFrom;
    private boolean hasStarted;
    private int commits;
    private long visibleAtLastKill;
    private int starts;
    private int states;

    Attacked(Leg leg, Path folder, Random random, BlockingQueue<Child.Event> events) throws IOException {
        this.leg = leg;
        this.folder = Files.createDirectories(folder);
        this.random = random;
        this.events = events;
    }

    Leg leg() {
        return leg;
    }

    /** Starts it, to die in the next way that the shuffled deck of all ways holds. */
    void startToDie() throws IOException {
        if (deck.isEmpty()) {
            for (ProtocolStep step : leg.steps()) {
                deck.add(new Death.AtStep(step, 1 + random.nextInt(4), random.nextInt(5) == 0));
            }
            deck.add(new Death.AtTime(0, random.nextInt(MOST_MILLIS_FROM_START)));
            for (int i = 1; i < ANY_TIME; i++) {
                deck.add(new Death.AtTime(1 + random.nextInt(3), random.nextInt(MOST_MILLIS_FROM_COMMIT)));
            }
            if (leg.homeIsTarget()) {
                deck.add(new Death.TakenOver(1 + random.nextInt(10)));
            }
            Collections.shuffle(deck, random);
        }
        start(deck.remove(deck.size() - 1));
    }

    /** Starts it, to live until it is stopped. */
    void startToLive() throws IOException {
        start(new Death.Never());
    }

    private void start(Death next) throws IOException {
        death = next;
        starts++;
        // A folder that never was stands for one that was deleted; who was taken over still holds the lock of his.
        if (leg.homeIsTarget() && (usurped.isPresent() || random.nextInt(4) == 0)) {
            states++;
        }
        Path manifest = folder.resolve(leg.name() + ".yaml");
        Files.writeString(manifest, leg.manifest() + "parallelism: " + (1 + random.nextInt(MOST_LANES)) + "\n");
        Path log = folder.resolve("child-" + starts + ".log");
        child = Child.start(manifest, folder.resolve("state-" + states), next, log, events);
        started = System.nanoTime();
        timedFrom = started;
        hasStarted = false;
        commits = 0;
    }

    /**
     * Hears what a child of this leg, or nobody, has said.
     *
     * @return whether it is now to die
     */
    boolean isToDie(Optional<Child.Event> event) throws IOException, InterruptedException {
        if (usurped.isPresent() && usurped.get().isOver(event)) {
            usurped = Optional.empty();
        }
        String line = event.filter(said -> said.child() == child)
                .map(Child.Event::line)
                .orElse("");
        if (line.startsWith(CrashChild.ENDED) || line.equals(Child.GONE)) {
            throw new IllegalStateException(leg.name() + " ended by itself: " + line + "\n" + story());
        }
        hasStarted |= line.equals(CrashChild.STARTED);
        if (line.startsWith(CrashChild.COMMITTED)) {
            commits++;
            if (death instanceof Death.AtTime atTime && commits == atTime.commits()) {
                timedFrom = System.nanoTime();
            }
            if (usurped.isPresent()) {
                usurped.get().goOn();
            }
        }
        return line.startsWith(CrashChild.AT) || isDue();
    }

    private boolean isDue() {
        if (death instanceof Death.AtTime atTime) {
            return commits >= atTime.commits() && millisSince(timedFrom) >= atTime.millis();
        }
        if (death instanceof Death.TakenOver takenOver && commits >= takenOver.commits()) {
            return true;
        }
        if (!(death instanceof Death.Never) && millisSince(started) > HAPPENS_WITHIN_MILLIS) {
            throw new IllegalStateException(leg.name() + " did not get to " + death + ": " + story());
        }
        return false;
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    /** The time from start to the first commit, if that is what a child says, before {@link #isToDie} hears it. */
    OptionalLong firstCommitMillis(Child.Event event) {
        if (event.child() != child || commits > 0 || !event.line().startsWith(CrashChild.COMMITTED)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(millisSince(started));
    }

    /** Lets it die. @return how it died, and whether records moved since it died before */
    Kill die() throws IOException, InterruptedException {
        if (death instanceof Death.TakenOver && usurped.isEmpty()) {
            child.freeze();
            usurped = Optional.of(new Usurped(child, leg.name()));
        } else {
            child.kill();
        }
        long visible = leg.target().read();
        boolean moved = visible > visibleAtLastKill;
        visibleAtLastKill = visible;
        if (!moved) {
            again(death);
        }
        return new Kill(leg.name(), death, moved);
    }

    /** A way to die that did not count is tried again, later in its life. */
    private void again(Death vain) {
        if (vain instanceof Death.AtStep atStep) {
            deck.add(0, new Death.AtStep(atStep.step(), atStep.occurrence(), false));
        } else if (vain instanceof Death.AtTime) {
            deck.add(0, new Death.AtTime(1, random.nextInt(MOST_MILLIS_FROM_COMMIT)));
        } else if (vain instanceof Death.TakenOver) {
            deck.add(0, vain);
        }
    }

    /** Whether it can be stopped, and nobody who was taken over is left; who is left may go on now. */
    boolean isReadyToStop() throws IOException, InterruptedException {
        if (usurped.isPresent()) {
            usurped.get().goOn();
        }
        return hasStarted && usurped.isEmpty();
    }

    /** Kills what lives of it, without counting. */
    void end() throws InterruptedException {
        if (usurped.isPresent()) {
            usurped.get().end();
        }
        if (child != null) {
            child.kill();
        }
    }

    void stop() throws InterruptedException {
        if (!child.stop()) {
            throw new IllegalStateException(leg.name() + " did not stop cleanly: " + story());
        }
    }

    private String story() {
        return child + " to die " + death.label() + "\n" + child.logTail();
    }
}
