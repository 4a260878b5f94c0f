package dev.upserter.config.alerts;

import dev.upserter.config.AlertConfig;
import dev.upserter.config.AlertsConfig;
import dev.upserter.config.SyncName;
import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.keys.Section;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.config.text.Overlay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the alerts in a configuration that has a mistake, so that somebody hears of the mistake: those that are right, of the
 * syncs whose names can be read. For one thread.
 */
public final class UnreadAlerts {
    private static final String SYNC = "sync";
    private static final String SYNCS = "syncs";
    private static final String ALSO = "also";
    private static final Section KEYS = Section.part(AlertKeys.ALERTS, Smtp.SMTP);
    private static final Set<String> OURS = Set.copyOf(KEYS.names());

    private final Map<String, String> environment;
    private final Map<String, AlertsConfig> found = new LinkedHashMap<>();

    private UnreadAlerts(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Looks for them.
     *
     * @param file names the sync that has no name
     * @return by the names of syncs; none that alerts nobody
     */
    public static Map<String, AlertsConfig> of(ConfigNode root, String file, Map<String, String> environment) {
        var reader = new UnreadAlerts(environment);
        if (root instanceof ConfigNode.Fields object) {
            reader.read(object, SyncName.of(file));
        }
        reader.found.values().removeIf(alerts -> alerts.alerts().isEmpty());
        return reader.found;
    }

    private void read(ConfigNode.Fields root, String name) {
        var keys = new Overlay(root.fields());
        ConfigNode.Field syncs = keys.find(SYNCS);
        if (syncs == null) {
            sync(root, Overlay.NONE, name);
            return;
        }
        Overlay defaults = keys.only(OURS);
        entries(syncs).forEach(entry -> sync(entry, defaults, null));
        if (found.isEmpty()) {
            found.put(name, alerts(root, defaults));
        }
    }

    private void sync(ConfigNode.Fields entry, Overlay defaults, @Nullable String otherwise) {
        var keys = new Overlay(entry.fields());
        Overlay ours = defaults.with(keys.only(OURS));
        String name = name(keys.find(SYNC), otherwise);
        if (name != null) {
            found.put(name, alerts(entry, ours));
        }
        ConfigNode.Field also = keys.find(ALSO);
        if (also != null) {
            entries(also).forEach(further -> sync(further, ours, null));
        }
    }

    private @Nullable String name(ConfigNode.@Nullable Field field, @Nullable String otherwise) {
        if (field == null) {
            return otherwise;
        }
        Resolved text = values().text(field, "people");
        return text == null || !SyncName.isValid(text.text()) ? otherwise : text.text();
    }

    private AlertsConfig alerts(ConfigNode.Fields at, Overlay keys) {
        GivenKeys given = GivenKeys.of(new ConfigNode.Fields(at.place(), keys.fields()), KEYS, values());
        List<AlertConfig> alerts = given.find(AlertKeys.ALERTS);
        return new AlertsConfig(alerts == null ? List.of() : alerts, given.find(Smtp.SMTP));
    }

    /** Their mistakes are reported by whoever reads the whole. */
    private KeyValues values() {
        return new KeyValues(environment, false);
    }

    private static List<ConfigNode.Fields> entries(ConfigNode.Field field) {
        var entries = new ArrayList<ConfigNode.Fields>();
        if (field.value() instanceof ConfigNode.Items list) {
            for (ConfigNode item : list.items()) {
                if (item instanceof ConfigNode.Fields entry) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }
}
