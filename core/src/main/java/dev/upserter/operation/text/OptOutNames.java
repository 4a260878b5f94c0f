package dev.upserter.operation.text;

import java.util.regex.Pattern;

/** Names of lists of people who want no messages: of sheets, of fields and of files. docs/init.md lists them. Stateless. */
public final class OptOutNames {
    /** What to do about a file among others. */
    public static final String FILE_HINT = "send the file by itself after the others, by a configuration with mappings:"
            + " [{value: true, to: unsubscribed}]"
            + ". Write guards.OPT_OUT_NOT_MAPPED: off once it is sent, or if it lists others";

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}]+");

    private static final Pattern NAMES =
            Pattern.compile("\\bunsub(?:s|scri)|\\bnonsubscri|\\bopt(?:ed)? ?outs?\\b|\\bdo ?not ?(?:e ?mail|contact"
                    + "|market|send)|\\bdnc\\b|suppress|black ?list|block ?list|deny ?list|\\bbounced?s?\\b|\\bcomplained\\b|\\bspam\\b"
                    + "|abgemeldet|abmeldung|abbestell|ausgetragen|widersproch|sperrliste|robinson"
                    + "|desabonn|desinscri|desuscri|\\bbajas?\\b|descadastr|disiscri|uitgeschreven|afgemeld");

    /** They turn the meaning, or name what is about opt-outs and no list of people. */
    private static final Pattern OTHERS =
            Pattern.compile("\\b(?:not|non|no|never|without|nicht|ohne) (?:un|opt|suppress|black|block|bounce)"
                    + "|\\b(?:reasons?|sources?|links?|urls?|pages?|forms?|templates?|settings?|options?|counts?|rates?|totals?"
                    + "|numbers?|stats?|statistics|summary|by|topics?|types?|campaigns?|groups?|grund|grunde"
                    + "|subscribed|active|and|or|und|with|incl|including|state|status)\\b");

    private OptOutNames() {}

    /** Whether a name is one of a list of people who opted out. */
    public static boolean isList(String name) {
        String words = BETWEEN.matcher(PlainNames.of(name))
                .replaceAll(" ")
                .strip()
                .replaceAll("\\bun subscri", "unsubscri")
                .replaceAll("\\b(?:non|not) subscri", "nonsubscri");
        return NAMES.matcher(words).find() && !OTHERS.matcher(words).find() && !OptOutWords.isOfAnotherChannel(words);
    }

    /**
     * What is said of a file among others that are read together.
     *
     * @param name its name, as a pattern found it
     */
    public static String ofFile(String name) {
        return "by its name, the file " + name + " lists people who opted out, and no rule unsubscribes them: they stay"
                + " subscribed";
    }

    /** Whether a file is such a list by its own name. */
    public static boolean isFile(String path) {
        return isList(path.substring(path.replace('\\', '/').lastIndexOf('/') + 1));
    }
}
