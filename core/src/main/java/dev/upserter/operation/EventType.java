package dev.upserter.operation;

import java.util.Locale;

/** What somebody did, in the sense of Customer.io (Track API reference, POST /api/v2/batch, actions event, page, screen). */
public enum EventType {
    /** Anything, which its name tells. */
    EVENT,
    /** They looked at a page, whose address is the name. */
    PAGE,
    /** They looked at the screen of an app, whose name that is. */
    SCREEN;

    private final String spelling = name().toLowerCase(Locale.ROOT);
    private final byte[] json = EntryHead.ascii(spelling);

    byte[] json() {
        return json;
    }

    /** As Customer.io spells it. */
    public String spelling() {
        return spelling;
    }
}
