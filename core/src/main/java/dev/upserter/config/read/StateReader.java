package dev.upserter.config.read;

import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.config.text.Mistakes;
import dev.upserter.config.text.Node;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.source.DatabaseUrl;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code state}. For one thread. */
final class StateReader {
    static final List<String> KEYS = List.of("url", "user", "password");
    private static final String POSTGRES = "jdbc:postgresql:";
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
        Node.Field url = given.get("url");
        if (url == null) {
            Keys.missing("url", fields, KEYS, "state has no url", "add \"url\": \"" + EXAMPLE + "\"", mistakes);
            return;
        }
        String text = text(url, EXAMPLE);
        if (text != null) {
            read(url, text, user, password, builder);
        }
    }

    private void read(
            Node.Field url, String text, @Nullable String user, @Nullable String password, SyncConfigBuilder builder) {
        DatabaseUrl.Reading reading = DatabaseUrl.read(text);
        if (reading instanceof DatabaseUrl.Reading.Good good && good.url().startsWith(POSTGRES)) {
            builder.state(DatabaseConfig.of(good, user, password, DatabaseConfig.DEFAULT_FETCH_SIZE));
        } else if (reading instanceof DatabaseUrl.Reading.Wrong wrong
                && (text.startsWith("postgres") || text.startsWith(POSTGRES))) {
            mistakes.add(url.value().place(), "the url of state " + wrong.message(), wrong.hint());
        } else {
            mistakes.add(
                    url.value().place(),
                    "the url of state must be a URL of PostgreSQL, which starts with jdbc:postgresql: or postgres:",
                    "write it as " + EXAMPLE);
        }
    }

    private @Nullable String text(Node.@Nullable Field field, String example) {
        Resolved text = field == null ? null : values.text(field, example);
        return text == null ? null : text.text();
    }
}
