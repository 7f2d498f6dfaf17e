package ai.fluxion.core.model;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * What was found for the first few forms of documents; later ones take the place of one now and then, so that neither mixed records
 * nor hostile ones make it work much. Any thread may read and add; what is added at the same time may be forgotten.
 */
final class Recent<T> {
    private static final int MOST = 8;
    private static final int PATIENCE = 64;

    private volatile T[] found;
    private int late;

    /** @param array makes arrays of the elements' type */
    Recent(IntFunction<T[]> array) {
        this.found = array.apply(0);
    }

    /** Not to be changed. */
    T[] all() {
        return found;
    }

    void add(T next) {
        T[] before = found;
        if (before.length < MOST) {
            T[] more = Arrays.copyOf(before, before.length + 1);
            more[before.length] = next;
            found = more;
        } else if (++late >= PATIENCE) {
            late = 0;
            T[] moved = before.clone();
            System.arraycopy(before, 1, moved, 0, MOST - 1);
            moved[MOST - 1] = next;
            found = moved;
        }
    }
}
