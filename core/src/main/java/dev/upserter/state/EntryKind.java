package dev.upserter.state;

/** What an entry says about a person. */
public enum EntryKind {
    /** Customer.io has the person with the values of the fingerprint. */
    PRESENT(0),

    /** The person was marked as removed at Customer.io, by a flag. */
    MARKED(1),

    /** The person is to be removed from the state. */
    FORGOTTEN(2),

    /** The person is in the source, in a row that is not sent. */
    SEEN(3),

    /** Customer.io has removed the person, but has not heard of the event yet that tells of it. */
    GONE(4);

    private static final EntryKind[] BY_CODE = values();

    private final int code;

    EntryKind(int code) {
        this.code = code;
    }

    /** The number in state files; never changes within this format. */
    public int code() {
        return code;
    }

    /**
     * Finds a kind.
     *
     * @throws IllegalArgumentException if no kind has the code
     */
    public static EntryKind of(int code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("no entry");
        }
        return BY_CODE[code];
    }
}
