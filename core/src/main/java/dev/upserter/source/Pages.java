package dev.upserter.source;

import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.Quantities;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What documents with rows say of further pages and of errors, as answers of APIs do: {@code "has_more": true}, {@code "total": 40} beside
 * 30 rows, {@code "success": false}. docs/json.md says what counts. For one thread.
 *
 * <p>Documents that follow each other are the pages of one answer. They are all of them if one names no further page.
 */
public final class Pages {
    private static final String ASK_AGAIN =
            "ask again until the answer is whole. guards.INPUT_PARTIAL: off if no row is missing";

    private final String file;
    private long rows;
    private long documents;
    private long lastOnes;
    private long rowsBefore;
    /** Of the document that is being read: what says that there is another page, what may, and whether something says that there is none. */
    private @Nullable String open;

    private @Nullable String maybeOpen;
    private boolean isClosed;
    /** Of all documents. */
    private @Nullable String key;

    private @Nullable String maybeKey;
    private @Nullable String incomplete;
    private final Most allRows = new Most();
    private final Most allDocuments = new Most();

    /** Pages of which nothing has been read. */
    public Pages(String file) {
        this.file = file;
    }

    /** The largest count, and the key that says it. */
    private static final class Most {
        private long count;
        private String key = "";

        void of(String said, long found) {
            if (found > count) {
                count = found;
                key = said;
            }
        }
    }

    /** Whether the object or the list in a field may say something of pages. */
    public static boolean isAround(String field) {
        return PageNames.isAround(field);
    }

    /** Whether any value in a field, or within it, says that there is another page. */
    public static boolean isNext(String field) {
        return PageNames.isNext(field);
    }

    /** Whether any value in a field, or within it, says that something went wrong. */
    public static boolean isError(String field) {
        return PageNames.isError(field);
    }

    /** Whether the texts in a list are messages. */
    public static boolean isMessage(String field) {
        return PageNames.isMessage(field);
    }

    /**
     * Takes a value beside the rows.
     *
     * @param path  the fields that lead to it
     * @param field the last of them, by which it is known
     * @param text  the value: a text, a number, true, false or null
     */
    public void say(String path, String field, String text) {
        switch (PageNames.says(path, field, text)) {
            case MORE -> open(path);
            case MAYBE_MORE -> maybeOpen = maybeOpen == null ? path : maybeOpen;
            case LAST -> isClosed = true;
            case ROWS -> allRows.of(path, Long.parseLong(text));
            case DOCUMENTS -> allDocuments.of(path, Long.parseLong(text));
            case INCOMPLETE -> incomplete(path);
            case NOTHING -> {}
        }
    }

    /** The document says that there is another page. */
    public void open(String path) {
        open = open == null ? path : open;
    }

    /** The document says that something went wrong. */
    public void incomplete(String path) {
        incomplete = incomplete == null ? path : incomplete;
    }

    /**
     * A document has been read to its end.
     *
     * @param rowsSoFar of this document and those before it
     */
    public void endDocument(long rowsSoFar) {
        documents++;
        boolean isMaybeOpen = maybeOpen != null && !isClosed && rowsSoFar > rowsBefore;
        lastOnes += open == null && !isMaybeOpen ? 1 : 0;
        key = key == null ? open : key;
        maybeKey = maybeKey == null && isMaybeOpen ? maybeOpen : maybeKey;
        open = null;
        maybeOpen = null;
        isClosed = false;
        rowsBefore = rowsSoFar;
    }

    /** The rows of all documents. */
    public void rows(long count) {
        rows = count;
    }

    /** Takes what another file of the same source says. */
    public void add(Pages other) {
        rows += other.rows;
        documents += other.documents;
        lastOnes += other.lastOnes;
        key = key == null ? other.key : key;
        maybeKey = maybeKey == null ? other.maybeKey : maybeKey;
        incomplete = incomplete == null ? other.incomplete : incomplete;
        allRows.of(other.allRows.key, other.allRows.count);
        allDocuments.of(other.allDocuments.key, other.allDocuments.count);
    }

    /** The warning, once all documents have been read; empty if they seem to be all pages. */
    public Optional<Problem> problem() {
        String why = null;
        boolean hasCountedRows = allRows.count > 0 && allRows.count <= rows;
        if (key != null && lastOnes == 0) {
            why = key + " names another page";
        } else if (maybeKey != null && lastOnes == 0 && !hasCountedRows) {
            why = maybeKey + " names another page";
        } else if (allRows.count > rows) {
            why = allRows.key + " is " + Quantities.say(allRows.count) + ", and "
                    + (rows == 1 ? "there is 1 row" : "there are " + Quantities.say(rows) + " rows");
        } else if (allDocuments.count > documents) {
            why = allDocuments.key + " is " + Quantities.say(allDocuments.count) + ", and "
                    + (documents == 1 ? "there is 1 page" : "there are " + Quantities.say(documents) + " pages");
        }
        if (why != null) {
            return warning("rows are missing, for this is a page of an answer: " + why, Code.INPUT_PARTIAL.help());
        }
        return incomplete == null
                ? Optional.empty()
                : warning(
                        "rows may be missing, for the answer says in " + incomplete
                                + " that something went wrong or was left out",
                        ASK_AGAIN);
    }

    private Optional<Problem> warning(String message, String hint) {
        return Optional.of(
                new Problem(Code.INPUT_PARTIAL, Code.INPUT_PARTIAL.level(), new Location.InFile(file), message, hint));
    }
}
