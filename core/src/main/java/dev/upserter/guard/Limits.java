package dev.upserter.guard;

/** Customer.io's limits (Track API reference, introduction; 2026). All lengths are bytes of UTF-8. */
public final class Limits {
    static final int IDENTIFIER = 150;
    /** Of an attribute's name. */
    public static final int ATTRIBUTE_NAME = 150;

    static final int ATTRIBUTE_VALUE = 1000;
    static final int ATTRIBUTES = 300;
    static final int ATTRIBUTES_NEAR = 250;
    /** "32 kb or smaller"; the smaller reading of kb. */
    static final int ENTRY = 32_000;

    private Limits() {}
}
