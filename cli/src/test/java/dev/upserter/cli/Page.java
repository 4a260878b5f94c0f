package dev.upserter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page of the docs as what a reader would do with it: files to write, and commands to run in that folder. A comment before
 * a block says what it is:
 *
 * <ul>
 *   <li>{@code file: NAME}: a file
 *   <li>{@code exit: 1}: commands that end with this code; without it, all blocks of {@code sh} must end with 0
 *   <li>{@code output}: lines that the commands before print, one after another
 *   <li>{@code cron}: lines of a crontab, whose commands are run
 *   <li>{@code container}: a file that starts containers, whose {@code args} are run
 *   <li>{@code workflow: NAME}: a workflow of a CI system, whose {@code run} lines are run
 *   <li>{@code needs: PROGRAM}: commands that are run where this program is
 *   <li>{@code not run: REASON}: commands that no test of this module can run
 * </ul>
 */
record Page(String name, List<Block> blocks) {
    private static final Pattern BLOCK = Pattern.compile(
            "(?:<!-- (?<note>[^\n]*) -->\n)?```(?<language>[a-z]*)\n(?<text>.*?)^```$",
            Pattern.DOTALL | Pattern.MULTILINE);

    /**
     * One block.
     *
     * @param kind the word of its comment before the colon; {@code sh} for commands without one
     * @param note the rest of the comment
     * @param line where it starts in the page
     */
    record Block(String kind, String note, String language, String text, int line) {}

    static Page read(Path file) throws IOException {
        String text = Files.readString(file);
        Matcher found = BLOCK.matcher(text);
        var blocks = new ArrayList<Block>();
        while (found.find()) {
            int line = (int) text.substring(0, found.start()).lines().count() + 1;
            blocks.add(block(
                    found.group("note"),
                    Objects.requireNonNull(found.group("language")),
                    Objects.requireNonNull(found.group("text")),
                    line));
        }
        return new Page(file.getFileName().toString(), blocks);
    }

    private static Block block(@Nullable String comment, String language, String text, int line) {
        if (comment == null) {
            return new Block(language.equals("sh") ? "sh" : "shown", "", language, text, line);
        }
        String[] parts = comment.split(": ", 2);
        return new Block(parts[0], parts.length == 1 ? "" : parts[1], language, text, line);
    }
}
