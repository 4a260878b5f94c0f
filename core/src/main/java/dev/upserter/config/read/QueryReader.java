package dev.upserter.config.read;

import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.config.text.Mistakes;
import dev.upserter.config.text.Node;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.source.DatabaseUrl;
import dev.upserter.source.QueryConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the keys of {@code source} that ask the engine or a database. For one thread. */
final class QueryReader {
    private static final List<String> OF_DATABASE = List.of("user", "password", "fetchSize");
    /** They say how a file is read. A query says that itself: read_csv('users.csv', encoding = 'latin-1'). */
    private static final List<String> OF_FILES = List.of(
            "format",
            "delimiter",
            "encoding",
            "emptyCells",
            "columns",
            "nullWords",
            "escape",
            "quote",
            "skip",
            "comment",
            "footer",
            "shortRows",
            "blankRows",
            "rows",
            "sheet",
            "cells");

    private static final List<String> OF_ENGINE = List.of("memory", "threads");
    private static final int MAX_MEGABYTES = 1 << 20;

    private final Values values;
    private final Mistakes mistakes;

    QueryReader(Values values, Mistakes mistakes) {
        this.values = values;
        this.mistakes = mistakes;
    }

    /** The question; null if there is none, or it is wrong, which was noted. */
    @Nullable
    QueryConfig read(Map<String, Node.Field> given) {
        Node.Field query = given.get("query");
        Node.Field url = given.get("url");
        if (url == null) {
            requireUrl(given);
        } else if (query == null) {
            mistakes.add(
                    url.place(),
                    "source has a url and no query",
                    "say which rows, as \"query\": \"select id, email from users\"");
        }
        Node.Field most = given.get("maxAnswer");
        if (query == null && most != null) {
            mistakes.add(most.place(), "maxAnswer is for a query, and source has none", "remove maxAnswer");
        }
        if (query != null) {
            refuse(OF_FILES, " is for a file, and source asks a query", given);
        }
        if (url != null) {
            refuse(OF_ENGINE, " is for queries over files, and source asks a database", given);
        }
        Resolved sql = query == null ? null : values.text(query, "select id, email from 'users/*.parquet'");
        DatabaseConfig database = url == null ? null : database(given, url);
        if (query == null || sql == null) {
            return null;
        }
        if (sql.text().isBlank()) {
            mistakes.add(query.value().place(), "query must not be empty", "write a SELECT");
            return null;
        }
        long maxBytes = most == null ? QueryConfig.DEFAULT_MAX_BYTES : values.megabytes(most, 1, MAX_MEGABYTES) << 20;
        return new QueryConfig(sql.text(), database, query.value().place(), maxBytes);
    }

    /** Keys that would change nothing. */
    private void refuse(List<String> keys, String why, Map<String, Node.Field> given) {
        for (String key : keys) {
            Node.Field field = given.get(key);
            if (field != null) {
                mistakes.add(field.place(), key + why, "remove " + key);
            }
        }
    }

    private void requireUrl(Map<String, Node.Field> given) {
        for (String key : OF_DATABASE) {
            Node.Field field = given.get(key);
            if (field != null) {
                mistakes.add(
                        field.place(),
                        key + " is for a database, and source has no url",
                        "add \"url\": \"jdbc:postgresql://host/database\", or remove " + key);
            }
        }
    }

    private @Nullable DatabaseConfig database(Map<String, Node.Field> given, Node.Field url) {
        Node.Field fetchSize = given.get("fetchSize");
        Resolved text = values.text(url, "jdbc:postgresql://host/database");
        String user = text(given.get("user"), "reader");
        String password = text(given.get("password"), "${DATABASE_PASSWORD}");
        int rows = fetchSize == null
                ? DatabaseConfig.DEFAULT_FETCH_SIZE
                : values.whole(fetchSize, 1, DatabaseConfig.MAX_FETCH_SIZE);
        if (text == null) {
            return null;
        }
        return switch (DatabaseUrl.read(text.text())) {
            case DatabaseUrl.Reading.Good good -> DatabaseConfig.of(good, user, password, rows);
            case DatabaseUrl.Reading.Wrong wrong -> {
                mistakes.add(url.value().place(), "url " + wrong.message(), wrong.hint());
                yield null;
            }
        };
    }

    private @Nullable String text(Node.@Nullable Field field, String example) {
        Resolved text = field == null ? null : values.text(field, example);
        return text == null ? null : text.text();
    }
}
