package dev.upserter.alert;

import dev.upserter.alert.Senders.Letter;
import dev.upserter.config.AlertConfig;
import dev.upserter.config.AlertsConfig;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.history.RunFolder;
import dev.upserter.monitor.Lateness;
import dev.upserter.problem.Code;
import dev.upserter.problem.Defect;
import dev.upserter.problem.DiskFailure;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Sends the alerts that are due after a run. It makes no run fail: what goes wrong becomes a warning of the report
 * ({@link Code#ALERT_FAILED}).
 *
 * <p>What was sent is written down after it was sent, so that each alert is sent at least once: a process that is killed in
 * between sends it again.
 */
public final class Alerts {
    private static final System.Logger LOGGER = System.getLogger(Alerts.class.getName());

    private final Occasion occasion;

    /** Those of one run. */
    public Alerts(Occasion occasion) {
        this.occasion = occasion;
    }

    /**
     * What became of a trial of an alert.
     *
     * @param channel its key, such as {@code slack}
     * @param why     what went wrong; empty if it arrived
     * @param hint    what to do
     */
    public record Trial(String channel, String why, String hint) {}

    /**
     * Sends what is due.
     *
     * @param report of the run, as it was written
     * @return the report, with a warning for each alert that could not be sent
     */
    public RunReport tell(RunReport report) {
        List<Problem> failures = send(report);
        return failures.isEmpty() ? report : written(with(report, failures));
    }

    /** Sends what is due after a run, and returns what could not be sent. */
    List<Problem> send(RunReport report) {
        var run = new Outcomes(report, occasion.before(), occasion.isWhole());
        return send(run, (due, now) -> AlertTexts.of(due, run, occasion, now));
    }

    /** Sends what is due where a run was, and returns what could not be sent. */
    List<Problem> tell(Lateness late) {
        return send(new LateVerdicts(late), (due, now) -> LateTexts.of(due, late, occasion, now));
    }

    /** Words what is due. */
    private interface Words {
        Message of(Due due, Instant now);
    }

    private List<Problem> send(Verdicts verdicts, Words words) {
        if (occasion.alerts().alerts().isEmpty()) {
            return List.of();
        }
        var failures = new ArrayList<Problem>();
        boolean wasInterrupted = Thread.interrupted(); // which ends the run, and not what it says of its end
        try {
            tell(verdicts, words, failures);
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return failures;
    }

    private void tell(Verdicts verdicts, Words words, List<Problem> failures) {
        try (AlertMemory memory = memory(failures)) {
            tell(verdicts, words, memory, failures);
        } catch (RuntimeException | Error e) {
            Problem defect = Defect.of("the alerts could not be sent", e);
            failures.add(Problem.of(Code.ALERT_FAILED, null, defect.message(), defect.hint()));
        }
    }

    private void tell(Verdicts verdicts, Words words, AlertMemory memory, List<Problem> failures) {
        Instant now = occasion.surroundings().clock().instant();
        List<AlertConfig> alerts = occasion.alerts().alerts();
        List<Due> due = alerts.stream()
                .map(alert -> Due.of(alert, memory, verdicts, now))
                .toList();
        var letters = new ArrayList<Letter>();
        for (int i = 0; i < alerts.size(); i++) {
            if (due.get(i).event() != null) {
                letters.add(new Letter(alerts.get(i).channel(), words.of(due.get(i), now)));
            }
        }
        Iterator<Sent> sent = senders().send(letters).iterator();
        var known = new HashMap<String, Held>();
        for (int i = 0; i < alerts.size(); i++) {
            Sent one = due.get(i).event() == null ? null : sent.next();
            known.putAll(due.get(i).known(alerts.get(i), one != null && one.isDone(), now));
            if (one != null && !one.isDone()) {
                failures.add(failure(name(i), one.why(), one.hint()));
            }
        }
        write(memory, known, failures);
    }

    /** Where it cannot be read or locked, whoever should know is told all the same. */
    private AlertMemory memory(List<Problem> failures) {
        if (occasion.memory().isEmpty()) {
            return AlertMemory.none();
        }
        try {
            return AlertMemory.open(occasion.memory().get());
        } catch (IOException e) {
            failures.add(forgotten("read: " + DiskFailure.reason(e) + ". This run may send some again"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.add(forgotten("read: the thread of the run was interrupted. This run may send some again"));
        }
        return AlertMemory.none();
    }

    private static void write(AlertMemory memory, Map<String, Held> known, List<Problem> failures) {
        try {
            memory.write(known);
        } catch (IOException e) {
            failures.add(forgotten("written down: " + DiskFailure.reason(e) + ". The next run sends them again"));
        }
    }

    private static Problem forgotten(String why) {
        return Problem.of(
                Code.ALERT_FAILED,
                null,
                "which alerts were sent could not be " + why,
                "check the rights of the state folder and the space on the disk");
    }

    private static Problem failure(String which, String why, String hint) {
        return Problem.of(Code.ALERT_FAILED, null, which + " could not be sent: " + why, hint);
    }

    private String name(int i) {
        return "alert " + (i + 1) + " ("
                + occasion.alerts().alerts().get(i).channel().key() + ")";
    }

    private Senders senders() {
        return new Senders(occasion.alerts().smtp(), occasion.folder(), occasion.surroundings());
    }

    /**
     * Sends a test by each alert, whatever its conditions.
     *
     * @param sync         the name of the sync
     * @param config       its alerts
     * @param folder       where the program of an alert by command runs, and its name starts
     * @param surroundings what it finds outside
     */
    public static List<Trial> test(String sync, AlertsConfig config, Path folder, Surroundings surroundings) {
        Message message = AlertTexts.test(sync, surroundings.clock().instant());
        List<AlertConfig> alerts = config.alerts();
        List<Sent> sent = new Senders(config.smtp(), folder, surroundings)
                .send(alerts.stream()
                        .map(alert -> new Letter(alert.channel(), message))
                        .toList());
        var trials = new ArrayList<Trial>();
        for (int i = 0; i < alerts.size(); i++) {
            trials.add(new Trial(
                    alerts.get(i).channel().key(),
                    sent.get(i).why(),
                    sent.get(i).hint()));
        }
        return trials;
    }

    private static RunReport with(RunReport report, List<Problem> failures) {
        var log = new ProblemLog();
        failures.forEach(log::add);
        var problems = new ArrayList<>(report.problems());
        problems.addAll(Finding.of(log));
        return report.withProblems(problems);
    }

    /** The file of the report says it, too. */
    private static RunReport written(RunReport report) {
        Path file = report.files().report();
        if (file != null) {
            try {
                RunFolder.writeWhole(file, report.toJson() + "\n");
            } catch (IOException e) {
                LOGGER.log(System.Logger.Level.WARNING, "a failed alert could not be noted in the report", e);
            }
        }
        return report;
    }
}
