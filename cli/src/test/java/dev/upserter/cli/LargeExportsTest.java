package dev.upserter.cli;

import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.store.Person;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Large exports of products: a few odd rows far after the first ones change nothing for the others, and each odd row is
 * reported. The golden files hold the notes of {@code peek}, the rules of {@code init}, the messages of {@code check} and
 * {@code sync}, and the people near the odd rows.
 */
final class LargeExportsTest {
    /** Rows whose people are shown: the first ones, and those with damage. */
    private static final List<Integer> SHOWN = List.of(
            0,
            LargeExport.LINE_BREAK,
            LargeExport.ODD_AMOUNT,
            LargeExport.NULL_WORD,
            LargeExport.OTHER_DATE,
            LargeExport.NO_EMAIL);

    private static final Pattern RUN = Pattern.compile("\\d{8}-\\d{6}-[0-9a-f]{4}");
    private static final Pattern VOLATILE = Pattern.compile("(?m)^  (time|sent) .*\n");

    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    static Stream<LargeExport> exports() {
        return Stream.concat(LargeExports.ALL.stream(), LargeVariants.ALL.stream());
    }

    @ParameterizedTest
    @MethodSource("exports")
    void aFewOddRowsOfALargeExportChangeNothingForAllOthers(LargeExport export) throws IOException {
        String data = written(export).toString();
        var seen = new StringBuilder();
        seen.append(section("peek", withoutTable(run("peek", data))));
        String config = run("init", data);
        Path file = Files.writeString(folder.resolve("upsert.yaml"), configuration(config));
        seen.append(section("init", shortened(config)));
        seen.append(section("check", withoutEnd(run("check", file.toString(), data, "--sandbox"))));
        seen.append(section(
                "sync",
                withoutProblems(run(
                        "sync",
                        file.toString(),
                        data,
                        "--endpoint",
                        sandbox.endpoint().toString()))));
        seen.append(sandbox.peopleCount()).append(" people\n").append(people());
        Golden.assertSame(
                "exports/large/" + export.name().substring(0, export.name().lastIndexOf('.')) + ".txt",
                VOLATILE.matcher(RUN.matcher(seen.toString().replace(folder + "/", ""))
                                .replaceAll("RUN"))
                        .replaceAll("")
                        .replace(sandbox.endpoint().toString(), "SANDBOX")
                        .stripTrailing());
    }

    private Path written(LargeExport export) throws IOException {
        Path file = folder.resolve(export.name());
        if (export.name().endsWith(".xlsx")) {
            return new Sheets().sheet("People", export.text().split("\n")).write(file);
        }
        Charset encoding = export.name().contains("german") ? Charset.forName("windows-1252") : StandardCharsets.UTF_8;
        return Files.writeString(file, export.text(), encoding);
    }

    private static String section(String command, String text) {
        return "$ " + command + "\n" + text + "\n\n";
    }

    private String run(String... arguments) {
        var typed = new Typed()
                .with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));
        int exitCode = typed.run(arguments);
        return typed.out() + typed.err() + "exit code " + exitCode;
    }

    /** Without the table and the keys, which the tests of small exports show. */
    private static String withoutTable(String peek) {
        return peek.replaceFirst("(?s)\n\ncolumn +type.*?(?=\n\nWarnings|\n\n[^\n]* cannot be used|\nexit code)", "");
    }

    /** Each rule on one line, without what is the same in each file. */
    private static String shortened(String init) {
        return init.replaceAll("(?m)^# .*\n|^nulls: .*\n|^\n", "")
                .replaceAll("\n    ", ", ")
                .replaceAll("(?m)^#   file.*\n", "");
    }

    private static String withoutEnd(String check) {
        return check.replaceFirst("(?s)\n\n(Fields|Next)\n.*(?=\nexit code)", "");
    }

    /** The problems of a run are those of a check. */
    private static String withoutProblems(String sync) {
        return sync.replaceFirst("(?s)\n\nProblems\n.*(?=\nexit code)", "");
    }

    private String people() {
        return sandbox.people().stream()
                .filter(LargeExportsTest::isShown)
                .sorted(Comparator.comparing(Person::identifier))
                .map(person -> person.identifier() + " " + new TreeMap<>(person.attributes()))
                .collect(Collectors.joining("\n"));
    }

    /** People with the address, or without one. */
    private static boolean isShown(Person person) {
        String email = person.attributes().getOrDefault("email", '"' + person.identifier() + '"');
        return !email.contains("@")
                || SHOWN.stream().anyMatch(number -> email.equals("\"person" + number + "@x.example\""));
    }

    /** What init printed, without its warnings. */
    private static String configuration(String said) {
        return said.substring(0, said.lastIndexOf("exit code"))
                .lines()
                .filter(line -> !line.startsWith("warning: "))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
