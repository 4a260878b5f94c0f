package dev.upserter.cli.complete;

import dev.upserter.cli.complete.HelpText.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes the manual pages, of the help texts: packages bring them. Users do not run it. */
public final class ManPages {
    private static final String PROGRAM = "upserter";

    private ManPages() {}

    /**
     * Writes a page for the program and one for each command.
     *
     * @param arguments the folder, the version, the date, such as {@code 2026-11-29}
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        List<String> commands = List.copyOf(HelpText.of(PROGRAM).commands().keySet());
        Files.writeString(folder.resolve(PROGRAM + ".1"), page(PROGRAM, commands, arguments[1], arguments[2]));
        for (String command : commands) {
            Files.writeString(
                    folder.resolve(PROGRAM + "-" + command + ".1"),
                    page(command, List.of(), arguments[1], arguments[2]));
        }
    }

    /** A page in the language of {@code man}. */
    static String page(String command, List<String> others, String version, String date) {
        HelpText help = HelpText.of(command);
        String name = command.equals(PROGRAM) ? PROGRAM : PROGRAM + "-" + command;
        var page = new StringBuilder();
        page.append(".TH ")
                .append(name.toUpperCase(Locale.ROOT))
                .append(" 1 \"")
                .append(date);
        page.append("\" \"Customer Upserter ").append(version).append("\"\n");
        String about = String.join(" ", help.about());
        String said = about.replaceFirst("^Customer Upserter: ", "").replaceFirst("[.:] .*", "");
        page.append(".SH NAME\n").append(escaped(name + " - " + said.replaceFirst("[.]$", "")));
        page.append("\n.SH SYNOPSIS\n.B ").append(escaped(help.usage()));
        page.append("\n.SH DESCRIPTION\n").append(escaped(about)).append('\n');
        help.parts().forEach(part -> add(page, part));
        if (!others.isEmpty()) {
            page.append(".SH SEE ALSO\n");
            page.append(escaped(String.join(
                    ", ",
                    others.stream().map(other -> PROGRAM + "-" + other + "(1)").toList())));
            page.append('\n');
        } else {
            page.append(".SH SEE ALSO\nupserter(1)\n");
        }
        return page.toString();
    }

    /** Tables of terms stay as they are laid out: they are made for 80 columns. */
    private static void add(StringBuilder page, Part part) {
        boolean isLaidOut = part.lines().stream().anyMatch(line -> line.startsWith(" "));
        if (!part.heading().isEmpty()) {
            page.append(".SH ").append(part.heading().toUpperCase(Locale.ROOT)).append('\n');
        }
        page.append(isLaidOut ? ".PP\n.nf\n" : ".PP\n");
        part.lines().forEach(line -> page.append(escaped(line)).append('\n'));
        page.append(isLaidOut ? ".fi\n" : "");
    }

    /** Hyphens that can be copied, and no line that man takes for a request. */
    private static String escaped(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
