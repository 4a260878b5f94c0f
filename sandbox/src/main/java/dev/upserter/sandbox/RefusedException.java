package dev.upserter.sandbox;

/** Leaves the reading of an entry that Customer.io would refuse. Carries no stack trace: it is an answer, not a fault. */
final class RefusedException extends Exception {
    private final transient Entry.Refused refused;

    private RefusedException(Entry.Refused refused) {
        super(refused.field() + ": " + refused.message(), null, false, false);
        this.refused = refused;
    }

    static RefusedException required(String field) {
        return new RefusedException(new Entry.Refused("required", field, field + " is required"));
    }

    static RefusedException invalid(String field, String message) {
        return new RefusedException(new Entry.Refused("invalid", field, message));
    }

    Entry.Refused refused() {
        return refused;
    }
}
