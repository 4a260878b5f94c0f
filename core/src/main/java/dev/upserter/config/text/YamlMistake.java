package dev.upserter.config.text;

import dev.upserter.problem.Location;
import dev.upserter.problem.ProblemException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/** Says what is wrong with YAML that people wrote, without showing any of it. */
final class YamlMistake {
    private YamlMistake() {}

    /**
     * The problem at the place where the parser gave up.
     *
     * @param last the place of what was read last, for a parser that does not say where it is
     */
    static ProblemException of(RuntimeException e, ConfigText text, Location.InText last) {
        if (e instanceof ReaderException unreadable) {
            return Mistakes.only(
                    text.atCharacter(unreadable.getPosition()),
                    "YAML does not allow this control character",
                    "remove it, or write it as an escape in double quotation marks");
        }
        if (e instanceof MarkedYamlEngineException marked && marked.getProblem() != null) {
            Location.InText place = marked.getProblemMark()
                    .map(mark -> new Location.InText(text.name(), mark.getLine() + 1L, mark.getColumn() + 1L))
                    .orElse(last);
            String doing = String.valueOf(marked.getContext());
            return doing.contains("scanning an alias") || doing.contains("scanning an anchor")
                    ? mark(place)
                    : of(marked.getProblem(), place);
        }
        return Mistakes.only(
                last, "this is not valid YAML from here on", "check the escapes that start with a backslash");
    }

    /** As a cron expression may begin. */
    private static ProblemException mark(Location.InText place) {
        return Mistakes.only(
                place,
                "in YAML, a text that begins with * or & is no text",
                "put it into quotation marks, as \"*/15 * * * *\"");
    }

    private static ProblemException of(String reason, Location.InText place) {
        if (reason.contains("(TAB)")) {
            return Mistakes.only(
                    place,
                    "there is a tab here, where YAML wants blanks",
                    "put blanks in place of the tab, two for each level");
        }
        if (reason.contains("cannot start any token")) {
            return Mistakes.only(place, "no text can start with this character", "put the text into quotation marks");
        }
        if (reason.contains("mapping values are not allowed")) {
            return Mistakes.only(
                    place,
                    "a colon is out of place",
                    "indent keys of one object alike, write key: value with a blank after the colon,"
                            + " and put texts with a colon into quotation marks");
        }
        if (reason.contains("could not find expected ':'")) {
            return Mistakes.only(
                    place, "the line before has no colon", "write key: value with a blank after the colon");
        }
        if (reason.contains("unexpected end of stream")) {
            return Mistakes.only(place, "the file ends in the middle of a text", "close the quotation mark");
        }
        if (reason.contains("expected ',' or")) {
            return Mistakes.only(
                    place, "a comma or a closing bracket is expected here", "check the brackets and commas before it");
        }
        if (reason.contains("<block end>") || reason.contains("entries are not allowed")) {
            return Mistakes.only(place, "this does not fit what is before it", "indent keys and - of one level alike");
        }
        if (reason.contains("escape")) {
            return Mistakes.only(
                    place,
                    "this backslash starts nothing that YAML knows",
                    "write \\\\ for a backslash itself, or use single quotation marks");
        }
        return Mistakes.only(place, "this is not valid YAML", "check indentation, colons and quotation marks here");
    }
}
