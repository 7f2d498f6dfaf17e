package ai.fluxion.proof;

/**
 * A kill that was done.
 *
 * @param leg who died
 * @param death how
 * @param counts whether records moved since its last death
 */
record Kill(String leg, Death death, boolean counts) {}
