package dev.upserter.config.read;

import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.keys.Own;
import dev.upserter.config.keys.Section;
import dev.upserter.config.keys.Text;
import dev.upserter.config.keys.Type;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.source.DatabaseUrl;
import org.jspecify.annotations.Nullable;

/** The keys of {@code state}, and how they are read. */
final class StateSection {
    private static final String POSTGRES = "jdbc:postgresql:";
    private static final String EXAMPLE = "jdbc:postgresql://host:5432/database";

    static final Section SECTION = Section.of("state has no key", "");

    private static final KeySpec<DatabaseUrl.Reading.Good> URL = SECTION.add(KeySpec.of(
                    "url",
                    new Own<>(
                            StateSection::url,
                            Type.orFromEnvironment("\"type\": \"string\", \"pattern\":"
                                    + " \"^(jdbc:postgresql:|postgres(ql)?://)\\\\S*$\""),
                            "text"),
                    "The database: a JDBC URL, or postgres://host/database.",
                    "")
            .required("state has no url", "add \"url\": \"" + EXAMPLE + "\"")
            .examples("[\"jdbc:postgresql://127.0.0.1:5432/marketing\"]"));
    private static final KeySpec<String> USER = SECTION.add(
            KeySpec.of("user", new Text("upserter"), "Who keeps it.", "").examples("[\"${DATABASE_USER}\"]"));
    private static final KeySpec<String> PASSWORD =
            SECTION.add(KeySpec.of("password", new Text("${DATABASE_PASSWORD}"), "The user's password.", "")
                    .examples("[\"${DATABASE_PASSWORD}\"]"));

    private StateSection() {}

    static @Nullable DatabaseConfig read(ConfigNode.Field state, KeyValues values) {
        ConfigNode.Fields object = values.object(state, "write {\"url\": \"" + EXAMPLE + "\"}");
        if (object == null) {
            return null;
        }
        GivenKeys given = GivenKeys.of(object, SECTION, values);
        String user = given.find(USER);
        String password = given.find(PASSWORD);
        DatabaseUrl.Reading.Good url = given.find(URL);
        return url == null ? null : DatabaseConfig.of(url, user, password, DatabaseConfig.DEFAULT_FETCH_SIZE);
    }

    private static DatabaseUrl.Reading.@Nullable Good url(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, EXAMPLE);
        if (text == null) {
            return null;
        }
        DatabaseUrl.Reading reading = DatabaseUrl.read(text.text());
        if (reading instanceof DatabaseUrl.Reading.Good good && good.url().startsWith(POSTGRES)) {
            return good;
        }
        if (reading instanceof DatabaseUrl.Reading.Wrong wrong
                && (text.text().startsWith("postgres") || text.text().startsWith(POSTGRES))) {
            values.note(field, "the url of state " + wrong.message(), wrong.hint());
        } else {
            values.note(
                    field,
                    "the url of state must be a URL of PostgreSQL, which starts with jdbc:postgresql: or postgres:",
                    "write it as " + EXAMPLE);
        }
        return null;
    }
}
