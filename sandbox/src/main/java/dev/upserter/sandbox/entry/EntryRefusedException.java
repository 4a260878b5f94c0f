package dev.upserter.sandbox.entry;

/** Ends the reading of an entry that Customer.io would refuse. Carries no stack trace: it is an answer, not a defect. */
public final class EntryRefusedException extends Exception {
    private final transient Entry.Refused refused;

    private EntryRefusedException(Entry.Refused refused) {
        super(refused.field() + ": " + refused.message(), null, false, false);
        this.refused = refused;
    }

    public static EntryRefusedException required(String field) {
        return new EntryRefusedException(new Entry.Refused("required", field, field + " is required"));
    }

    public static EntryRefusedException invalid(String field, String message) {
        return new EntryRefusedException(new Entry.Refused("invalid", field, message));
    }

    /** For a type or an action that the sandbox does not know. */
    public static EntryRefusedException unknown(String field, String message) {
        return new EntryRefusedException(new Entry.Refused("invalid", field, message, true));
    }

    public Entry.Refused refused() {
        return refused;
    }
}
