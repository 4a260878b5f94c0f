package dev.upserter.cli.schedule;

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
        ZoneId current = setting.zone();
        for (TimedJob job : jobs) {
            lines.add("# " + job.said());
            if (!job.times().zone().getRules().equals(current.getRules())) {
                current = job.times().zone();
                zone(current, setting, lines);
            }
            lines.add(job.times().expression().fields() + " "
                    + command(job, setting).replace("%", "\\%"));
        }
        return String.join("\n", lines);
    }

    private static void zone(ZoneId zone, Setting setting, List<String> lines) {
        lines.add("# The zone of this machine is " + setting.zone()
                + ". CRON_TZ is for the cron of Red Hat, Fedora, SUSE and Arch.");
        lines.add(
                "# The cron of Debian, Ubuntu and Alpine ignores it, and takes the zone of the machine. There, use systemd.");
        lines.add("CRON_TZ=" + zone);
    }

    /** Cron mails what is printed: the end of the log, if somebody must look. */
    private static String command(TimedJob job, Setting setting) {
        String log = job.name() + ".log";
        var text = new StringBuilder("cd ")
                .append(Setting.quoted(setting.folder().toString()))
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
