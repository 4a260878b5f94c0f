package dev.upserter.sandbox.store;

/** What people make on Customer.io's pages, which no request of the Track API makes. */
public interface Made {
    /** Whether somebody made this segment, by the App API or a seed. */
    boolean hasSegment(long number);

    /** Whether somebody gave this object type a name. */
    boolean hasType(String number);
}
