package dev.upserter.source;

import dev.upserter.operation.text.NameLetters;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.Quantities;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What documents with rows say of further pages, as answers of APIs do: {@code "has_more": true}, {@code "total": 40} beside 30
 * rows. docs/json.md lists the names. For one thread.
 *
 * <p>Documents that follow each other are the pages of one answer. They are all of them if one names no further page.
 */
public final class Pages {
    /** They hold what is said of pages; the rows are beside them. */
    private static final Set<String> AROUND = Set.of(
            "meta",
            "metadata",
            "responsemetadata",
            "paging",
            "pagination",
            "page",
            "pages",
            "pageinfo",
            "link",
            "links",
            "cursor",
            "cursors",
            "resultinfo",
            "total");

    /** True says that there is another page. */
    private static final Set<String> MORE =
            Set.of("hasmore", "hasmoreitems", "hasnext", "hasnextpage", "more", "moreresults", "istruncated");

    /** False says that there is another page. */
    private static final Set<String> LAST = Set.of("done", "isdone", "last", "islast", "islastpage", "lastpage");

    /** Any value says that there is another page. */
    private static final Set<String> NEXT = Set.of(
            "next",
            "nextpage",
            "nextpagetoken",
            "nextpageurl",
            "nextpagelink",
            "nexturl",
            "nexturi",
            "nextlink",
            "odatanextlink",
            "nextcursor",
            "nexttoken",
            "nextmarker",
            "nextoffset",
            "nextrecordsurl",
            "pagetoken",
            "continuation",
            "continuationtoken",
            "lastevaluatedkey");

    /** As Airtable has it. Elsewhere it is the number of rows before the page. */
    private static final String OFFSET = "offset";

    private static final Set<String> ROWS = Set.of(
            "total",
            "totalcount",
            "totalitems",
            "totalrows",
            "totalsize",
            "totalresults",
            "totalrecords",
            "totalelements",
            "totalentries",
            "totalhits",
            "recordstotal",
            "numfound",
            "odatacount");

    private static final Set<String> DOCUMENTS =
            Set.of("totalpages", "pagecount", "numpages", "pagestotal", "lastpage");

    private static final Pattern COUNT = Pattern.compile("\\d{1,15}");
    private static final Set<String> NOTHING = Set.of("", "null", "false", "0");

    private final String file;
    private long rows;
    private long documents;
    private long lastOnes;
    private @Nullable String open;
    private @Nullable String key;
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

    /** Whether the object in a field may say something of pages. */
    public static boolean isAround(String field) {
        return AROUND.contains(NameLetters.of(field));
    }

    /** Whether any value in a field, or within it, says that there is another page. */
    public static boolean isNext(String field) {
        return NEXT.contains(NameLetters.of(field));
    }

    /** Whether a value in the field may say something of pages. */
    public static boolean isKey(String field) {
        String name = NameLetters.of(field);
        return MORE.contains(name)
                || LAST.contains(name)
                || NEXT.contains(name)
                || ROWS.contains(name)
                || DOCUMENTS.contains(name)
                || name.equals(OFFSET)
                || name.equals("value");
    }

    /**
     * Takes a value beside the rows.
     *
     * @param path  the fields that lead to it
     * @param field the last of them
     * @param text  the value: a text, a number, true, false or null
     */
    public void say(String path, String field, String text) {
        String name = NameLetters.of(field);
        boolean isCount = COUNT.matcher(text).matches();
        boolean isTotal = ROWS.contains(name) || path.endsWith("total." + field);
        if (isCount && (isTotal || DOCUMENTS.contains(name))) {
            (isTotal ? allRows : allDocuments).of(path, Long.parseLong(text));
        } else if (MORE.contains(name) && text.equals("true")
                || LAST.contains(name) && text.equals("false")
                || NEXT.contains(name) && !NOTHING.contains(text)
                || name.equals(OFFSET) && !isCount && !NOTHING.contains(text)) {
            open(path);
        }
    }

    /** The document says that there is another page. */
    public void open(String path) {
        open = open == null ? path : open;
    }

    /** A document has been read to its end. */
    public void endDocument() {
        documents++;
        lastOnes += open == null ? 1 : 0;
        key = key == null ? open : key;
        open = null;
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
        allRows.of(other.allRows.key, other.allRows.count);
        allDocuments.of(other.allDocuments.key, other.allDocuments.count);
    }

    /** The warning, once all documents have been read; empty if they seem to be all pages. */
    public Optional<Problem> problem() {
        String why = null;
        if (key != null && lastOnes == 0) {
            why = key + " names another page";
        } else if (allRows.count > rows) {
            why = allRows.key + " is " + Quantities.say(allRows.count) + ", and "
                    + (rows == 1 ? "there is 1 row" : "there are " + Quantities.say(rows) + " rows");
        } else if (allDocuments.count > documents) {
            why = allDocuments.key + " is " + Quantities.say(allDocuments.count) + ", and "
                    + (documents == 1 ? "there is 1 page" : "there are " + Quantities.say(documents) + " pages");
        }
        return why == null
                ? Optional.empty()
                : Optional.of(Problem.of(
                        Code.INPUT_PARTIAL,
                        new Location.InFile(file),
                        "rows are missing, for this is a page of an answer: " + why));
    }
}
