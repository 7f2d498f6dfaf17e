package ai.fluxion.cli;

/** What a command's end means to a script. */
final class ExitCode {
    /** Done, or stopped by a signal after a clean drain. */
    static final int DONE = 0;
    /** Problems were found in what was examined. */
    static final int PROBLEMS = 1;
    /** The manifest or the command line is wrong, a file can't be read, or a guarantee is refused. */
    static final int WRONG = 2;
    /** It failed while it ran, or another instance holds the id. */
    static final int FAILED = 3;

    private ExitCode() {}
}
