package dev.upserter.cli.schedule;

import dev.upserter.schedule.CatchUp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A service and a timer of systemd for each job. */
final class SystemdForm implements JobForm {
    private static final List<String> WEEKDAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    @Override
    public String spelling() {
        return "systemd";
    }

    @Override
    public String title() {
        return "units of systemd, each for the file that is named above it";
    }

    @Override
    public String write(List<TimedJob> jobs, Setting setting) {
        String names = jobs.stream().map(job -> job.name() + ".timer").collect(Collectors.joining(" "));
        return jobs.stream().map(job -> units(job, setting)).collect(Collectors.joining("\n"))
                + "\n# Afterwards: systemctl daemon-reload && systemctl enable --now " + names;
    }

    private static String units(TimedJob job, Setting setting) {
        return """
                # /etc/systemd/system/%1$s.service
                [Unit]
                Description=Customer Upserter: %2$s
                Wants=network-online.target
                After=network-online.target

                [Service]
                Type=oneshot
                %3$sWorkingDirectory=%4$s
                %5$sExecStart=%6$s
                %7$sTimeoutStopSec=60

                # /etc/systemd/system/%1$s.timer
                [Unit]
                Description=Customer Upserter: %2$s

                [Timer]
                %8$sAccuracySec=1s
                Persistent=%9$s

                [Install]
                WantedBy=timers.target
                """.formatted(
                        job.name(),
                        escaped(String.join(", ", job.syncs())),
                        setting.user().equals("root") ? "" : "User=" + setting.user() + "\n",
                        escaped(setting.folder().toString()),
                        variables(setting),
                        command(job, setting),
                        setting.isStrict() ? "" : "# 1: some rows were rejected\nSuccessExitStatus=1\n",
                        calendars(job, setting),
                        job.catchUp() != CatchUp.NONE);
    }

    private static String variables(Setting setting) {
        if (setting.variables().isEmpty()) {
            return "";
        }
        Path file = setting.folder().resolve(Setting.VARIABLES);
        return "# lines NAME=value, without export: " + setting.named() + "\nEnvironmentFile="
                + escaped(file.toString()) + "\n";
    }

    private static String escaped(String text) {
        return text.replace("%", "%%");
    }

    private static String command(TimedJob job, Setting setting) {
        var words = new ArrayList<>(List.of(setting.program()));
        words.addAll(setting.words(job));
        return words.stream().map(SystemdForm::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        String text = escaped(word).replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "$$");
        return word.matches("[A-Za-z0-9_./:@%+,=-]+") ? text : "\"" + text + "\"";
    }

    /** Cron takes a day of the month and one of the week as either, where systemd wants both. */
    private static String calendars(TimedJob job, Setting setting) {
        CronSets sets = job.sets();
        String days = sets.isEveryDay() ? "*" : CronSets.list(sets.days(), "..", SystemdForm::twoDigits);
        var lines = new ArrayList<String>();
        if (Clocks.leaveOut(job, setting.now())) {
            lines.add("# On the day on which clocks are set forward, systemd leaves out a time that they do not show.");
        }
        if (sets.isEveryWeekday() || !sets.isEveryDay()) {
            lines.add(calendar("", days, job));
        }
        if (!sets.isEveryWeekday()) {
            lines.add(calendar(weekdays(sets) + " ", "*", job));
        }
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String calendar(String weekdays, String days, TimedJob job) {
        CronSets sets = job.sets();
        String months = sets.isEveryMonth() ? "*" : CronSets.list(sets.months(), "..", SystemdForm::twoDigits);
        String hours = sets.isEveryHour() ? "*" : CronSets.list(sets.hours(), "..", SystemdForm::twoDigits);
        String minutes = sets.isEveryMinute() ? "*" : CronSets.list(sets.minutes(), "..", SystemdForm::twoDigits);
        return "OnCalendar=" + weekdays + "*-" + months + "-" + days + " " + hours + ":" + minutes + ":00 "
                + job.zone();
    }

    private static String weekdays(CronSets sets) {
        SortedSet<Integer> fromMonday = new TreeSet<>();
        sets.weekdays().forEach(day -> fromMonday.add(Math.floorMod(day - 1, WEEKDAYS.size())));
        return CronSets.list(fromMonday, "..", WEEKDAYS::get);
    }

    private static String twoDigits(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }
}
