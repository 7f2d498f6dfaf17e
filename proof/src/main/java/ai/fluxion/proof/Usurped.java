package ai.fluxion.proof;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A child that was frozen and overtaken. When it goes on it has to find that out, and to fail. */
final class Usurped {
    private static final long FAILS_WITHIN_SECONDS = 60;

    private final Child child;
    private final String leg;
    private boolean goesOn;
    private boolean failed;
    private long deadline;

    Usurped(Child child, String leg) {
        this.child = child;
        this.leg = leg;
    }

    /** Lets it go on, if it does not yet. */
    void goOn() throws IOException, InterruptedException {
        if (!goesOn) {
            goesOn = true;
            deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(FAILS_WITHIN_SECONDS);
            child.goOn();
        }
    }

    /** Hears what somebody said. @return whether it has failed, as it has to, and is gone */
    boolean isOver(Optional<Child.Event> event) {
        if (goesOn && System.nanoTime() - deadline > 0) {
            throw new IllegalStateException(
                    leg + " was taken over and still lives after " + FAILS_WITHIN_SECONDS + " s: " + child);
        }
        String line = event.filter(said -> said.child() == child)
                .map(Child.Event::line)
                .orElse("");
        failed |= line.startsWith(CrashChild.FAILED);
        if (line.equals(Child.GONE) && !failed) {
            throw new IllegalStateException(
                    leg + " was taken over and ended otherwise than by failing: " + child + "\n" + child.logTail());
        }
        return line.equals(Child.GONE);
    }

    void end() throws InterruptedException {
        child.kill();
    }
}
