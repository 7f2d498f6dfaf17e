package ai.fluxion.proof;

import ai.fluxion.core.engine.streaming.ProtocolStep;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A leg that is killed and started again, each time differently: at a step, or at any time; with one number of lanes or another;
 * with its state directory or without, where that must not matter.
 */
final class Attacked {
    private static final int MOST_LANES = 3;
    private static final int MOST_MILLIS = 2_500;
    private static final int LATER_MILLIS = 1_000;
    private static final long REACHED_WITHIN_SECONDS = 60;

    private final Leg leg;
    private final Path folder;
    private final Random random;
    private final BlockingQueue<Child.Event> events;
    private final List<Death> deck = new ArrayList<>();
    private Child child;
    private Death death = new Death.Never();
    private long due;
    private long visibleAtLastKill;
    private int starts;

    Attacked(Leg leg, Path folder, Random random, BlockingQueue<Child.Event> events) throws IOException {
        this.leg = leg;
        this.folder = Files.createDirectories(folder);
        this.random = random;
        this.events = events;
    }

    Leg leg() {
        return leg;
    }

    boolean is(Child other) {
        return child == other;
    }

    /** Starts it, to die in the next way that the shuffled deck of all ways holds. */
    void startToDie() throws IOException {
        if (deck.isEmpty()) {
            for (ProtocolStep step : leg.steps()) {
                deck.add(new Death.AtStep(step, 1 + random.nextInt(4), random.nextInt(5) == 0));
            }
            deck.add(new Death.AtTime(random.nextInt(MOST_MILLIS)));
            deck.add(new Death.AtTime(random.nextInt(MOST_MILLIS)));
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
        Path state = folder.resolve("state");
        if (leg.homeIsTarget() && random.nextInt(4) == 0) {
            delete(state);
        }
        int lanes = 1 + random.nextInt(MOST_LANES);
        Path manifest = folder.resolve(leg.name() + ".yaml");
        Files.writeString(manifest, leg.manifest() + "parallelism: " + lanes + "\n");
        child = Child.start(manifest, state, next, folder.resolve("child-" + starts + ".log"), events);
        due = System.nanoTime()
                + (next instanceof Death.AtTime atTime
                        ? TimeUnit.MILLISECONDS.toNanos(atTime.millis())
                        : TimeUnit.SECONDS.toNanos(REACHED_WITHIN_SECONDS));
    }

    /** Whether it is to be killed now, wherever it is. */
    boolean isDue() {
        boolean over = System.nanoTime() - due >= 0;
        if (over && death instanceof Death.AtStep) {
            throw new IllegalStateException(
                    leg.name() + " did not get to " + death + " within " + REACHED_WITHIN_SECONDS + " s: " + story());
        }
        return over && death instanceof Death.AtTime;
    }

    /** Kills it. @return how it died, and whether records moved since it died before */
    Kill kill() throws IOException, InterruptedException {
        child.kill();
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
        } else if (vain instanceof Death.AtTime atTime) {
            deck.add(0, new Death.AtTime(atTime.millis() + LATER_MILLIS));
        }
    }

    /** Kills it if it lives, without counting. */
    void end() throws InterruptedException {
        if (child != null) {
            child.kill();
        }
    }

    void stop() throws InterruptedException {
        if (!child.stop()) {
            throw new IllegalStateException(leg.name() + " did not stop cleanly: " + story());
        }
    }

    /** What is known of the child, for whoever has to find out why. */
    String story() {
        return child + " to die " + death.label() + "\n" + child.logTail();
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path done, IOException failed) throws IOException {
                Files.delete(done);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
