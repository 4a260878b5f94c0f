package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Does what pages of the docs say, as a reader would: writes their files into a folder and runs their commands there, by a
 * shell and the real launcher. Where a command would go to Customer.io, it goes to a sandbox.
 */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class DocumentedCommandsTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern ARGUMENTS = Pattern.compile("(?:args|command): \\[(.*)]");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");

    private static final List<String> PAGES = List.of(
            "install",
            "containers",
            "cron",
            "schedules",
            "alerts",
            "monitoring",
            "orchestrators",
            "ci",
            "migration",
            "gdpr",
            "before-sending",
            "incremental",
            "mirror",
            "new-events",
            "first-values",
            "suppressed-people",
            "several-syncs",
            "state-folder",
            "sandbox",
            "limits",
            "glossary",
            "init",
            "troubleshooting");

    /** Why a command is not run here. */
    private static final List<String> ELSEWHERE =
            List.of("the packages are tested where they are made", "needs a container engine", "needs a cluster");

    @TempDir
    private static Path program;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare() throws Exception {
        assertThat(Launched.withCache(program).run("--version").exitCode()).isZero();
        Path tools = Files.createDirectory(program.resolve("tools"));
        tool(tools.resolve("upserter"), """
            #!/bin/sh
            there=''
            case ${1:-} in
              sync | check | plan | apply | resume | retry | state) there="--endpoint $SANDBOX" ;;
            esac
            for argument; do
              case $argument in --sandbox | --help) there='' ;; esac
            done
            exec '%s/upserter' "$@" $there
            """.formatted(program));
        tool(tools.resolve("mail"), "#!/bin/sh\n{ echo \"$@\"; cat; } >>mail.txt\n");
    }

    private static void tool(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Execution(ExecutionMode.SAME_THREAD)
    @ParameterizedTest
    @FieldSource("PAGES")
    void whatThePageSaysHappens(String name) throws Exception {
        Page page = Page.read(DOCS.resolve(name + ".md"));
        String printed = "";
        try (Sandbox sandbox = Sandbox.start()) {
            Files.writeString(
                    folder.resolve("customerio.env"),
                    "export CUSTOMERIO_SITE_ID=" + sandbox.siteId() + "\nexport CUSTOMERIO_API_KEY=" + sandbox.apiKey()
                            + "\n");
            for (Page.Block block : page.blocks()) {
                printed = take(block, page.name() + ":" + block.line(), sandbox, printed);
            }
        }
    }

    private String take(Page.Block block, String place, Sandbox sandbox, String printed) throws Exception {
        switch (block.kind()) {
            case "file" -> write(block);
            case "sh" -> {
                return run(block.text(), 0, place, sandbox);
            }
            case "needs" -> {
                return run("command -v " + block.note() + " >/dev/null || exit 0\n" + block.text(), 0, place, sandbox);
            }
            case "exit" -> {
                return run(block.text(), Integer.parseInt(block.note()), place, sandbox);
            }
            case "cron" -> runEach("[0-9*].*", "(\\S+ +){5}", block, place, sandbox);
            case "container" -> {
                write(block);
                contained(block, place, sandbox);
            }
            case "workflow" -> {
                write(block);
                runEach(".*- run: .*", ".*- run: ", block, place, sandbox);
            }
            case "output" -> assertThat(normal(printed)).as(place).contains(normal(block.text()));
            case "not run" -> assertThat(ELSEWHERE).as(place).contains(block.note());
            default ->
                assertThat(block.kind())
                        .as(place + ": a block that nothing checks")
                        .isEqualTo("shown");
        }
        return printed;
    }

    /** A script may be run. */
    private void write(Page.Block block) throws IOException {
        Path file = folder.resolve(block.note().isEmpty() ? "container.yaml" : block.note());
        Files.createDirectories(file.getParent());
        Files.writeString(file, block.text());
        if (block.text().startsWith("#!")) {
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
    }

    /** What a container is started with. It starts in the folder of the data, and its image names that of the state. */
    private void contained(Page.Block block, String place, Sandbox sandbox) throws Exception {
        var found = ARGUMENTS.matcher(block.text());
        assertThat(found.find()).as(place).isTrue();
        do {
            String command = WORD.matcher(found.group(1))
                    .results()
                    .map(word -> "'" + word.group(1) + "'")
                    .collect(Collectors.joining(" "));
            run("export UPSERTER_STATE=$PWD/state; upserter " + command, 0, place, sandbox);
        } while (found.find());
    }

    /** Runs the lines that match, without what comes before the command. */
    private void runEach(String line, String before, Page.Block block, String place, Sandbox sandbox) throws Exception {
        for (String one :
                block.text().lines().filter(each -> each.matches(line)).toList()) {
            run(one.replaceFirst(before, ""), 0, place, sandbox);
        }
    }

    private String run(String commands, int exitCode, String place, Sandbox sandbox) throws Exception {
        var builder = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.equals("JAVA_TOOL_OPTIONS") || name.startsWith("OTEL_"));
        environment.put("PATH", program.resolve("tools") + ":" + environment.get("PATH"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("SANDBOX", sandbox.endpoint().toString());
        environment.put("CUSTOMERIO_SITE_ID", sandbox.siteId());
        environment.put("CUSTOMERIO_API_KEY", sandbox.apiKey());
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s%n%s%n%s", place, commands, printed).isEqualTo(exitCode);
        return printed;
    }

    private String normal(String text) {
        return new Transcript(folder)
                .normal(text)
                .replaceAll("http://127\\.0\\.0\\.1:PORT", "https://track.customer.io")
                .replaceAll("(?m)^  time .*\n", "")
                .strip();
    }

    /** A page that is added gets the same checks, unless another test holds it. */
    @Test
    void eachPageIsHeldByATest() throws IOException {
        List<String> others = List.of(
                "answers",
                "app-api",
                "architecture",
                "broken-files",
                "casts",
                "change-events",
                "cli",
                "codes",
                "commands-look",
                "commands-runs",
                "commands-send",
                "commands-serve",
                "conditions",
                "config",
                "csv",
                "databases",
                "excel",
                "http-api",
                "identifiers",
                "json",
                "library",
                "machines",
                "mapping",
                "mapping-tests",
                "parquet",
                "performance",
                "readme",
                "recipes",
                "reliability",
                "report",
                "shared-state",
                "sources",
                "sql-files",
                "stops",
                "telemetry",
                "templates",
                "types",
                "web");
        try (var pages = Files.list(DOCS)) {
            assertThat(pages.map(page -> page.getFileName().toString().toLowerCase(Locale.ROOT))
                            .filter(page -> page.endsWith(".md"))
                            .map(page -> page.replace(".md", ""))
                            .filter(page -> !others.contains(page)))
                    .allMatch(PAGES::contains);
        }
    }
}
