package dev.upserter.delivery.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Refused rows of which it is not known yet what becomes of them, in bounded memory. Not thread-safe. */
public final class HeldRows {
    /** Bytes. */
    private static final long MOST = 4 << 20;

    private final List<RefusedRows> all = new ArrayList<>();
    private long bytes;

    /** Keeps a copy of the rows; false if there is no room for it. */
    public boolean take(RefusedRows rows) {
        RefusedRows copy = rows.copy();
        long more = copy.rows().memory();
        if (bytes + more > MOST) {
            return false;
        }
        bytes += more;
        return all.add(copy);
    }

    /** Hands over all that are held, in their order, and holds none any more. */
    public void release(Consumer<RefusedRows> end) {
        all.forEach(end);
        all.clear();
        bytes = 0;
    }
}
