package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.upserter.cli.shell.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import picocli.CommandLine.Model.ArgSpec;

/** What a shell completes: asked of the program, and by the real shells, where they are installed. */
@Execution(ExecutionMode.CONCURRENT)
class CompletionTest {
    private static final String TWO = """
            {"userId": "id", "siteId": "s", "apiKey": "k", "syncs": [
              {"sync": "people", "mappings": [{"from": "email", "to": "email"}]},
              {"sync": "partners", "mappings": [{"from": "email", "to": "email"}]}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void commandsOptionsAndValuesAreNamedWithTheirMeaning() {
        assertThat(asked("re"))
                .containsExactly(
                        "resume\tresumes a run that was cut off or stopped",
                        "retry\tsends again what a run did not deliver",
                        ":none");
        assertThat(asked("")).hasSize(Program.commands().size() + 1);
        assertThat(asked("--v")).containsExactly("--version\tthe version", ":none");
        assertThat(asked("sync", "--sand"))
                .containsExactly(
                        "--sandbox\tsend to a local Customer.io that exists as long as this command, and show who arrived."
                                + " No account needed",
                        ":none");
        assertThat(asked("state", "")).containsExactly("show", "reset", ":none");
        assertThat(asked("init", "x.csv", "--type", "s")).containsExactly("screen", "segment", "suppress", ":none");
        assertThat(asked("peek", "x.csv", "--format", "p")).containsExactly("parquet", ":none");
        assertThat(asked("sync", "c.json", "")).containsExactly(":files");
        assertThat(asked("sync", "c.json", "--state", "")).containsExactly(":folders");
        assertThat(asked("help", "sho")).containsExactly("show\tshows the report of a run again", ":none");
        assertThat(asked("completion", "")).containsExactly("bash", "zsh", "fish", ":none");
    }

    @Test
    void codesAreFoundInSmallLettersToo() {
        assertThat(asked("explain", "id_mis")).hasSize(2).first().asString().startsWith("ID_MISSING\t");
    }

    @Test
    void anOptionIsNamedOnceUnlessItMayBeRepeated() {
        assertThat(asked("sync", "c.json", "--json", "--js")).containsExactly(":none");
        assertThat(asked("sync", "c.json", "--only", "a", "--on")).hasSize(2);
    }

    @Test
    void namesOfSyncsAreReadFromTheConfigurationOnTheLine() throws IOException {
        String config = Files.writeString(folder.resolve("two.json"), TWO).toString();
        assertThat(asked("sync", config, "--only", "")).containsExactly("people", "partners", ":none");
        assertThat(asked("state", "show", config, "--only", "par")).containsExactly("partners", ":none");
        assertThat(asked("sync", folder.resolve("none.json").toString(), "--only", ""))
                .containsExactly(":none");
    }

    @Test
    void runsAreReadFromTheStateFolder() throws IOException {
        Files.createDirectories(folder.resolve("state/runs/20261123-190631-7f3a"));
        assertThat(asked("show", "--state", folder.resolve("state").toString(), ""))
                .anyMatch(line -> line.startsWith("20261123-190631-7f3a"))
                .last()
                .isEqualTo(":folders");
    }

    /** A new value in a help text is completed, or it is said here that it cannot be. */
    @Test
    void everyValueIsCompletedOrIsTheUsersOwn() {
        Set<String> own = Set.of("CHARACTER", "HOST", "KEY", "KEYS", "N", "TEXT", "TOKEN", "URL", "NAME", "MB");
        for (Command command : Program.commands()) {
            var labels = new TreeSet<String>();
            command.spec().options().stream()
                    .filter(option -> option.arity().max() > 0)
                    .map(ArgSpec::paramLabel)
                    .forEach(labels::add);
            labels.removeAll(own);
            for (String label : labels) {
                String option = command.spec().options().stream()
                        .filter(candidate -> candidate.paramLabel().equals(label))
                        .findFirst()
                        .orElseThrow()
                        .longestName();
                assertThat(asked(command.name(), option, "")).as(option).isNotEqualTo(List.of(":none"));
            }
            if (!command.spec().positionalParameters().isEmpty()) {
                assertThat(asked(command.name(), "")).as(command.name()).isNotEqualTo(List.of(":none"));
            }
        }
    }

    @Test
    void bashCompletesWithTheRealLauncher() throws IOException, InterruptedException {
        prepare();
        assertThat(inBash("upserter", "sync", "--dry")).containsExactly("--dry-run");
        assertThat(inBash("upserter", "pe")).containsExactly("peek");
        assertThat(inBash("upserter", "sync", "two people.json", "--only", "pa"))
                .containsExactly("partners");
        assertThat(inBash("upserter", "check", "two")).containsExactly("two people.json");
        assertThat(inBash("upserter", "sync", "c.json", "--resume", "=", "s")).containsExactly("strict");
        assertThat(inBash("upserter", "sync", "c.json", "--state", "st")).containsExactly("states");
    }

    @Test
    void fishAndZshReadTheirScripts() throws IOException, InterruptedException {
        prepare();
        boolean fish = isInstalled("fish");
        boolean zsh = isInstalled("zsh");
        if (fish) {
            assertThat(lines("fish", "-c", "upserter completion fish | source; complete -C 'upserter sync --dry'"))
                    .containsExactly("--dry-run\tdo everything except send");
            assertThat(lines("fish", "-c", "upserter completion fish | source; complete -C 'upserter check tw'"))
                    .anyMatch(line -> line.startsWith("two people.json"));
        }
        if (zsh) {
            assertThat(lines("zsh", "-f", "-c", """
                    autoload -Uz compinit && compinit -u -d dump && source <(upserter completion zsh)
                    _describe() { print -rl -- "${(@P)3}" }
                    words=(upserter sync --dry) CURRENT=3 && _upserter
                    """)).containsExactly("--dry-run:do everything except send");
        }
        assumeTrue(fish || zsh, "neither fish nor zsh is installed");
    }

    private void prepare() throws IOException {
        Launched.in(folder);
        Files.writeString(folder.resolve("two people.json"), TWO);
        Files.createDirectories(folder.resolve("states"));
    }

    private List<String> inBash(String... words) throws IOException, InterruptedException {
        return lines("bash", "-c", """
                source <(upserter completion bash)
                COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
                _upserter 2>/dev/null
                [ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
                """, words);
    }

    private List<String> lines(String shell, String option, String script, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(shell, option, script));
        if (shell.equals("bash")) {
            command.add("bash");
        }
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", ".txt");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("UPSERTER_STATE");
        assertThat(builder.start().waitFor()).as(script).isZero();
        return Files.readAllLines(out);
    }

    private static boolean isInstalled(String shell) {
        return Files.isExecutable(Path.of("/usr/bin", shell));
    }

    private static List<String> asked(String... words) {
        var typed = new Typed();
        var arguments = new ArrayList<>(List.of("__complete"));
        arguments.addAll(List.of(words));
        assertThat(typed.run(arguments.toArray(String[]::new))).isZero();
        assertThat(typed.err()).isEmpty();
        return typed.out().lines().toList();
    }
}
