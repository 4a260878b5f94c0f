package dev.upserter.source.csv;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a survey's answers, which extends over several rows: names, questions and identifiers of questions in
 * Qualtrics; questions and the choices of each in SurveyMonkey and others.
 *
 * @param last  the index of its last row, from its first
 * @param names a name for each column
 */
public record SurveyHeader(int last, List<String> names) {
    /** How many rows it may have. */
    public static final int MOST_ROWS = 3;

    private static final Pattern IMPORT_ID = Pattern.compile("\\{\\s*\"ImportId\".*", Pattern.DOTALL);
    private static final Pattern ZONE = Pattern.compile("\"timeZone\"\\s*:\\s*\"([A-Za-z]+/[A-Za-z_/]+)\"");

    /** What comes below a question that has no choices. */
    private static final Set<String> ANSWER = Set.of(
            "response",
            "open-ended response",
            "open ended response",
            "antwort",
            "offene antwort",
            "r\u00e9ponse",
            "respuesta");

    public SurveyHeader {
        names = List.copyOf(names);
    }

    /**
     * The header that rows start with; empty for one of a single row.
     *
     * @param rows the first rows, one more than it may have
     */
    public static Optional<SurveyHeader> of(List<List<String>> rows) {
        List<String> names = rows.getFirst();
        for (int i = 1; i < Math.min(rows.size(), MOST_ROWS); i++) {
            List<String> cells = rows.get(i);
            if (cells.size() == names.size()
                    && cells.stream()
                            .allMatch(cell -> IMPORT_ID.matcher(cell.strip()).matches())) {
                return Optional.of(new SurveyHeader(i, withZones(names, cells)));
            }
        }
        return rows.size() > 2 && isOfChoices(names, rows.get(1))
                ? Optional.of(new SurveyHeader(1, joined(names, rows.get(1))))
                : Optional.empty();
    }

    /** The names of times with the zone that the header gives them. */
    private static List<String> withZones(List<String> names, List<String> cells) {
        var all = new ArrayList<String>();
        for (int i = 0; i < names.size(); i++) {
            Matcher zone = ZONE.matcher(cells.get(i));
            all.add(zone.find() ? names.get(i) + " (" + zone.group(1) + ")" : names.get(i));
        }
        return all;
    }

    /** Whether a row says below each question what its choices are, and nothing below the person's own columns. */
    private static boolean isOfChoices(List<String> questions, List<String> choices) {
        boolean fits = choices.size() == questions.size()
                && !questions.getFirst().isBlank()
                && choices.getFirst().isBlank();
        if (!fits) {
            return false;
        }
        boolean hasAnswer =
                choices.stream().anyMatch(cell -> ANSWER.contains(cell.strip().toLowerCase(Locale.ROOT)));
        boolean hasChoice = false;
        for (int i = 1; i < questions.size(); i++) {
            boolean isUnnamed = questions.get(i).isBlank();
            boolean isChoice = !choices.get(i).isBlank();
            if (isUnnamed && !isChoice) {
                return false;
            }
            hasChoice |= isUnnamed;
        }
        return hasAnswer || hasChoice;
    }

    /** A question with each of its choices; the question alone where there are none. */
    private static List<String> joined(List<String> questions, List<String> choices) {
        var names = new ArrayList<String>();
        var seen = new HashSet<String>();
        String question = "";
        for (int i = 0; i < questions.size(); i++) {
            String own = questions.get(i).strip();
            String choice = choices.get(i).strip();
            question = own.isEmpty() ? question : own;
            boolean isAlone = choice.isEmpty() || ANSWER.contains(choice.toLowerCase(Locale.ROOT));
            String name = isAlone ? question : question + " - " + choice;
            String unique = name;
            for (int n = 2; !seen.add(unique); n++) {
                unique = name + " " + n;
            }
            names.add(unique);
        }
        return names;
    }
}
