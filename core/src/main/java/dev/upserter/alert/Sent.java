package dev.upserter.alert;

/**
 * What became of an attempt to send an alert. Immutable.
 *
 * @param why      what went wrong, without URL, address or credential; empty if it was sent
 * @param hint     what to do
 * @param mayDiffer whether another attempt may end otherwise
 */
record Sent(String why, String hint, boolean mayDiffer) {
    /** It arrived. */
    static final Sent DONE = new Sent("", "", false);

    /** It did not, and will not. */
    static Sent failed(String why, String hint) {
        return new Sent(why, hint, false);
    }

    /** It did not, this time. */
    static Sent failedNow(String why, String hint) {
        return new Sent(why, hint, true);
    }

    boolean isDone() {
        return why.isEmpty();
    }
}
