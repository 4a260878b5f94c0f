package dev.upserter.config.read;

import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.keys.Section;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.source.DatabaseUrl;
import dev.upserter.source.QueryConfig;
import org.jspecify.annotations.Nullable;

/** Reads the keys of {@code source} that ask the engine or a database. */
final class QueryReader {
    private QueryReader() {}

    /** The question; null if there is none, or it is wrong, which was noted. */
    static @Nullable QueryConfig read(GivenKeys given, KeyValues values) {
        ConfigNode.Field query = given.field(SourceKeys.QUERY);
        ConfigNode.Field url = given.field(SourceKeys.URL);
        if (url == null) {
            refuse(
                    SourceKeys.DATABASE,
                    " is for a database, and source has no url",
                    "add \"url\": \"jdbc:postgresql://host/database\", or ",
                    given,
                    values);
        } else if (query == null) {
            values.mistakes()
                    .add(
                            url.place(),
                            "source has a url and no query",
                            "say which rows, as \"query\": \"select id, email from users\"");
        }
        ConfigNode.Field most = given.field(SourceKeys.MAX_ANSWER);
        if (query == null && most != null) {
            values.mistakes().add(most.place(), "maxAnswer is for a query, and source has none", "remove maxAnswer");
        }
        if (query != null) {
            refuse(SourceKeys.OF_FILES, " is for a file, and source asks a query", "", given, values);
        }
        if (url != null) {
            refuse(SourceKeys.ENGINE, " is for queries over files, and source asks a database", "", given, values);
        }
        String sql = given.find(SourceKeys.QUERY);
        DatabaseConfig database = url == null ? null : database(given);
        if (query == null || sql == null) {
            return null;
        }
        long maxBytes = (long) given.get(SourceKeys.MAX_ANSWER) << 20;
        return new QueryConfig(sql, database, query.value().place(), maxBytes);
    }

    /** Notes keys that would change nothing. */
    private static void refuse(Section keys, String why, String orElse, GivenKeys given, KeyValues values) {
        for (KeySpec<?> key : keys.keys()) {
            ConfigNode.Field field = given.field(key);
            if (field != null) {
                values.mistakes().add(field.place(), key.name() + why, orElse + "remove " + key.name());
            }
        }
    }

    private static @Nullable DatabaseConfig database(GivenKeys given) {
        String user = given.find(SourceKeys.USER);
        String password = given.find(SourceKeys.PASSWORD);
        int rows = given.get(SourceKeys.FETCH_SIZE);
        DatabaseUrl.Reading.Good url = given.find(SourceKeys.URL);
        return url == null ? null : DatabaseConfig.of(url, user, password, rows);
    }
}
