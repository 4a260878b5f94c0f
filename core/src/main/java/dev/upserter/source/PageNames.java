package dev.upserter.source;

import dev.upserter.operation.text.NameLetters;
import dev.upserter.operation.text.Notices;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a field beside rows says of the others, by the letters of its name and its value. Stateless. */
final class PageNames {
    private static final String ROWS =
            "(?:items?|results?|records?|rows?|data|pages?|entries|objects|elements|hits|matches|documents|docs|contacts|"
                    + "customers|users|people|persons|members|subscribers|profiles|leads|accounts|found|available)";

    /** They hold what is said of pages; the rows are beside them. */
    private static final Set<String> AROUND = Set.of(
            "meta",
            "metadata",
            "metainfo",
            "responsemetadata",
            "responsemeta",
            "responseinfo",
            "searchmetadata",
            "listmetadata",
            "listinfo",
            "info",
            "additionaldata",
            "paging",
            "paginginfo",
            "pagination",
            "paginationinfo",
            "page",
            "pages",
            "pageinfo",
            "link",
            "links",
            "cursor",
            "cursors",
            "resultinfo",
            "resultsetinfo",
            "queryinfo",
            "navigation",
            "nav",
            "shards",
            "status",
            "total");

    /** True, or a number above zero, says that there is another page. */
    private static final Pattern MORE =
            Pattern.compile("(?:is|has|have|are|can)?(?:there)?(?:any)?(?:load)?(?:more|next|additional|further)" + ROWS
                    + "*(?:in(?:the)?collection|exists?|remaining|toload)?|(?:is)?" + ROWS
                    + "?truncated(?:results?)?|(?:has)?exceededtransferlimit"
                    + "|(?:has)?" + ROWS + "?limit(?:was|is)?(?:reached|exceeded|hit)");

    /** False says that there is another page. */
    private static final Pattern LAST = Pattern.compile(
            "(?:is|was)?(?:last|done|complete|completed|jobcomplete|finished|final|exhausted|end|atend|eof)(?:page|batch|chunk)?"
                    + "|endof(?:records|results|list|data|file|stream)|(?:has)?reachedend");

    /** Any value says that there is another page. */
    private static final Pattern NEXT = Pattern.compile(
            "(?:odata)?next(?:page|cursor|token|links?|ur[li]|href|path|marker|offset|start|index"
                    + "|key|id|batch|row|rows|records?|results?|set|scroll|after|query|request|position|bookmark|skip|from|number|value)*"
                    + "|pagetoken|paginationtoken|skiptoken|resumptiontoken|continuation(?:token|key)?|continue(?:token)?|lastevaluatedkey");

    /** With a number, they may be the next number of a store of rows. */
    private static final Pattern COUNTER = Pattern.compile("next" + ROWS + "?(?:id|number|value|key)");

    /** A value says so, too, unless the document names its last page otherwise, or has all rows that it counts. */
    private static final Set<String> MAYBE_NEXT = Set.of("cursor", "scrollid", "scrollparam", "scroll");

    /** As Airtable has it. Elsewhere it is the number of rows before the page. */
    private static final String OFFSET = "offset";

    private static final Pattern ROW_COUNT = Pattern.compile(
            "total|(?:odata)?count|total(?:number|num|size|length|count|of)*" + ROWS + "?(?:count)?"
                    + "|(?:row|record|item|result)s?(?:total|count)|num(?:ber)?(?:of)?(?:rows|records|results|items|found)");

    private static final Pattern DOCUMENT_COUNT = Pattern.compile(
            "(?:total|num|numberof|noof)pages?|totalnumberofpages|pages?(?:count|total)|pages|(?:last|max)page");

    /** True says that rows are missing. */
    private static final Pattern PARTIAL = Pattern.compile("(?:is|was|has)?" + ROWS
            + "?(?:partial|incomplete|clipped|capped|cutoff|timedout|timeout|terminatedearly|aborted|cancell?ed|interrupted)(?:"
            + ROWS + "|response)?|(?:has)?(?:errors?|failed)");

    /** A number above zero says so. */
    private static final Pattern ERRORS = Pattern.compile("errors?count|(?:num|total)errors|failed(?:count|shards)");

    /** False says so. */
    private static final Pattern SUCCESS = Pattern.compile("(?:is|was)?(?:success|successful|succeeded|ok)");

    private static final Pattern STATUS = Pattern.compile(
            "(?:http|response|query|job|request|result)?(?:status|state)(?:code|text)?|result|code|(?:http|response|result)code");

