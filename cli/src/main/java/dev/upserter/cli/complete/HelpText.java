package dev.upserter.cli.complete;

import dev.upserter.cli.text.CliTexts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A help text in its parts.
 *
 * @param about what the command does, in one or more lines
 * @param usage how it is called
 * @param parts what follows, in order
 */
record HelpText(List<String> about, String usage, List<Part> parts) {
    private static final String USAGE = "Usage: ";
    private static final Pattern TERM = Pattern.compile("^  (\\S.*?)(?: {2,}| (?=\\S)(?<=^.{22}))(\\S.*)$");

    /**
     * A part of the text.
     *
     * @param heading its heading; empty for paragraphs, and for the arguments that follow the usage
     * @param lines   its lines, unchanged
     */
    record Part(String heading, List<String> lines) {}

    /** The help of a command; for {@code upserter}, of the program. */
    static HelpText of(String command) {
        var parts = new ArrayList<Part>();
        String usage = "";
        for (List<String> lines : paragraphs(CliTexts.help(command))) {
            String first = lines.getFirst();
            if (first.startsWith(USAGE)) {
                usage = first.substring(USAGE.length());
            } else if (lines.size() > 1 && isHeading(first, lines.get(1))) {
                parts.add(new Part(first, lines.subList(1, lines.size())));
            } else {
                parts.add(new Part("", lines));
            }
        }
        return new HelpText(parts.getFirst().lines(), usage, List.copyOf(parts.subList(1, parts.size())));
    }

    private static List<List<String>> paragraphs(String text) {
        var all = new ArrayList<List<String>>();
        for (String paragraph : text.split("\n\n", -1)) {
            all.add(paragraph.lines().toList());
        }
        return all;
    }

    private static boolean isHeading(String line, String next) {
        return !line.startsWith(" ") && next.startsWith("  ");
    }

    /** What a part says of each of its terms, as of each option, in one line each. */
    private Map<String, String> terms(String heading) {
        var terms = new LinkedHashMap<String, String>();
        String term = null;
        for (String line : lines(heading)) {
            Optional<Matcher> begin = Optional.of(TERM.matcher(line)).filter(Matcher::matches);
            if (begin.isPresent()) {
                term = begin.get().group(1);
                terms.put(term, begin.get().group(2));
            } else if (line.matches("  \\S.*")) {
                term = line.strip();
                terms.put(term, "");
            } else if (term != null) {
                terms.merge(term, line.strip(), (before, more) -> (before + " " + more).strip());
            }
        }
        return terms;
    }

    private List<String> lines(String heading) {
        return parts.stream()
                .filter(part -> part.heading().equals(heading))
                .findFirst()
                .map(Part::lines)
                .orElse(List.of());
    }

    /** What is said of each command, by its name. */
    Map<String, String> commands() {
        var commands = new LinkedHashMap<String, String>();
        terms("Commands").forEach((term, meaning) -> commands.put(term.split(" ", -1)[0], meaning));
        return commands;
    }

    /** What is said of each option, by each of its names. */
    Map<String, String> options() {
        var options = new LinkedHashMap<String, String>();
        terms("Options").forEach((term, meaning) -> {
            for (String word : term.split("[ ,]+", -1)) {
                if (word.startsWith("-")) {
                    options.put(word, meaning);
                }
            }
        });
        return options;
    }
}
