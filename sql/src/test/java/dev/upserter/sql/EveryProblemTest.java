package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Finding;
import dev.upserter.run.option.RunOptions;
import dev.upserter.source.DataFile;
import dev.upserter.source.QueryConfig;
import dev.upserter.sync.OneSync;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The messages of all problems that data and configurations can have, in one file that is reviewed;
 * {@code -DrewriteGolden=true} rewrites it.
 */
class EveryProblemTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "problems.txt");
    private static final String LONG = "x".repeat(1001);

    /** Problems of a destination, a state folder, another run or several sheets, which other tests show. */
    private static final Set<Code> ELSEWHERE = EnumSet.of(
            Code.INPUT_CHANGED,
            Code.PART_MALFORMED, // of devices, objects and the like, as the next
            Code.PART_MISSING,
            Code.OBJECT_TYPE_MALFORMED,
            Code.PERSON_MISSING,
            Code.SHEET_NOT_NAMED,
            Code.CELLS_MERGED,
            Code.AUTH_MISSING,
            Code.AUTH_REJECTED,
            Code.AUTH_FORBIDDEN,
            Code.APP_KEY_MISSING,
            Code.APP_KEY_REJECTED,
            Code.APP_KEY_OTHER_WORKSPACE,
            Code.SEGMENT_UNKNOWN,
            Code.SEGMENT_NOT_MANUAL,
            Code.SEGMENT_USED,
            Code.SEGMENT_CREATED,
            Code.OBJECT_TYPE_UNKNOWN,
            Code.UPDATE_MISSED,
            Code.APP_UNCHECKED,
            Code.CREDENTIALS_UNTESTED,
            Code.REGION_MISMATCH,
            Code.BLOCKED,
            Code.REJECTED_BY_SERVER,
            Code.RATE_LIMITED,
            Code.SERVER_ERROR,
            Code.TIMEOUT,
            Code.NETWORK,
            Code.REQUESTS_SMALL,
            Code.SLOWED_DOWN,
            Code.DESTINATION_DOWN,
            Code.NEVER_ANSWERED,
            Code.REFUSED_ALIKE,
            Code.INTERRUPTED,
            Code.RUN_LOCKED,
            Code.RESUME_IMPOSSIBLE,
            Code.ROWS_ABANDONED,
            Code.RUN_REPLACED,
            Code.RETRY_IMPOSSIBLE,
            Code.RUN_OVERTAKEN,
            Code.RETRY_SUPERSEDED,
            Code.RETRY_DELIVERED,
            Code.RETRY_UNSURE,
            Code.STATE_UNUSABLE,
            Code.STATE_LOST,
            Code.STATE_NEW,
            Code.REMOVE_LIMIT,
            Code.CHANGE_LIMIT,
            Code.NEW_LIMIT,
            Code.NEW_COST,
            Code.REMOVALS_HELD,
            Code.CONFIRM_IRREVERSIBLE,
            Code.EVENTS_MAY_TRIGGER,
            Code.EVENTS_FORGOTTEN,
            Code.MEMBER_UNKNOWN,
            Code.TAKEN_AWAY,
            Code.CHANGE_EVENTS_UNSENT,
            Code.CHANGE_EVENT_REFUSED,
            Code.ID_TAKEN,
            Code.FIRST_VALUES_UNKNOWN,
            Code.EVENT_IDS_CHANGED,
            Code.SUPPRESSED,
            Code.PLAN_OUTDATED,
            Code.ALERT_FAILED,
            Code.OPTION_IDLE,
            Code.ID_NOT_CHANGED,
            Code.IDENTIFIER_CHANGED,
            Code.ANONYMOUS_WINDOW,
            Code.KEY_EXPOSED,
            Code.STATE_UNWRITABLE,
            Code.OUT_OF_RESOURCES,
            Code.INTERNAL);

    private static final String FILTERED = "{\"userId\": \"id\", \"filter\": \"plan == 'pro'\"}";

    private record Case(Code code, String config, String file, String data) {}

    private static Case row(Code code, String row) {
        return row(code, "\"identifyBy\": \"id\"", row);
    }

    private static Case row(Code code, String keys, String row) {
        return new Case(code, "{\"userId\": \"id\", " + keys + "}", "users.json", "[" + row + "]");
    }

    private static Case event(Code code, String keys, String rows) {
        return event(code, keys, rows, "\"Order Placed\"");
    }

    private static Case event(Code code, String keys, String rows, String name) {
        String config = "{\"userId\": \"id\", \"type\": \"event\", \"time\": \"at\", \"event\": " + name + keys + "}";
        return new Case(code, config, "users.json", "[" + rows + "]");
    }

    private static Case rule(Code code, String rule, String row) {
        return row(code, "\"mappings\": [{\"to\": \"x\", " + rule + "}]", row);
    }

    private static Case file(Code code, String name, String data) {
        return new Case(code, "{\"userId\": \"id\"}", name, data);
    }

    private static Case query(Code code, String source) {
        return new Case(code, "{\"userId\": \"id\",\n \"source\": {" + source + "}}", "", "");
    }

    private static List<Case> cases() {
        var many = new StringBuilder("{\"id\": 1");
        for (int i = 0; i < 301; i++) {
            many.append(", \"f").append(i).append("\": 1");
        }
        String near = many.substring(0, many.indexOf(", \"f290\"")) + "}";
        return List.of(
                new Case(Code.CONFIG_INVALID, "{\"userId\": 1, \"paralelism\": 2}", "users.json", "[]"),
                new Case(
                        Code.CONFIG_INVALID,
                        "{\"userId\": \"id\", \"source\": {\"url\": \"mysql://x\", \"maxAnswer\": \"1\", \"memory\":"
                                + " \"1\", \"user\": \"u\"}}",
                        "users.json",
                        "[]"),
                new Case(
                        Code.CONFIG_INVALID,
                        "{\"userId\": \"id\", \"source\": {\"file\": \"a.csv\", \"query\": \"select 1\","
                                + " \"fetchSize\": 9}}",
                        "users.json",
                        "[]"),
                query(
                        Code.CONFIG_INVALID,
                        "\"url\": \"postgres://u:secret@db/x?service=secret\", \"query\": \"select 1\""),
                query(
                        Code.CONFIG_INVALID,
                        "\"url\": \"postgres://u:secret/x@db/x\", \"query\": \"select 1\", \"maxAnswer\": \"1KB\""),
                file(Code.INPUT_NOT_FOUND, "", ""),
                file(Code.INPUT_UNREADABLE, "users.json", "[{\"id\": 1}, {\"id\" 2}]"),
                file(Code.INPUT_UNREADABLE, "users.csv", "id,name\n1,\"Ana\n"),
                file(Code.INPUT_UNREADABLE, "users.parquet", "PAR1 and no more"),
                file(Code.INPUT_UNREADABLE, "users.xlsx", "PK\u0003\u0004"),
                file(Code.INPUT_UNREADABLE, "users.csv.bz2", "BZh9"),
                file(Code.INPUT_UNREADABLE, "users.csv.gz", ""),
                file(Code.INPUT_UNREADABLE, "users.csv", "<!doctype html><title>Sign in</title>"),
                file(Code.INPUT_UNREADABLE, "users.json", "{\"error\": \"unauthorized\"}"),
                file(Code.INPUT_UNREADABLE, "users.csv", "version https://git-lfs.github.com/spec/v1\n"),
                file(Code.INPUT_UNREADABLE, "users.csv", "-- MySQL dump 10.13\n"),
                file(Code.INPUT_EMPTY, "users.json", "[]"),
                new Case(
                        Code.INPUT_PARTIAL,
                        "{\"userId\": \"id\", \"source\": {\"rows\": \"data\"}}",
                        "users.json",
                        "{\"data\": [{\"id\": 1}], \"has_more\": true}"),
                file(Code.INPUT_ENCODING, "latin1.csv", "id,name\n1,Zo\u00eb\n"),
                file(Code.RECORD_UNREADABLE, "users.ndjson", "{\"id\": 1}\n{\"id\": \n{\"id\": 3}\n"),
                file(Code.RECORD_NOT_OBJECT, "users.json", "[{\"id\": 1}, 2]"),
                file(Code.COLUMN_COUNT, "users.csv", "id,name\n1\n2,Bo,Bern\n"),
                file(Code.QUOTES_UNCLEAR, "users.csv", "id,a,b\n1,\"x,y\n2,z,w\n3,u\",v\n"),
                file(Code.HEADER_REPEATED, "users.csv", "id,name\n1,a\nid,name\n2,b\n"),
                new Case(
                        Code.FOOTER_UNCLEAR,
                        "{\"userId\": \"id\", \"source\": {\"footer\": 1}}",
                        "users.csv",
                        "id,name\n1,a\n2,b\n"),
                new Case(
                        Code.CONFIG_INVALID,
                        "{\"userId\": \"id\", \"source\": {\"format\": \"json\", \"skip\": 1}}",
                        "users.json",
                        "[]"),
                new Case(
                        Code.INPUT_UNREADABLE,
                        "{\"userId\": \"id\", \"source\": {\"skip\": 1}}",
                        "users.json",
                        "[{\"id\": 1}]"),
                file(Code.INPUT_UNREADABLE, "users.csv", "id,name\n1,a\nname,id\nb,2\n"),
                file(Code.COLUMN_DUPLICATE, "users.csv", "id,name,name\n1,a,b\n"),
                file(Code.COLUMN_UNCLEAR, "users.csv", "id,Name,name , \n1,a,b,c\n"),
                query(Code.COLUMN_DUPLICATE, "\"query\": \"select 1 as id, 2 as ID\""),
                query(Code.QUERY_FAILED, "\"query\": \"selec 1\""),
                query(Code.QUERY_FAILED, "\"query\": \"select 1 as id\\nfrom nosuch\""),
                query(Code.QUERY_FAILED, "\"query\": \"select 1; drop table users\""),
                query(Code.QUERY_FAILED, "\"query\": \"select * from 'https://example.com/a.parquet'\""),
                query(Code.QUERY_FAILED, "\"query\": \"select cast('ana@example.com' as integer) as id\""),
                query(Code.CONNECTION_FAILED, "\"url\": \"jdbc:nosuch://db/x\", \"query\": \"select 1\""),
                query(
                        Code.CONNECTION_FAILED,
                        "\"url\": \"jdbc:postgresql://127.0.0.1:" + SILENT.getLocalPort()
                                + "/x?password=secret\", \"query\": \"select 1\""),
                query(Code.TYPES_GUESSED, "\"query\": \"select * from 'guessed.csv'\""),
                query(
                        Code.DIALECT_GUESSED,
                        "\"query\": \"select * from read_csv('guessed.csv', columns = {'id': 'text'})\""),
                row(Code.FIELD_DUPLICATE, "{\"id\": 1, \"plan\": \"a\", \"plan\": \"b\"}"),
                row(
                        Code.COLUMN_MISSING,
                        "\"mappings\": [{\"from\": \"emial\", \"to\": \"email\"}]",
                        "{\"id\": 1, \"email\": \"ana@example.com\"}"),
                file(Code.COLUMN_MISSING, "users.csv", "ID,name\n1,Ana\n"),
                new Case(
                        Code.COLUMN_MISSING,
                        "{\"userId\": \"id\", \"filter\": \"plan\", \"mappings\": [{\"from\": \"e_mail\", \"to\":"
                                + " \"email\"}]}",
                        "users.csv",
                        "order,email\n1,ana@example.com\n"),
                query(Code.COLUMN_MISSING, "\"query\": \"select 1 as user_id\""),
                row(Code.REJECT_LIMIT, "{\"id\": 1}, {\"name\": \"Ana\"}, {\"name\": \"Bo\"}"),
                new Case(Code.ID_AMBIGUOUS, "{\"userId\": \"id\"}", "users.json", "[{\"id\": \"ana@example.com\"}]"),
                row(Code.KEY_TYPE, "{\"id\": 1.5}"),
                row(Code.ID_MISSING, "{\"name\": \"Ana\"}"),
                event(Code.CONSTANT_NAMES_FIELD, "", "{\"id\": 1, \"at\": 1, \"Order Placed\": 1}"),
                event(Code.EVENT_TIME_INVALID, "", "{\"id\": 1, \"at\": \"2026-01-01\"}"),
                event(Code.EVENT_TIME_FUTURE, "", "{\"id\": 1, \"at\": 253402300799}"),
                event(
                        Code.EVENT_NAME_TOO_LONG,
                        "",
                        "{\"id\": 1, \"at\": 1, \"what\": \"" + "n".repeat(101) + "\"}",
                        "{\"from\": \"what\"}"),
                event(Code.EVENT_KEY_RESERVED, "", "{\"id\": 1, \"at\": 1, \"recipient\": \"ana@example.com\"}"),
                event(
                        Code.EVENT_DATA_TOO_LARGE,
                        ", \"api\": \"single\"",
                        "{\"id\": 1, \"at\": 1, \"text\": \"" + "x".repeat(100_000) + "\"}"),
                event(Code.EVENT_REPEATED, "", "{\"id\": 1, \"at\": 1}, {\"id\": 1, \"at\": 1}"),
                event(
                        Code.EVENT_ID_CONFLICT,
                        ", \"eventId\": \"no\"",
                        "{\"id\": 1, \"at\": 1, \"no\": 1, \"a\": 1}, {\"id\": 1, \"at\": 1, \"no\": 1, \"a\": 2}"),
                event(Code.EVENT_TOO_OLD_TO_TRIGGER, "", "{\"id\": 1, \"at\": 1}"),
                event(Code.PART_MISSING, "", "{\"id\": 1, \"at\": null}"),
                row(Code.ID_MALFORMED, "{\"id\": \"" + LONG + "\"}"),
                row(Code.ID_MALFORMED, "{\"id\": \"#N/A\"}"),
                row(Code.ID_DAMAGED, "{\"id\": \"1001.0\"}"),
                row(Code.ID_AMBIGUOUS, "{\"id\": \"ana@example.com\"}"),
                row(Code.ID_CASE_TWINS, "{\"id\": \"ana\"}, {\"id\": \"Ana\"}"),
                row(
                        Code.ID_CONFLICT,
                        "{\"id\": 1, \"email\": \"ana@example.com\"}, {\"id\": 2, \"email\": \"ana@example.com\"}"),
                row(Code.EMAIL_MALFORMED, "{\"id\": 1, \"email\": \"ana@\"}"),
                new Case(Code.INPUT_EMPTY_AFTER_FILTER, FILTERED, "users.json", "[{\"id\": 1, \"plan\": \"free\"}]"),
                rule(Code.CAST_FAILED, "\"from\": \"seats\", \"as\": \"integer\"", "{\"id\": 1, \"seats\": \"many\"}"),
                rule(Code.TEMPLATE_FAILED, "\"template\": \"{{ nick }}\"", "{\"id\": 1, \"nick\": null}"),
                rule(
                        Code.CONDITION_FAILED,
                        "\"from\": \"seats\", \"when\": \"seats > 5\"",
                        "{\"id\": 1, \"seats\": {\"of\": 1}}"),
                rule(Code.VALUE_CUT, "\"from\": \"note\", \"maxBytes\": 4", "{\"id\": 1, \"note\": \"a long one\"}"),
                rule(
                        Code.DATE_WITHOUT_ZONE,
                        "\"from\": \"seen_at\", \"as\": \"unix\"",
                        "{\"id\": 1, \"seen_at\": \"2026-01-31\"}"),
                row(Code.ATTRIBUTE_NAME_TOO_LONG, "{\"id\": 1, \"" + "n".repeat(151) + "\": 1}"),
                row(Code.ATTRIBUTE_NAME_TWINS, "{\"id\": 1, \"plan\": 1, \"Plan\": 2}"),
                row(Code.VALUE_TOO_LONG, "{\"id\": 1, \"note\": \"" + LONG + "\"}"),
                row(Code.VALUE_MALFORMED, "{\"id\": 1, \"note\": \"\\ud800\"}"),
                row(Code.TEXT_DAMAGED, "{\"id\": 1, \"note\": \"Zo\\u00c3\\u00ab\"}"),
                row(Code.VALUE_NESTED, "{\"id\": 1, \"plan\": {\"name\": \"pro\"}}"),
                row(Code.TOO_MANY_ATTRIBUTES, many + "}"),
                row(Code.ATTRIBUTES_NEAR_LIMIT, near),
                row(Code.ENTRY_TOO_LARGE, large()),
                row(Code.RESERVED_NAME, "{\"id\": 1, \"_update\": true}"),
                row(
                        Code.RESERVED_MEANING,
                        "{\"id\": 1, \"anonymous_id\": \"a\", \"cio_id\": \"b\", \"unsubscribed\": true,"
                                + " \"relationships\": 1, \"timezone\": \"x\"}"),
                row(Code.SUBSCRIPTION_OVERWRITE, "{\"id\": 1, \"cio_subscription_preferences\": {}}"),
                row(Code.SUBSCRIPTION_TYPE, "{\"id\": 1, \"cio_subscription_preferences.topics.topic_1\": \"maybe\"}"),
                row(Code.UNSUBSCRIBED_UNCLEAR, "{\"id\": 1, \"unsubscribed\": \"maybe\"}"),
                row(Code.UNSUBSCRIBED_NULL, "{\"id\": 1, \"unsubscribed\": null}"),
                row(Code.DATE_AS_TEXT, "{\"id\": 1, \"seen_at\": \"2026-01-31T10:00:00Z\"}"),
                row(Code.DATE_IN_MILLISECONDS, "{\"id\": 1, \"seen_at\": 1769853600000}"),
                row(
                        Code.TIMESTAMP_FUTURE,
                        "\"timestamp\": \"changed\"",
                        "{\"id\": 1, \"plan\": \"pro\", \"changed\": 4102444800}"),
                row(Code.CREATED_AT_FUTURE, "{\"id\": 1, \"created_at\": 4102444800}"),
                rule(Code.DATE_EARLY, "\"from\": \"born\", \"as\": \"unix\"", "{\"id\": 1, \"born\": 1985}"),
                row(Code.DATE_NEGATIVE, "{\"id\": 1, \"created_at\": -86400}"),
                row(Code.DATE_IMPOSSIBLE, "{\"id\": 1, \"birthday\": \"2026-13-45\"}"),
                row(Code.DATE_IN_DIGITS, "{\"id\": 1, \"seen_on\": 20260105}"),
                rule(
                        Code.TYPE_MIXED,
                        "\"from\": \"born\", \"as\": \"unix\", \"zone\": \"UTC\"",
                        "{\"id\": 1, \"born\": \"1985-04-01\"}, {\"id\": 2, \"born\": \"1958-04-01\"}"),
                row(Code.ATTRIBUTE_NAME_NEAR, "{\"id\": 1, \"Created At\": 1}"),
                row(Code.EMAIL_NOT_MAPPED, "{\"id\": 1, \"contact\": \"ana@b.example\"}"),
                row(Code.OPT_OUT_NOT_MAPPED, "{\"id\": 1, \"opted_out\": true}"),
                row(Code.ATTRIBUTE_NAME_INTERNAL, "{\"id\": 1, \"_plan\": \"pro\"}"),
                row(Code.PHONE_MALFORMED, "{\"id\": 1, \"phone\": \"(415) 555-0100\"}"),
                row(Code.TIMEZONE_UNKNOWN, "{\"id\": 1, \"timezone\": \"Berlin\"}"),
                row(Code.KEY_DUPLICATE, "{\"id\": 1, \"plan\": \"pro\"}, {\"id\": 1, \"plan\": \"free\"}"),
                row(Code.ROW_OLDER, "{\"id\": 1, \"updated_at\": 1700000001}, {\"id\": 1, \"updated_at\": 1700000000}"),
                row(Code.UPDATE_UNCONFIRMED, "\"mode\": \"update\"", "{\"id\": 1}"),
                row(Code.ID_CONFLICT, "{\"id\": 1, \"anonymous_id\": \"a\"}, {\"id\": 2, \"anonymous_id\": \"a\"}"),
                row(Code.NULL_WORD, "{\"id\": 1, \"plan\": \"NULL\"}"),
                row(Code.NULL_CLEARS, "{\"id\": 1, \"plan\": null}"));
    }

    private static String large() {
        var row = new StringBuilder("{\"id\": 1");
        for (int i = 0; i < 40; i++) {
            row.append(", \"f")
                    .append(i)
                    .append("\": \"")
                    .append("x".repeat(900))
                    .append('"');
        }
        return row.append('}').toString();
    }

    /** Accepts connections and closes each at once. */
    private static final ServerSocket SILENT = silent();

    private static ServerSocket silent() {
        try {
            var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofPlatform().daemon().start(() -> {
                while (!socket.isClosed()) {
                    try {
                        socket.accept().close();
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TempDir
    Path folder;

    @Test
    void everyProblemIsSaidAsItWasReviewed() throws Exception {
        Files.writeString(folder.resolve("guessed.csv"), "id\n007\n");
        var lines = new ArrayList<String>();
        for (Case each : cases()) {
            List<String> said = said(each);
            assertThat(said).as(each.code() + ": " + said).anyMatch(line -> line.startsWith(each.code() + " "));
            lines.addAll(said.stream()
                    .filter(line -> line.startsWith(each.code() + " "))
                    .toList());
        }
        String text = String.join("\n", lines).replace(folder + "/", "") + "\n";
        if (Boolean.getBoolean("rewriteGolden")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, text);
        }
        assertThat(text).isEqualTo(Files.readString(GOLDEN)).doesNotContain("ana@", "secret", "maybe");
    }

    @Test
    void noProblemIsWithoutAnExample() {
        assertThat(Arrays.stream(Code.values()).filter(code -> !ELSEWHERE.contains(code)))
                .as("each is shown here, or named above as one that the tests of another part show")
                .allMatch(code -> cases().stream().anyMatch(each -> each.code() == code));
    }

    private List<String> said(Case each) throws IOException {
        try {
            SyncConfig config =
                    ConfigReader.local(Map.of()).read(each.config().getBytes(StandardCharsets.UTF_8), "users.json");
            var report = OneSync.of(config)
                    .run(
                            data(each, config),
                            RunOptions.in(folder.resolve("state")).withDryRun());
            return report.problems().stream().map(EveryProblemTest::line).toList();
        } catch (ProblemException e) {
            return e.problems().stream().map(EveryProblemTest::line).toList();
        }
    }

    private DataFile data(Case each, SyncConfig config) throws IOException {
        QueryConfig query = config.source().query();
        if (query != null) {
            return new DataFile.Query(query, folder, "<query>");
        }
        Path file = folder.resolve(each.file().isEmpty() ? "nosuch.json" : each.file());
        if (!each.file().isEmpty()) {
            Charset encoding = each.file().startsWith("latin1") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
            Files.write(file, each.data().getBytes(encoding));
        }
        return new DataFile.OnDisk(file, file.toString());
    }

    private static String line(Problem problem) {
        return problem.code() + " " + problem.level() + "\n  " + problem.location() + ": " + problem.message()
                + "\n  -> " + problem.hint();
    }

    private static String line(Finding finding) {
        var line = new StringBuilder(finding.code() + " " + finding.level());
        finding.examples()
                .forEach(example -> line.append("\n  ")
                        .append(example.location())
                        .append(": ")
                        .append(example.message()));
        return line + "\n  -> " + finding.help();
    }
}
