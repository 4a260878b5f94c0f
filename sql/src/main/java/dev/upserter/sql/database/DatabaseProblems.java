package dev.upserter.sql.database;

import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.redaction.Secrets;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.sql.statement.Causes;
import dev.upserter.sql.statement.Statements;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Builds the problems of a database, without credentials and values.
 *
 * @param place the query's place in the configuration
 */
public record DatabaseProblems(DatabaseConfig database, String sql, Location place) {
    /** Classes of SQLSTATE: connection, login, no such database, no resources, shutting down. */
    private static final Set<String> CONNECTION = Set.of("08", "28", "3D", "53", "57");

    /** Classes whose messages concern names, rights and the connection; messages of other classes may quote values. */
    private static final Set<String> ABOUT_NAMES = Set.of("08", "28", "3D", "3F", "42", "53", "57");

    private static final String CANCELLED = "57014";
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final int MAX_SHOWN = 300;

    /** The connection failed. */
    ProblemException connecting(SQLException e) {
        String shown = shown(e);
        String hint = isPostgres() ? Diagnosis.ofUrl(shown) : null;
        String message = "the database cannot be reached: " + shown + state(e);
        return hint == null
                ? problem(Code.CONNECTION_FAILED, e, message)
                : new ProblemException(Problem.of(Code.CONNECTION_FAILED, place, message, hint));
    }

    /** Why the connection failed, in a few words. */
    String brief(SQLException e) {
        return shown(e);
    }

    /**
     * The query failed, or its rows broke off.
     *
     * @param prefix how many characters were put before the query
     * @param rows   how many rows had arrived
     */
    ProblemException asking(SQLException e, int prefix, long rows) {
        Diagnosis found = Diagnosis.of(e.getSQLState(), isPostgres());
        String after = rows > 0 ? " (after " + rows + (rows == 1 ? " row)" : " rows)") : "";
        String what = found.isLost() ? "the connection to the database was lost" : "the database cannot run the query";
        String why = found.words() == null ? shown(e) : found.words();
        return problem(
                found.isLost() ? Code.CONNECTION_FAILED : Code.QUERY_FAILED,
                e,
                what + ": " + why + state(e) + where(e, prefix) + after);
    }

    private ProblemException problem(Code code, SQLException e, String message) {
        String hint = Diagnosis.of(e.getSQLState(), isPostgres()).hint();
        return new ProblemException(Problem.of(code, place, message, hint == null ? code.help() : hint));
    }

    private boolean isPostgres() {
        return database.driver().equals("postgresql");
    }

    /** The database of a state cannot be reached, or fails. */
    public ProblemException keeping(SQLException e) {
        String kind = kind(e);
        boolean full = kind.equals("53") && !TOO_MANY_CONNECTIONS.equals(e.getSQLState());
        boolean lost = CONNECTION.contains(kind) && !full && !CANCELLED.equals(e.getSQLState());
        Code code = lost ? Code.CONNECTION_FAILED : Code.STATE_UNWRITABLE;
        String what = lost ? "there is no connection to the database of the state" : "the state cannot be kept";
        String why = ABOUT_NAMES.contains(kind) ? shown(e) : "the message may hold values and is not shown";
        return new ProblemException(Problem.of(
                code,
                place,
                what + ": " + why + state(e),
                lost
                        ? "check the url, the user and the password of state, and that the database can be reached"
                        : "check the database's disk, and the user's rights to the tables " + StateTables.SYNCS
                                + " and " + StateTables.PEOPLE));
    }

    private static String kind(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.length() < 2 ? "" : state.substring(0, 2);
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : " [SQLSTATE " + e.getSQLState() + "]";
    }

    private String where(SQLException e, int prefix) {
        ServerErrorMessage server = server(e);
        return server == null || server.getPosition() <= prefix
                ? ""
                : ", " + Statements.place(sql, server.getPosition() - 1 - prefix);
    }

    private static @Nullable ServerErrorMessage server(SQLException e) {
        return e instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    }

    private static String message(SQLException e) {
        ServerErrorMessage server = server(e);
        String message = server == null ? e.getMessage() : server.getMessage();
        return message == null ? "its driver gives no reason" : message;
    }

    /** The message of the database or the driver, and the network error that caused it. */
    private String shown(SQLException e) {
        String said = firstSentence(message(e));
        String why = server(e) == null ? Causes.of(e) : "";
        String whole = why.isEmpty() ? said : said.replaceFirst("[.]$", "") + ": " + why;
        String hidden = database.secrets().and(Secrets.in(sql)).hide(whole.replace(database.url(), Secrets.MARK));
        return hidden.length() > MAX_SHOWN ? hidden.substring(0, MAX_SHOWN) + "…" : hidden;
    }

    /** A driver's advice after its first sentence does not apply to this program. */
    private static String firstSentence(String message) {
        int line = message.indexOf('\n');
        String first = line < 0 ? message : message.substring(0, line);
        int end = first.indexOf(". ");
        return end < 0 ? first : first.substring(0, end);
    }
}
