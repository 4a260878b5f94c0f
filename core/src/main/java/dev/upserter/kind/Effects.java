package dev.upserter.kind;

/**
 * What becomes of the rows of a kind in one mode, each in Markdown: a row of the documentation.
 *
 * @param added   a row that was not there before
 * @param changed a row with other values; a dash where a row has none
 * @param gone    a row that is no longer in the source
 * @param again   a row that is there once more, unchanged
 */
public record Effects(String added, String changed, String gone, String again) {
    /** What rows without values say instead of a change. */
    static final String NEVER = "–";

    /** Where all rows are sent in each run, unless the configuration says otherwise. */
    static final String SENT_AGAIN = "sent again, which changes nothing";

    /** Where a state is kept in any case. */
    static final String NOT_SENT = "not sent";
}
