package dev.upserter.workbook;

import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Nearest;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The table of contents of a workbook. Immutable. */
final class Contents {
    private static final String SAVE_AGAIN = "open it and save it as .xlsx, or export the rows as CSV";
    private static final int MAX_SHOWN = 20;

    private final Location place;
    private final List<Tab> tabs;
    private final Map<String, WorkbookParts.Related> related;
    private final boolean from1904;

    /**
     * A sheet with cells.
     *
     * @param path    its part
     * @param isShown whether Excel shows it
     */
    record Tab(String name, String path, boolean isShown) {}

    private Contents(Location place, List<Tab> tabs, Map<String, WorkbookParts.Related> related, boolean from1904) {
        this.place = place;
        this.tabs = List.copyOf(tabs);
        this.related = Map.copyOf(related);
        this.from1904 = from1904;
    }

    /**
     * Reads the contents.
     *
     * @throws ProblemException if it is another document
     */
    static Contents of(WorkbookParts parts, Location place) throws IOException {
        String main = parts.related("").values().stream()
                .filter(part -> part.type().equals("officeDocument"))
                .map(WorkbookParts.Related::path)
                .findFirst()
                .orElse("xl/workbook.xml");
        if (main.endsWith(".bin")) {
            throw refused(place, "this is a binary Excel workbook (.xlsb)", SAVE_AGAIN);
        }
        Map<String, WorkbookParts.Related> related = parts.related(main);
        List<Tab> tabs = new ArrayList<>();
        boolean from1904 = false;
        try (XmlPart xml = parts.xml(main)) {
            while (xml.next()) {
                if (xml.isStart("workbookPr")) {
                    from1904 = isTrue(xml.attribute("date1904"));
                } else if (xml.isStart("sheet")) {
                    WorkbookParts.Related part = related.get(xml.relationship());
                    if (part != null && part.type().equals("worksheet")) {
                        boolean shown =
                                !xml.attribute("state").toLowerCase(Locale.ROOT).contains("hidden");
                        tabs.add(new Tab(xml.attribute("name"), part.path(), shown));
                    }
                }
            }
        }
        return new Contents(place, tabs, related, from1904);
    }

    private static boolean isTrue(String value) {
        return value.equals("1") || value.equals("true") || value.equals("on");
    }

    /** Whether days count from 1904. */
    boolean from1904() {
        return from1904;
    }

    /** The path of the part with this type. */
    Optional<String> path(String type) {
        return related.values().stream()
                .filter(part -> part.type().equals(type))
                .map(WorkbookParts.Related::path)
                .findFirst();
    }

    /**
     * The configured sheet.
     *
     * @throws ProblemException if it does not exist
     */
    Tab choose(WorkbookConfig config) {
        String name = config.sheet();
        return name == null ? numbered(config.number()) : named(name);
    }

    /** The names of the sheets that Excel shows. */
    List<String> shownNames() {
        return tabs.stream().filter(Tab::isShown).map(Tab::name).toList();
    }

    /** The names of the sheets that Excel hides. */
    List<String> hiddenNames() {
        return tabs.stream().filter(tab -> !tab.isShown()).map(Tab::name).toList();
    }

    private Tab named(String name) {
        return tabs.stream()
                .filter(tab -> tab.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> refused(
                        place,
                        "the workbook has no sheet of the name that source.sheet gives. It has " + names(tabs),
                        Nearest.to(name, tabs.stream().map(Tab::name).toList())
                                .map(near -> "you probably mean " + near)
                                .orElse("name one of these sheets")));
    }

    private Tab numbered(int number) {
        List<Tab> shown = tabs.stream().filter(Tab::isShown).toList();
        if (number <= shown.size()) {
            return shown.get(number - 1);
        }
        if (tabs.isEmpty()) {
            throw refused(place, "the workbook has no sheet with cells", "export it again, or export the rows as CSV");
        }
        throw refused(
                place,
                shown.isEmpty()
                        ? "the workbook has no sheet with cells that Excel shows"
                        : "the workbook has no sheet " + number + ". It shows " + names(shown),
                "name the sheet with source.sheet. Hidden sheets have no number, and are read by their names");
    }

    private static String names(List<Tab> tabs) {
        return tabs.isEmpty()
                ? "none with cells"
                : String.join(
                                ", ",
                                tabs.stream().limit(MAX_SHOWN).map(Tab::name).toList())
                        + (tabs.size() > MAX_SHOWN ? " and others" : "");
    }

    static ProblemException refused(Location place, String message, String hint) {
        return new ProblemException(Problem.of(Code.INPUT_UNREADABLE, place, message, hint));
    }
}
