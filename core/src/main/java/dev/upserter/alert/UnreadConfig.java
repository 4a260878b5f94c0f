package dev.upserter.alert;

import dev.upserter.config.AlertsConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.history.StateFolder;
import dev.upserter.problem.Problem;
import dev.upserter.report.Status;
import dev.upserter.report.UndoneReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends the alerts of syncs that were refused before there was a run: of a configuration that has a mistake, or names data that
 * are not there.
 *
 * @param configuration the file
 * @param state         the state folder
 * @param remembers     whether what is sent is remembered there
 * @param surroundings  what is outside
 */
public record UnreadConfig(Path configuration, Path state, boolean remembers, Surroundings surroundings) {

    /**
     * Sends those that can be read.
     *
     * @param only     the names of the syncs that were to run; all if there is none
     * @param problems why they did not
     * @return what could not be sent, each alert with its own hint
     */
    public List<Problem> tell(Collection<String> only, List<Problem> problems) {
        var failures = new ArrayList<Problem>();
        Map<String, AlertsConfig> alerts =
                ConfigReader.local(surroundings.environment()).alerts(configuration);
        alerts.forEach((sync, its) -> {
            if (only.isEmpty() || only.contains(sync)) {
                failures.addAll(
                        new Alerts(occasion(sync, its)).send(UndoneReport.of(sync, null, Status.REFUSED, problems)));
            }
        });
        return failures;
    }

    private Occasion occasion(String sync, AlertsConfig alerts) {
        Optional<Path> memory = remembers ? Optional.of(new StateFolder(state).sync(sync)) : Optional.empty();
        return new Occasion(sync, alerts, state, memory, null, true, Occasion.folderOf(configuration), surroundings);
    }
}
