package dev.upserter.cli.shell;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Builds the options and arguments of a command. In code instead of annotations: reading those would take longer than a
 * small run.
 */
public final class Arguments {
    private final CommandSpec spec;
    private int positionals;

    private Arguments(CommandSpec spec) {
        this.spec = spec;
    }

    /** The arguments of a command, including {@code --help} and {@code --debug}. */
    public static Arguments of(String command) {
        CommandSpec spec = CommandSpec.create().name(command);
        spec.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).build());
        return new Arguments(spec).flag("--debug");
    }

    /** An option without a value. */
    public Arguments flag(String name) {
        spec.addOption(OptionSpec.builder(name).type(boolean.class).arity("0").build());
        return this;
    }

    /** Options without a value. */
    public Arguments flags(List<String> names) {
        names.forEach(this::flag);
        return this;
    }

    /** An option with a value. */
    public Arguments option(String name, String label) {
        return option(new String[] {name}, label);
    }

    /** An option with a value and two names. */
    public Arguments option(String shorter, String name, String label) {
        return option(new String[] {shorter, name}, label);
    }

    private Arguments option(String[] names, String label) {
        spec.addOption(OptionSpec.builder(names)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .build());
        return this;
    }

    /** An option with a value, which may be given several times. */
    public Arguments repeatable(String name, String label) {
        spec.addOption(OptionSpec.builder(name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label)
                .build());
        return this;
    }

    /** The next argument, which is required. */
    public Arguments required(String label) {
        return positional(label, true);
    }

    /** The next argument, which is optional. */
    public Arguments optional(String label) {
        return positional(label, false);
    }

    private Arguments positional(String label, boolean required) {
        spec.addPositional(PositionalParamSpec.builder()
                .index(String.valueOf(positionals++))
                .type(String.class)
                .arity(required ? "1" : "0..1")
                .required(required)
                .paramLabel(label)
                .build());
        return this;
    }

    public CommandSpec spec() {
        return spec;
    }
}
