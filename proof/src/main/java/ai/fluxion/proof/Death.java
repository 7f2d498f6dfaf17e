package ai.fluxion.proof;

import ai.fluxion.core.engine.streaming.ProtocolStep;
import java.util.Locale;

/** When a child is to die. */
sealed interface Death {
    /** For the table. */
    String label();

    /**
     * Where it takes a step of the protocol.
     *
     * @param step the step
     * @param occurrence which time, from 1
     * @param atOnce whether times count from the start; else from when this run has committed records
     */
    record AtStep(ProtocolStep step, int occurrence, boolean atOnce) implements Death {
        @Override
        public String label() {
            return step.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        /** As an argument of {@link CrashChild}. */
        String argument() {
            return step + ":" + occurrence + ":" + atOnce;
        }

        static AtStep parse(String argument) {
            String[] parts = argument.split(":", -1);
            return new AtStep(
                    ProtocolStep.valueOf(parts[0]), Integer.parseInt(parts[1]), Boolean.parseBoolean(parts[2]));
        }
    }

    /**
     * So long after a commit, wherever it is then: within the next one, perhaps.
     *
     * @param commits after how many commits; 0 for the start
     * @param millis how long after that
     */
    record AtTime(int commits, int millis) implements Death {
        @Override
        public String label() {
            return "any time";
        }
    }

    /**
     * After so many commits it is stopped by SIGSTOP, and another is started elsewhere. Once that one has committed, the stopped one
     * goes on, finds that it was taken over, and must end without effect.
     *
     * @param commits how many; at least one, since who has not taken possession yet when he is stopped does so later, rightfully
     */
    record TakenOver(int commits) implements Death {
        @Override
        public String label() {
            return "taken over";
        }
    }

    /** Not at all. */
    record Never() implements Death {
        @Override
        public String label() {
            return "never";
        }
    }
}
