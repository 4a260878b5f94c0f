package dev.upserter.operation.text;

import java.util.regex.Pattern;

/**
 * Recognises what programs write where rows were meant: errors, and notes that rows were left out, in a text of its own. Stateless.
 */
public final class Notices {
    private static final int LONGEST = 2_000;

    /** How lines of errors begin, in the languages of programs; the signs after them are in no identifier of one word. */
    private static final Pattern BEGUN = Pattern.compile(
            "[^\\p{L}\\p{N}<{]*(?:(?:(?:fatal |internal |unexpected |query |syntax |server |uncaught |unhandled |\\w*)?(?:errors?|exception|warning|failure)"
                    + "|failed|traceback|caused by)(?:\\s*[,;:(\\[]|\\s+\\S|$)"
                    + "|(?:err|warn|fatal|panic|fehler|warnung|abbruch|erreur|errore|erro|fout|feil|fejl|fel|b\u0142\u0105d|virhe"
                    + "|hata|\u043e\u0448\u0438\u0431\u043a\u0430|\u30a8\u30e9\u30fc|\u9519\u8bef|\uc624\ub958"
                    + "|ora-\\d+|sqlstate|msg \\d+|curl|wget|psql|mysql|mysqldump|pg_dump|bash|sh)\\s*[,;:(\\[\uff1a]).*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

    private static final Pattern MARKUP = Pattern.compile(
            "\\s*(?:<!doctype|<html|<\\?xml|<head|<body|\\{\\s*\"\\w+\"\\s*:).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Words of lines about rows that are not there, or of runs that ended. */
    private static final Pattern SAID = Pattern.compile(
            "\\b(?:exceed(?:s|ed|ing)?|truncated?|truncation|omitted|incomplete|timed[ -]?out|time-?out|cancell?ed|cancell?ing|interrupted|terminated"
                    + "|aborted|killed|core dumped|out of memory|(?:permission|access) denied|40[13] (?:unauthori[sz]ed|forbidden)|too many requests"
                    + "|bad gateway|service unavailable|internal server error|segmentation fault"
                    + "|lost connection|connection (?:\\w+ ){0,4}(?:lost|closed|reset|refused)|transfer closed|broken pipe|no space left"
                    + "|(?:row|record|result|size|data|export|query|rate|time|memory) limit|limit (?:of [\\d.,]+|(?:was |is |has been )?(?:reached|exceeded|hit))"
                    + "|limited to (?:the )?(?:first |top )?[\\d.,]+|maximum (?:number|size)|max(?:imum)? rows"
                    + "|[\\d.,]+ more (?:rows|records|results|lines|items|entries)|more (?:rows|records|results) (?:are|were|exist|than)"
                    + "|(?:first|top|only) [\\d.,]+ (?:rows|records|results|lines)|(?:showing|displaying) (?:the )?(?:first|top|only)"
                    + "|(?:showing|displaying) (?:[\\d.,]+ ?(?:to|-|\u2013) ?)?([\\d.,]+) of (?!\\1\\b)[\\d.,]+|some (?:data|rows|records|results)"
                    + "|(?:data|rows|records|results) (?:may|might|could|were|was|is|are|has|have)(?: \\w+){0,2} (?:missing|lost|left out|cut|limited|skipped)"
                    + "|(?:data|rows|records|results) (?:\\w+ ){0,2}not (?:\\w+ ){0,2}(?:shown|exported|included|complete|displayed)"
                    + "|abgebrochen|abgeschnitten|gek\u00fcrzt|unvollst\u00e4ndig|zeit\u00fcberschreitung|\u00fcberschritten"
                    + "|interrompue?|tronqu\u00e9e?|d\u00e9pass\u00e9e?|truncad[oa]|excedid[oa]|superad[oa]|troncat[oa]|afgebroken)\\b"
                    + "|^\\W*\\.\\.\\. ?\\(?[\\d.,]+ more\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** The letters of fields that hold errors. */
    private static final Pattern OF_ERRORS = Pattern.compile(
            "errors?(?:messages?|text|description|details?|list|info|code)?|exceptions?|(?:partial)?failures?|faults?|partialerrors?|stacktrace");

    private Notices() {}

    /** Whether a field of this name holds errors. */
    public static boolean isOfErrors(String name) {
        return OF_ERRORS.matcher(NameLetters.of(name)).matches();
    }

    /** Whether a text is an error of a program, or says that rows are missing. */
    public static boolean isNotice(String text) {
        String bare = text.strip();
        return saysMissing(bare)
                || bare.length() <= LONGEST
                        && (BEGUN.matcher(bare).matches()
                                || MARKUP.matcher(bare).matches());
    }

    /** Whether a text says that rows are missing, or why a program ended. */
    public static boolean saysMissing(String text) {
        return text.length() <= LONGEST && SAID.matcher(text).find();
    }
}
