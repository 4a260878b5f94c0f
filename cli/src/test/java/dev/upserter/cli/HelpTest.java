package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.cli.shell.Command;
import dev.upserter.cli.text.CliTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

class HelpTest {
    private static final Pattern OPTION =
            Pattern.compile("^  (?:(-[a-zA-Z]), )?(--[a-z-]+(?:=[a-z]+)?)(?: ([A-Z]+))?", Pattern.MULTILINE);

    @Test
    void theHelpOfACommandNamesEachOfItsOptionsAndNoOther() {
        for (Command each : Program.commands()) {
            CommandSpec command = each.spec();
            var told = new TreeSet<String>();
            OPTION.matcher(CliTexts.help(command.name()))
                    .results()
                    .forEach(option -> told.add(option.group(2) + " " + option.group(3)));
            var known = new TreeSet<String>();
            command.options().forEach(option -> {
                String label = option.arity().max() == 0 ? "null" : option.paramLabel();
                known.add(option.longestName() + " " + label);
            });
            assertThat(told).as(command.name()).isEqualTo(known);
        }
    }

    @Test
    void theHelpOfACommandNamesItsArgumentsAnExampleAndTheExitCodes() {
        for (Command command : Program.commands()) {
            CommandSpec spec = command.spec();
            String help = CliTexts.help(spec.name());
            List<String> labels = spec.positionalParameters().stream()
                    .map(ArgSpec::paramLabel)
                    .toList();
            assertThat(help).contains("Usage: upserter " + spec.name(), "Example", "\nExit codes\n", "\n  0  ");
            assertThat(labels).allMatch(help::contains);
        }
    }

    @Test
    void theHelpOfTheProgramNamesEachCommand() {
        for (Command command : Program.commands()) {
            assertThat(CliTexts.help("upserter"))
                    .contains("\n  " + command.spec().name());
        }
    }

    @Test
    void helpTextsFitEightyColumnsOfPlainCharacters() {
        for (String name : names()) {
            assertThat(CliTexts.help(name).lines())
                    .as(name)
                    .allMatch(line -> line.length() <= 80 && line.matches("[ -~]*"));
        }
    }

    @Test
    void helpGoesToStandardOutputHoweverItIsAskedFor() {
        for (List<String> asked : List.of(
                List.of("sync", "--help"),
                List.of("sync", "-h"),
                List.of("help", "sync"),
                List.of("sync", "x", "-h"))) {
            var typed = new Typed();
            assertThat(typed.run(asked.toArray(String[]::new))).isZero();
            assertThat(typed.out()).isEqualTo(CliTexts.help("sync") + "\n");
            assertThat(typed.err()).isEmpty();
        }
    }

    @Test
    void noCommandAtAllIsAMistakeThatShowsTheHelp() {
        var typed = new Typed();
        assertThat(typed.run()).isEqualTo(2);
        assertThat(typed.err()).isEqualTo(CliTexts.help("upserter") + "\n");
        assertThat(typed.out()).isEmpty();
    }

    @Test
    void theVersionIsThatOfTheBuildWithItsCommitAndTheRuntime() {
        var typed = new Typed();
        assertThat(typed.run("--version")).isZero();
        assertThat(typed.out())
                .matches(
                        "upserter [0-9]+\\.[0-9]+\\.[0-9]+\\S*( \\(commit [0-9a-f]+(-dirty)?\\))?, Java [0-9]\\S+, .+ .+\n");
    }

    @Test
    void theHelpOfTheProgramNamesTheOptionsThatStandInPlaceOfACommand() {
        String help = CliTexts.help("upserter");
        assertThat(Program.options()).allMatch(option -> help.contains(option + " ") || help.contains(option + ","));
    }

    private static List<String> names() {
        var names = new ArrayList<String>();
        names.add("upserter");
        Program.commands().forEach(command -> names.add(command.name()));
        return names;
    }
}
