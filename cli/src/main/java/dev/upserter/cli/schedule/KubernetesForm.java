package dev.upserter.cli.schedule;

import dev.upserter.schedule.CatchUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A CronJob of Kubernetes for each job, for the image of this program. */
final class KubernetesForm implements JobForm {
    private static final String PROGRAM = "upserter";

    @Override
    public String spelling() {
        return "kubernetes";
    }

    @Override
    public String title() {
        return "CronJobs for kubectl apply -f -";
    }

    @Override
    public String write(List<TimedJob> jobs, Setting setting) {
        return jobs.stream().map(job -> cronJob(job, setting)).collect(Collectors.joining("---\n"))
                + "# The configuration and its data lie in the volume exports, the state in the volume upserter-state.";
    }

    private static String cronJob(TimedJob job, Setting setting) {
        return """
                apiVersion: batch/v1
                kind: CronJob
                metadata:
                  name: %s
                spec:
                %s  schedule: %s
                  timeZone: %s
                  concurrencyPolicy: Forbid
                %s  jobTemplate:
                    spec:
                      backoffLimit: 0
                      template:
                        spec:
                          restartPolicy: Never
                          terminationGracePeriodSeconds: 60
                          securityContext: {runAsNonRoot: true, runAsUser: 65534, fsGroup: 65534}
                          containers:
                            - name: upserter
                              image: %s
                %s%s              securityContext: {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false}
                              volumeMounts:
                                - {name: data, mountPath: /data, readOnly: true}
                                - {name: state, mountPath: /state}
                                - {name: tmp, mountPath: /tmp}
                          volumes:
                            - {name: data, persistentVolumeClaim: {claimName: exports}}
                            - {name: state, persistentVolumeClaim: {claimName: upserter-state}}
                            - {name: tmp, emptyDir: {}}
                """.formatted(
                        job.name(),
                        Clocks.leaveOut(job, setting.now())
                                ? "  # On the day on which clocks are set forward, Kubernetes leaves out a time that they do not"
                                        + " show.\n"
                                : "",
                        Quotes.of(fields(job)),
                        Quotes.of(job.zone()),
                        job.catchUp() == CatchUp.NONE ? "  startingDeadlineSeconds: 300\n" : "",
                        Quotes.of("upserter:" + setting.version()),
                        command(job, setting),
                        variables(setting));
    }

    /** The days of the week as numbers, of which Kubernetes does not know 7. */
    private static String fields(TimedJob job) {
        String fields = job.times().expression().fields();
        String weekdays = job.sets().text();
        return fields.substring(0, fields.lastIndexOf(' ')) + weekdays.substring(weekdays.lastIndexOf(' '));
    }

    private static String command(TimedJob job, Setting setting) {
        List<String> words = setting.wordsElsewhere(job, Optional.empty());
        if (setting.isStrict()) {
            return line("args: " + Quotes.list(words));
        }
        var whole = new ArrayList<>(List.of(PROGRAM));
        whole.addAll(words);
        var lines = new StringBuilder(line("command: [\"sh\", \"-c\"]"))
                .append(line("args:"))
                .append(line("  - |"));
        tolerant(Setting.shell(whole)).lines().forEach(each -> lines.append(line("    " + each)));
        return lines.toString();
    }

    /** For a shell, which hands on the signal that stops the container. */
    private static String tolerant(String command) {
        return """
                trap 'kill -TERM $!' TERM
                %s &
                wait $!; code=$?
                [ $code -le 128 ] || { wait $!; code=$?; }
                [ $code -eq 1 ] || exit $code # 1: some rows were rejected
                """.formatted(command);
    }

    private static String variables(Setting setting) {
        if (setting.variables().isEmpty()) {
            return "";
        }
        return line("env:")
                + setting.variables().stream()
                        .map(name -> line("  - {name: %1$s, valueFrom: {secretKeyRef: {name: customerio, key: %1$s}}}"
                                .formatted(name)))
                        .collect(Collectors.joining());
    }

    private static String line(String text) {
        return " ".repeat(14) + text + "\n";
    }
}
