package ai.fluxion.proof;

/**
 * How a target differs from what it should hold.
 *
 * @param records lines in it
 * @param lost numbers that are not there
 * @param doubled lines that were there before
 * @param outOfOrder numbers that came after later ones of their partition
 * @param strange anything else: lines that are not what they should be, transactions left open
 */
record Verdict(long records, long lost, long doubled, long outOfOrder, long strange) {
    boolean isGood() {
        return lost == 0 && doubled == 0 && outOfOrder == 0 && strange == 0;
    }

    Verdict withStrange(long more) {
        return new Verdict(records, lost, doubled, outOfOrder, strange + more);
    }
}
