package dev.upserter.cli.schedule;

import dev.upserter.problem.ShellWord;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Lines of a user's crontab. */
final class CrontabForm implements JobForm {
    @Override
    public String spelling() {
        return "crontab";
    }

    @Override
    public String title() {
        return "lines for crontab -e";
    }

    @Override
    public String write(List<TimedJob> jobs, Setting setting) {
        var lines = new ArrayList<String>();
        if (!setting.variables().isEmpty()) {
            lines.add("# " + Setting.VARIABLES + ", which only this user may read, has a line NAME=value for each of");
            lines.add("# " + setting.named());
        }
        if (jobs.stream().anyMatch(job -> isElsewhere(job, setting.zone()))) {
            lines.add("# The zone of this machine is " + setting.zone()
                    + ". The cron of Red Hat, Fedora, SUSE and Arch knows CRON_TZ, which"
                    + " holds for all lines below it.");
            lines.add(
                    "# That of Debian, Ubuntu and Alpine ignores it, and takes the zone of the machine. There, use systemd.");
        }
        ZoneId current = setting.zone();
        for (TimedJob job : jobs) {
            lines.add("# " + job.said());
            if (isElsewhere(job, current)) {
                current = job.times().zone();
                lines.add("CRON_TZ=" + current);
            }
            lines.add(job.times().expression().fields() + " "
                    + command(job, setting).replace("%", "\\%"));
        }
        return String.join("\n", lines);
    }

    private static boolean isElsewhere(TimedJob job, ZoneId zone) {
        return !job.times().zone().getRules().equals(zone.getRules());
    }

    /** Cron mails what is printed: the end of the log, if somebody must look. */
    private static String command(TimedJob job, Setting setting) {
        String log = job.name() + ".log";
        var text = new StringBuilder("cd ")
                .append(ShellWord.posix(setting.folder().toString()))
                .append(" || exit; ");
        if (!setting.variables().isEmpty()) {
            text.append("set -a; . ./").append(Setting.VARIABLES).append("; set +a; ");
        }
        var words = new ArrayList<>(List.of(setting.program()));
        words.addAll(setting.words(job));
        return text.append(Setting.shell(words))
                .append(" >>")
                .append(log)
                .append(" 2>&1")
                .append(setting.isStrict() ? "" : " || [ $? -eq 1 ]")
                .append(" || tail -n 9 ")
                .append(log)
                .toString();
    }
}
