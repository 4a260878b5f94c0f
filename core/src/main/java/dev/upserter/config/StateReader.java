package dev.upserter.config;

import dev.upserter.config.Interpolation.Resolved;
import dev.upserter.source.DatabaseConfig;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code state}. For one thread. */
final class StateReader {
    static final List<String> KEYS = List.of("url", "user", "password");
    private static final Pattern POSTGRES = Pattern.compile("jdbc:postgresql:\\S*");
    private static final String EXAMPLE = "jdbc:postgresql://host:5432/database";

    private final Values values;
    private final boolean uploaded;
    private final Mistakes mistakes;

    StateReader(Values values, boolean uploaded, Mistakes mistakes) {
        this.values = values;
        this.uploaded = uploaded;
        this.mistakes = mistakes;
    }

    void read(Node.Field state, SyncConfigBuilder builder) {
        if (uploaded) {
            mistakes.add(
                    state.place(),
                    "an uploaded configuration must not write to a database",
                    "remove state; what was delivered is then kept in files");
            return;
        }
        if (!(state.value() instanceof Node.Fields fields)) {
            mistakes.add(
                    state.value().place(),
                    "state must be an object, but this is " + state.value().kind(),
                    "write {\"url\": \"" + EXAMPLE + "\"}");
            return;
        }
        Map<String, Node.Field> given = Keys.of(fields, KEYS, "state has no key", mistakes);
        String user = text(given.get("user"), "upserter");
        String password = text(given.get("password"), "${DATABASE_PASSWORD}");
        String url = url(given.get("url"), fields);
        if (url != null) {
            builder.state(new DatabaseConfig(url, user, password, DatabaseConfig.DEFAULT_FETCH_SIZE));
        }
    }

    private @Nullable String url(Node.@Nullable Field field, Node.Fields state) {
        if (field == null) {
            Keys.missing("url", state, KEYS, "state has no url", "add \"url\": \"" + EXAMPLE + "\"", mistakes);
            return null;
        }
        String url = text(field, EXAMPLE);
        if (url == null || POSTGRES.matcher(url).matches()) {
            return url;
        }
        mistakes.add(
                field.value().place(),
                "the url of state must be a JDBC URL of PostgreSQL, which starts with jdbc:postgresql:",
                "write it as " + EXAMPLE);
        return null;
    }

    private @Nullable String text(Node.@Nullable Field field, String example) {
        Resolved text = field == null ? null : values.text(field, example);
        return text == null ? null : text.text();
    }
}
