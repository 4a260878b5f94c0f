package dev.upserter.cli.look;

import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.Amounts;
import dev.upserter.cli.text.Printable;
import dev.upserter.kind.Kind;
import dev.upserter.kind.Kinds;
import dev.upserter.operation.text.OptOutNames;
import dev.upserter.problem.ProblemException;
import dev.upserter.profile.proposal.TypeParts;
import dev.upserter.source.guess.GuessNote;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter init}: writes a first configuration for the data. */
public final class InitCommand implements Command {
    @Override
    public String name() {
        return "init";
    }

    @Override
    public CommandSpec spec() {
        return Glance.arguments(name()).option("--type", "TYPE").spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        Kind kind = given.text("--type").map(InitCommand::kind).orElse(Kinds.PERSON);
        boolean arePeople = kind.is(Kinds.PERSON);
        Glance glance = Glance.at(given, shell, !arePeople);
        glance.unreadable(", so that no configuration can be made of the rest").ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        if (glance.profile().rows() == 0 && glance.profile().filtered() > 0) {
            throw new UsageException(
                    "none of the " + Amounts.count(glance.profile().filtered(), "row")
                            + " says who somebody is: they are calls of Segment or RudderStack that say what people did",
                    "export the calls of the type identify, or the table users or identifies of the warehouse. --type event"
                            + " proposes to send what they did");
        }
        if (glance.profile().columns().isEmpty()) {
            throw new UsageException(
                    "a configuration cannot be made from data without any field",
                    "give data with a row or two, or a header");
        }
        Optional<Starter> starter = arePeople ? Optional.of(new Starter(glance)) : Optional.empty();
        shell.result(starter.map(Starter::text).orElseGet(() -> new TypedStarter(glance, kind).text()));
        glance.profile().odd().forEach(odd -> warn(shell, odd.toString()));
        if (glance.profile().moreColumns() > 0) {
            warn(
                    shell,
                    Amounts.count(glance.profile().moreColumns(), "column")
                            + (glance.profile().moreColumns() == 1 ? " has" : " have")
                            + " no rule, since there are so many columns. The configuration names "
                            + (glance.profile().moreColumns() == 1 ? "it" : "them") + " in comments");
        }
        glance.notes().stream().filter(GuessNote::isWarning).forEach(note -> warn(shell, note.message()));
        starter.ifPresent(people -> ofPeople(glance, people, shell));
        return ExitCode.DONE;
    }

    /** What is to be decided before the rows are sent as people. */
    private static void ofPeople(Glance glance, Starter starter, Shell shell) {
        if (glance.profile().areOrders()) {
            warn(
                    shell,
                    "the rows are orders or the like, not people: of each person's rows the last one counts. Leave one row"
                            + " for each person, or send each row as an event, which --type event proposes");
        } else if (TypeParts.areEvents(glance.profile())) {
            warn(
                    shell,
                    "the rows look like events: each has its own time, and people are in many of them. --type event proposes"
                            + " to send them as such");
        }
        if (starter.areOptOuts()) {
            warn(
                    shell,
                    "by its name, " + glance.rowsName()
                            + " lists people who opted out: the rules unsubscribe all of them. Remove the rule of"
                            + " unsubscribed if it lists others");
        }
        glance.optOutFiles().stream()
                .filter(file -> !file.profile().columns().isEmpty() && new Starter(file).areOptOuts())
                .forEach(file -> warn(
                        shell, OptOutNames.ofFile(file.rowsName()) + ". " + Sections.sentence(OptOutNames.FILE_HINT)));
        starter.outByBlank()
                .forEach((column, blanks) -> warn(
                        shell,
                        column.name()
                                + (column.values() + blanks == glance.profile().rows()
                                        ? " is blank in "
                                        : " holds no date in ")
                                + Amounts.count(blanks, "row")
                                + ", which the rule takes for no: it unsubscribes "
                                + (blanks == 1 ? "this person" : "these people")
                                + ". Take it out if a blank says nothing"));
        starter.guesses()
                .forEach((column, pattern) -> warn(
                        shell,
                        "day and month of " + column.name()
                                + " cannot be distinguished in these rows. The rule takes them as " + pattern
                                + ", so check their order"));
    }

    private static void warn(Shell shell, String message) {
        shell.messages().print(Printable.of("warning: " + message));
    }

    private static Kind kind(String written) {
        return Kinds.ALL.stream()
                .filter(kind -> kind.spelling().equals(written))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "there is no type " + Printable.of(written),
                        "the types are "
                                + Kinds.ALL.stream().map(Kind::spelling).collect(Collectors.joining(", "))));
    }
}
