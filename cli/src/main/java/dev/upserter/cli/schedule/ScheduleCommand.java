package dev.upserter.cli.schedule;

import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.Printable;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.problem.Product;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter schedule}: prints what starts the syncs of a configuration at their times without a server. */
public final class ScheduleCommand implements Command {
    private static final List<JobForm> FORMS =
            List.of(new CrontabForm(), new SystemdForm(), new KubernetesForm(), new GithubForm(), new AirflowForm());
    /** Where cron looks for a program. */
    private static final List<Path> SHORT_PATH = List.of(Path.of("/usr/bin"), Path.of("/bin"));

    private static final String PROGRAM = "upserter";
    private static final String APP_KEY = "CUSTOMERIO_APP_API_KEY";
    /** What a run reads besides, if it is set. */
    private static final List<String> FURTHER = List.of("HTTPS_PROXY", "NO_PROXY", "UPSERTER_JAVA_OPTS");

    @Override
    public String name() {
        return "schedule";
    }

    /** The words of {@code --as}. */
    public static List<String> forms() {
        return FORMS.stream().map(JobForm::spelling).toList();
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name())
                .required("CONFIG")
                .optional("DATA")
                .option("--as", "FORM")
                .repeatable(Inputs.ONLY, "NAME")
                .flag("--strict")
                .option("--state", "FOLDER")
                .spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        Path config = Inputs.config(given).toAbsolutePath().normalize();
        SyncSet set = ConfigReader.local(shell.environment()).readAll(config);
        TimedJobs jobs = TimedJobs.of(set.only(given.texts(Inputs.ONLY)), set, config);
        if (jobs.list().isEmpty()) {
            throw TimedJobs.missing(jobs.notes());
        }
        Setting setting = setting(given, shell, config, set);
        Optional<JobForm> form = given.text("--as").map(ScheduleCommand::form);
        String text = form.isPresent()
                ? form.get().write(jobs.list(), setting)
                : FORMS.stream()
                        .map(each -> "#### --as " + each.spelling() + ": " + each.title() + "\n\n"
                                + each.write(jobs.list(), setting))
                        .collect(Collectors.joining("\n\n"));
        jobs.notes().forEach(note -> shell.messages().print("note: " + note));
        shell.result(text);
        return ExitCode.DONE;
    }

    private static JobForm form(String spelling) {
        return FORMS.stream()
                .filter(form -> form.spelling().equals(spelling))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "--as must be one of " + String.join(", ", forms()) + ", not '" + Printable.of(spelling) + "'",
                        "leave it out to see all of them"));
    }

    private static Setting setting(ParsedOptions given, Shell shell, Path config, SyncSet set) {
        Map<String, String> environment = shell.environment();
        Optional<Path> data = given.argument(1).map(ScheduleCommand::data);
        List<SyncConfig> syncs = set.syncs();
        Optional<Path> state =
                given.text("--state").or(() -> Inputs.stateFolder(environment)).map(Path::of);
        if (data.isEmpty() && syncs.stream().anyMatch(sync -> !sync.source().namesRows())) {
            throw new UsageException(
                    "DATA is missing: neither the command nor the key source of CONFIG names it",
                    "write it after CONFIG");
        }
        Stream.concat(Stream.of(config), data.stream()).map(Path::toString).forEach(ScheduleCommand::requireOneLine);
        return new Setting(
                program(environment),
                config,
                data,
                state.map(Path::toAbsolutePath).map(Path::normalize),
                variables(config, environment),
                given.has("--strict"),
                syncs.stream().anyMatch(sync -> sync.incremental().enabled() && sync.state() == null),
                System.getProperty("user.name", "root"),
                ZoneId.systemDefault(),
                Product.version(),
                Instant.now());
    }

    private static Path data(String text) {
        if (text.equals("-")) {
            throw new UsageException(
                    "DATA must be a file", "standard input is not there when a schedule starts the command");
        }
        return Path.of(text).toAbsolutePath().normalize();
    }

    private static void requireOneLine(String path) {
        if (path.chars().anyMatch(Character::isISOControl)) {
            throw new UsageException(
                    "a path with a line break cannot be in a schedule", "rename the file or its folder");
        }
    }

    private static List<String> variables(Path config, Map<String, String> environment) {
        var names = new ArrayList<>(ConfigReader.variables(config));
        Stream.concat(Stream.of(APP_KEY), FURTHER.stream())
                .filter(name -> !environment.getOrDefault(name, "").isBlank() && !names.contains(name))
                .forEach(names::add);
        return names;
    }

    /** As it was called; found by its whole path where that of cron is too short. */
    private static String program(Map<String, String> environment) {
        String called = System.getProperty("upserter.command", PROGRAM);
        if (called.indexOf('/') >= 0) {
            return Path.of(called).toAbsolutePath().normalize().toString();
        }
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder).resolve(called))
                .filter(Files::isExecutable)
                .findFirst()
                .filter(found -> !SHORT_PATH.contains(found.getParent()))
                .map(Path::toString)
                .orElse(called);
    }
}
