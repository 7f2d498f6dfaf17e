package ai.fluxion.connect.kafka;

import java.util.Optional;
import java.util.UUID;

/**
 * Whose the pipeline's checkpoints are. Who recovers them writes a record of its own into the home's topic before it fences
 * anybody; a later such record means that somebody else took over. Safe for several threads.
 */
final class Ownership {
    private final String session = UUID.randomUUID().toString();
    private long since = -1;

    /** What is written down: the session, and for people who it is. */
    String mark() {
        return session + " pid " + ProcessHandle.current().pid() + " since "
                + java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }

    private boolean isMine(String mark) {
        return mark.startsWith(session);
    }

    synchronized void taken(long offset) {
        since = offset;
    }

    /** The run is over: who takes the checkpoints from here on takes them from nobody. */
    synchronized void released() {
        since = -1;
    }

    private synchronized long since() {
        return since;
    }

    boolean wasTaken() {
        return since() >= 0;
    }

    /**
     * Who took the checkpoints over from this instance, if somebody did.
     *
     * @throws IllegalStateException if they never were this instance's
     */
    Optional<String> takenOverBy(HomeTopic home) throws InterruptedException {
        if (!wasTaken()) {
            throw new IllegalStateException("the home was not recovered by this sink");
        }
        HomeTopic.Contents contents = home.read(since(), true);
        return contents.owner().filter(mark -> !isMine(mark));
    }
}
