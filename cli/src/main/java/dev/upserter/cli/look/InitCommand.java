package dev.upserter.cli.look;

import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.Amounts;
import dev.upserter.cli.text.Printable;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.guess.GuessNote;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter init}: writes a first configuration for the data. */
public final class InitCommand implements Command {
    @Override
    public String name() {
        return "init";
    }

    @Override
    public CommandSpec spec() {
        return Glance.arguments(name()).spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        Glance glance = Glance.at(given, shell);
        glance.unreadable(", so that no configuration can be made of the rest").ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        if (glance.profile().rows() == 0 && glance.profile().filtered() > 0) {
            throw new UsageException(
                    "none of the " + Amounts.count(glance.profile().filtered(), "row")
                            + " says who somebody is: they are calls of Segment or RudderStack that say what people did",
                    "export the calls of the type identify, or the table users or identifies of the warehouse");
        }
        if (glance.profile().columns().isEmpty()) {
            throw new UsageException(
                    "a configuration cannot be made from data without any field",
                    "give data with a row or two, or a header");
        }
        var starter = new Starter(glance);
        shell.result(starter.text());
        glance.profile().odd().forEach(odd -> shell.messages().print(Printable.of("warning: " + odd)));
        glance.notes().stream()
                .filter(GuessNote::isOfTwins)
                .forEach(note -> shell.messages().print(Printable.of("warning: " + note.message())));
        if (glance.profile().areOrders()) {
            shell.messages()
                    .print(
                            "warning: the rows are orders or the like, not people: of each person's rows the last one stands;"
                                    + " leave one row for each person, or send each row as an event, with type: event");
        }
        starter.outByBlank()
                .forEach((column, blanks) -> shell.messages()
                        .print(Printable.of("warning: " + column.name() + " is blank in "
                                + Amounts.count(blanks, "row")
                                + ", which the rule takes for no: it unsubscribes "
                                + (blanks == 1 ? "this person" : "these people")
                                + "; take it out if a blank says nothing")));
        starter.guesses()
                .forEach((column, pattern) -> shell.messages()
                        .print(Printable.of("warning: day and month of "
                                + column.name() + " cannot be distinguished in these rows; the rule takes them as "
                                + pattern
                                + ", so check their order")));
        return ExitCode.DONE;
    }
}
