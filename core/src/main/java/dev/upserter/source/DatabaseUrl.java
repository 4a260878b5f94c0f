package dev.upserter.source;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database URL as users have it: a JDBC URL, or for PostgreSQL the URL of its own tools ({@code postgres://}), with or
 * without user and password. These are removed from the URL, so that no driver shows them.
 */
public final class DatabaseUrl {
    private static final Pattern POSTGRES =
            Pattern.compile("(jdbc:postgresql|postgresql|postgres)://([^/?]*)(/[^?]*)?(?:\\?(.*))?");
    private static final String JDBC = "jdbc:postgresql://";

    /** The names of parameters in libpq, and in the driver. */
    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry("sslmode", "sslmode"),
            Map.entry("sslrootcert", "sslrootcert"),
            Map.entry("sslcert", "sslcert"),
            Map.entry("sslkey", "sslkey"),
            Map.entry("sslpassword", "sslpassword"),
            Map.entry("channel_binding", "channelBinding"),
            Map.entry("gssencmode", "gssEncMode"),
            Map.entry("connect_timeout", "connectTimeout"),
            Map.entry("application_name", "ApplicationName"),
            Map.entry("options", "options"),
            Map.entry("target_session_attrs", "targetServerType"));

    private static final Map<String, String> SERVERS = Map.of(
            "any", "any",
            "primary", "primary",
            "read-write", "primary",
            "standby", "secondary",
            "read-only", "secondary",
            "prefer-standby", "preferSecondary");

    private DatabaseUrl() {}

    /** The result of parsing a URL. */
    public sealed interface Reading {
        /**
         * A valid URL.
         *
         * @param url      for the driver, without user and password
         * @param user     in the URL
         * @param password in the URL
         */
        record Good(String url, Optional<String> user, Optional<String> password) implements Reading {
            @Override
            public String toString() {
                return "a URL of a database";
            }
        }

        /**
         * An invalid URL.
         *
         * @param message what is wrong, as the rest of a sentence that begins with the key
         * @param hint    what to do
         */
        record Wrong(String message, String hint) implements Reading {}
    }

    /** Parses a URL. */
    public static Reading read(String text) {
        Matcher parts = POSTGRES.matcher(text);
        if (!parts.matches()) {
            return DatabaseConfig.isUrl(text)
                    ? new Reading.Good(text, Optional.empty(), Optional.empty())
                    : new Reading.Wrong(
                            "must be " + DatabaseConfig.URL_MUST_BE,
                            "write it as jdbc:postgresql://host:5432/database");
        }
        try {
            return read(parts, parts.group(1).startsWith("jdbc:"));
        } catch (IllegalArgumentException unreadable) {
            return new Reading.Wrong(
                    "has a percent sign that starts no two hexadecimal digits",
                    "write %25 for a percent sign, or give user and password by keys of their own");
        }
    }

    private static Reading read(Matcher parts, boolean isJdbc) {
        String authority = parts.group(2);
        int end = authority.lastIndexOf('@');
        String[] login = end < 0 ? new String[0] : authority.substring(0, end).split(":", 2);
        String hosts = authority.substring(end + 1);
        if (hosts.contains("%2F") || hosts.contains("%2f")) {
            return new Reading.Wrong(
                    "names a socket of the file system", "name a host and a port, which the driver needs");
        }
        if (!hosts.matches(
                "[^:\\s]*|([^:,\\s]*|\\[[0-9A-Fa-f:.%]+])(:\\d{1,5})?(,([^:,\\s]+|\\[[0-9A-Fa-f:.%]+])(:\\d{1,5})?)*")) {
            return new Reading.Wrong(
                    "names no host that can be understood",
                    "write %40, %3A, %2F, %3F or %25 for @, :, /, ? or % in a user or password, or give those by keys of their own");
        }
        var user = Optional.of(login).filter(all -> all.length > 0).map(all -> decoded(all[0], false));
        var password = Optional.of(login).filter(all -> all.length > 1).map(all -> decoded(all[1], false));
        return withParameters(
                JDBC + hosts + (parts.group(3) == null ? "/" : parts.group(3)),
                user,
                password,
                parts.group(4) == null ? "" : parts.group(4),
                isJdbc);
    }

    private static String decoded(String text, boolean plusIsBlank) {
        return URLDecoder.decode(plusIsBlank ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Reading withParameters(
            String url, Optional<String> user, Optional<String> password, String parameters, boolean isJdbc) {
        List<String> kept = new ArrayList<>();
        Optional<String> namedUser = user;
        Optional<String> namedPassword = password;
        for (String parameter : parameters.isEmpty() ? new String[0] : parameters.split("&")) {
            String name = parameter.contains("=") ? parameter.substring(0, parameter.indexOf('=')) : parameter;
            String value = parameter.substring(Math.min(parameter.length(), name.length() + 1));
            if (name.equals("user")) {
                namedUser = Optional.of(decoded(value, isJdbc));
            } else if (name.equals("password")) {
                namedPassword = Optional.of(decoded(value, isJdbc));
            } else if (isJdbc) {
                kept.add(parameter);
            } else {
                Optional<String> known = translated(name, value);
                if (known.isEmpty()) {
                    return new Reading.Wrong(
                            "has the parameter " + (name.matches("[A-Za-z_]{1,40}") ? name : "of a strange name")
                                    + ", or a value of it, which is not known here",
                            "leave it out, or write the URL as jdbc:postgresql://host:5432/database with the parameters of"
                                    + " PostgreSQL's JDBC driver");
                }
                kept.add(known.get());
            }
        }
        return new Reading.Good(url + (kept.isEmpty() ? "" : "?" + String.join("&", kept)), namedUser, namedPassword);
    }

    private static Optional<String> translated(String name, String value) {
        String known = PARAMETERS.get(name);
        if (name.equals("sslrootcert") && value.equals("system")) {
            return Optional.of("sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        if (name.equals("target_session_attrs")) {
            return Optional.ofNullable(SERVERS.get(value)).map(server -> known + "=" + server);
        }
        return Optional.ofNullable(known).map(other -> other + "=" + value);
    }
}
