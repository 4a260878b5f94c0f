package dev.upserter.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom the runs of a sync alert. Immutable.
 *
 * @param alerts in the order of the configuration
 * @param smtp   the server that takes e-mails; null where no alert needs one
 */
public record AlertsConfig(
        List<AlertConfig> alerts, @Nullable SmtpConfig smtp) {
    /** Nobody. */
    public static final AlertsConfig NONE = new AlertsConfig(List.of(), null);

    public AlertsConfig {
        alerts = List.copyOf(alerts);
    }
}
