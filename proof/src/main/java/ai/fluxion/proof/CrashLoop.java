package ai.fluxion.proof;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Runs the pipelines of a row as child processes while their input grows, kills each again and again, starts it again, and compares
 * when all has arrived.
 */
final class CrashLoop {
    private static final long LOOK_MILLIS = 20;
    private static final long ON_THE_WAY = 2_000;
    private static final long ARRIVES_WITHIN_SECONDS = 60;

    private final Row row;
    private final Random random;
    private final BlockingQueue<Child.Event> events = new LinkedBlockingQueue<>();
    private final List<Attacked> legs = new ArrayList<>();
    private final Tally tally;

    CrashLoop(Row row, Path folder, Random random) throws Exception {
        this.row = row;
        this.random = random;
        this.tally = new Tally(row.name());
        for (Leg leg : row.legs()) {
            legs.add(new Attacked(leg, folder.resolve(leg.name()), random, events));
        }
    }

    /** Goes on until somebody has enough. */
    Tally run(Predicate<Tally> enough) throws Exception {
        try {
            for (Attacked leg : legs) {
                leg.startToDie();
            }
            while (!enough.test(tally)) {
                if (row.input().total() - row.arrived() < ON_THE_WAY) {
                    row.input().grow();
                }
                turn();
            }
            arrive();
            compare();
            return tally;
        } finally {
            for (Attacked leg : legs) {
                leg.end();
            }
        }
    }

    /** Waits a little for what a child says, and lets die who is to die. */
    private void turn() throws Exception {
        Optional<Child.Event> event = Optional.ofNullable(events.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        for (Attacked leg : legs) {
            if (event.isPresent()) {
                leg.firstCommitMillis(event.get())
                        .ifPresent(millis -> tally.addStart(leg.leg().name(), millis));
            }
            if (leg.isToDie(event)) {
                tally.add(leg.die());
                leg.startToDie();
            }
        }
    }

    /** Kills all once more, and lets what is still on the way arrive. */
    private void arrive() throws Exception {
        row.input().finish();
        for (Attacked leg : legs) {
            tally.add(leg.die());
            leg.startToLive();
        }
        long arrived = row.arrived();
        long deadline = deadline();
        while (System.nanoTime() - deadline < 0 && (arrived < row.input().total() || !areReadyToStop())) {
            turn();
            long now = row.arrived();
            if (now > arrived) {
                arrived = now;
                deadline = deadline();
            }
        }
        for (Attacked leg : legs) {
            leg.stop();
        }
    }

    private boolean areReadyToStop() throws Exception {
        boolean all = true;
        for (Attacked leg : legs) {
            all &= leg.isReadyToStop();
        }
        return all;
    }

    private static long deadline() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(ARRIVES_WITHIN_SECONDS);
    }

    private void compare() throws Exception {
        for (Leg leg : row.legs()) {
            tally.add(leg.target().name(), leg.target().compare(row.input()));
        }
    }
}