    private static final Pattern BAD_STATUS =
            Pattern.compile("error|errors|fail|failed|failure|partial.*|incomplete|timeout|timedout|truncated"
                    + "|aborted|cancell?ed|interrupted|running|inprogress|processing|206|[45]\\d\\d");

    private static final Pattern MESSAGE = Pattern.compile("(?:warning|message|notice|note|detail|reason|info)s?");

    private static final Pattern COUNT = Pattern.compile("\\d{1,15}");
    private static final Set<String> NOTHING =
            Set.of("", "null", "false", "0", "none", "no", "ok", "success", "no error", "no errors", "nil");

    /** What a value says. */
    enum Says {
        /** That there is another page. */
        MORE,
        /** That there is another page, if nothing else is said. */
        MAYBE_MORE,
        /** That there is none. */
        LAST,
        /** How many rows there are. */
        ROWS,
        /** How many pages there are. */
        DOCUMENTS,
        /** That something went wrong. */
        INCOMPLETE,
        NOTHING
    }

    private PageNames() {}

    /** Whether the object or the list in a field may say something. */
    static boolean isAround(String field) {
        return AROUND.contains(NameLetters.of(field));
    }

    /** Whether any value in a field, or within it, says that there is another page. */
    static boolean isNext(String field) {
        return NEXT.matcher(NameLetters.of(field)).matches();
    }

    /** Whether any value in a field, or within it, says that something went wrong. */
    static boolean isError(String field) {
        return Notices.isOfErrors(field);
    }

    /** Whether the texts in a field are messages. */
    static boolean isMessage(String field) {
        return MESSAGE.matcher(NameLetters.of(field)).matches();
    }

    /**
     * What a value says.
     *
     * @param path  the fields that lead to it
     * @param field the last of them
     * @param text  a text, a number, true, false or null
     */
    static Says says(String path, String field, String text) {
        String name = NameLetters.of(field);
        boolean isCount = COUNT.matcher(text).matches();
        if (isOfShards(path)) {
            return name.equals("failed") && isTrue(text) ? Says.INCOMPLETE : Says.NOTHING;
        }
        if (isCount && (ROW_COUNT.matcher(name).matches() || path.endsWith("total." + field))) {
            return Says.ROWS;
        }
        if (isCount && DOCUMENT_COUNT.matcher(name).matches()) {
            return Says.DOCUMENTS;
        }
        Says ofPages = ofPages(name, text, isCount);
        return ofPages == Says.NOTHING && isIncomplete(name, text) ? Says.INCOMPLETE : ofPages;
    }

    private static Says ofPages(String name, String text, boolean isCount) {
        boolean isNothing = NOTHING.contains(text.strip().toLowerCase(Locale.ROOT))
                || isCount && COUNTER.matcher(name).matches();
        if (NEXT.matcher(name).matches()) {
            return isNothing ? Says.NOTHING : Says.MORE;
        }
        if (MAYBE_NEXT.contains(name)) {
            return isNothing ? Says.NOTHING : Says.MAYBE_MORE;
        }
        if (name.equals(OFFSET)) {
            return isCount || isNothing ? Says.NOTHING : Says.MORE;
        }
        if (MORE.matcher(name).matches()) {
            return isTrue(text) ? Says.MORE : text.equals("false") ? Says.LAST : Says.NOTHING;
        }
        if (LAST.matcher(name).matches()) {
            return text.equals("false") ? Says.MORE : text.equals("true") ? Says.LAST : Says.NOTHING;
        }
        return Says.NOTHING;
    }

    private static boolean isIncomplete(String name, String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        if (PARTIAL.matcher(name).matches() && plain.equals("true")) {
            return true;
        }
        if (ERRORS.matcher(name).matches()) {
            return isTrue(plain);
        }
        if (SUCCESS.matcher(name).matches()) {
            return plain.equals("false") || plain.equals("0") || plain.equals("no");
        }
        if (Notices.isOfErrors(name)) {
            return !NOTHING.contains(plain);
        }
        if (STATUS.matcher(name).matches()) {
            return BAD_STATUS.matcher(plain.replaceAll("[ _-]", "")).matches();
        }
        return MESSAGE.matcher(name).matches() && Notices.saysMissing(text);
    }

    private static boolean isTrue(String text) {
        return text.equals("true") || COUNT.matcher(text).matches() && Long.parseLong(text) > 0;
    }

    /** Elasticsearch counts the parts of the index that were asked. */
    private static boolean isOfShards(String path) {
        return path.contains("_shards.");
    }
}
