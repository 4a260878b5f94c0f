package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.sandbox.fault.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables of docs/stops.md, row by row: a night that ends
 * as a row says, and the same command the next night with another file.
 */
@Timeout(120)
class StopsTest {
    private static final Path DOCS = Path.of("..", "docs", "stops.md");
    private static final Pattern NUMBER = Pattern.compile("\\b\\d\\b");
    private static final String NOBODY = "http://127.0.0.1:1";
    private static final int PEOPLE = Nights.PEOPLE;

    @TempDir
    Path folder;

    /** A night that fails. */
    private interface Night {
        /** Plays it; its exit code. */
        int play(Nights nights) throws Exception;
    }

    /**
     * How a row is tried.
     *
     * @param night  the night that fails
     * @param repair what a user does before the next one, if needed
     */
    private record Case(Night night, Night repair) {
        Case(Night night) {
            this(night, nights -> 0);
        }
    }

    /**
     * A row of the table.
     *
     * @param stops   the codes of its first cell
     * @param exit    the exit codes of the night that it names
     * @param allRows those of the next night where all rows are sent; empty where it does not happen there
     * @param mirror  those of a mirror
     */
    record Row(List<String> stops, Set<Integer> exit, Set<Integer> allRows, Set<Integer> mirror) {}

    private static List<Row> rows() throws IOException {
        String text = Files.readString(DOCS);
        return text.substring(0, text.indexOf("\n## A wrong file\n"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| what "))
                .map(StopsTest::row)
                .toList();
    }

    private static Row row(String line) {
        String[] cells = line.substring(1).split("\\|", -1);
        List<String> stops = Arrays.stream(cells[0].split("; "))
                .map(stop -> stop.strip().replaceFirst(" \\(of .*\\)$", "").replace("`", ""))
                .toList();
        return new Row(stops, numbers(cells[1]), numbers(cells[3]), numbers(cells[4]));
    }

    private static Set<Integer> numbers(String cell) {
        return NUMBER.matcher(cell)
                .results()
                .map(match -> Integer.valueOf(match.group()))
                .collect(Collectors.toSet());
    }

    private static Answer html(int status) {
        return Answer.status(status).withHeader("Content-Type", "text/html").withBody("<html></html>");
    }

    private static Map<String, Case> cases() {
        var cases = new LinkedHashMap<String, Case>();
        cases.put("a kill", new Case(StopsTest::killed));
        cases.put("a power failure", new Case(StopsTest::killed, StopsTest::tear));
        cases.put("INTERRUPTED", new Case(StopsTest::interrupted));
        cases.put("DESTINATION_DOWN", new Case(StopsTest::outage));
        cases.put("AUTH_REJECTED", new Case(nights -> nights.answered(Answer.status(401))));
        cases.put("AUTH_FORBIDDEN", new Case(nights -> nights.answered(Answer.status(403))));
        cases.put("BLOCKED", new Case(nights -> nights.answered(html(404))));
        cases.put("REFUSED_ALIKE", new Case(StopsTest::refusedAlike));
        cases.put("REFUSED_ALIKE, where it is about the rows of that file", new Case(StopsTest::tooLongIds));
        cases.put(
                "NEVER_ANSWERED",
                new Case(nights -> nights.run(
                        new Typed(),
                        nights.command(nights.monday()).stream()
                                .map(word ->
                                        word.equals(nights.sandbox().endpoint().toString()) ? NOBODY : word)
                                .toList())));
        cases.put("INPUT_CHANGED", new Case(StopsTest::changed));
        cases.put("STATE_UNWRITABLE", new Case(StopsTest::unwritable, StopsTest::makeWritable));
        cases.put("any of these, and the file has the same name the next night", new Case(nights -> {
            int exit = nights.answered(Answer.status(401));
            nights.export("monday.csv", 2, PEOPLE + 1, "b");
            return exit;
        }));
        cases.put("any of these, from standard input", new Case(nights -> {
            nights.sandbox().answerNext(Answer.normal(), Answer.status(401));
            String rows = Files.readString(nights.monday());
            return nights.sync(new Typed().stdin(rows), Path.of("-"));
        }));
        cases.put("any of these, twice", new Case(StopsTest::outage, nights -> {
            nights.export("tuesday.csv", 0, PEOPLE, "b");
            nights.sandbox().faults(Faults.parse("503=1"));
            int exit = nights.sync(nights.file("tuesday.csv"));
            nights.sandbox().faults(Faults.none());
            return exit;
        }));
        refused(cases);
        standing(cases);
        appApi(cases);
        events(cases);
        finished(cases);
        return cases;
    }

    /** Nothing was sent. */
    private static void refused(Map<String, Case> cases) {
        cases.put(
                "CONFIG_INVALID",
                new Case(
                        nights -> {
                            nights.configure("paralelism", "1");
                            return nights.sync(nights.monday());
                        },
                        nights -> {
                            nights.configure("paralelism", "");
                            return 0;
                        }));
        cases.put("INPUT_NOT_FOUND", new Case(nights -> nights.sync(nights.file("nosuch.csv"))));
        cases.put("INPUT_UNREADABLE", new Case(nights -> nights.sync(nights.write("bad.csv", "id,plan\n1,\"b\n"))));
        cases.put(
                "QUOTES_UNCLEAR",
                new Case(nights -> nights.sync(nights.write("quote.csv", "id,plan,a\n1,\"b,c\n2,d,e\n3,f\",g\n"))));
        cases.put("INPUT_EMPTY", new Case(nights -> nights.sync(nights.write("empty.csv", "id,plan\n"))));
        cases.put(
                "COLUMN_DUPLICATE",
                new Case(nights -> nights.sync(nights.write("twice.csv", "id,plan,plan\n1,a,b\n"))));
        cases.put("COLUMN_MISSING", new Case(nights -> {
            nights.configure("mappings", "[{\"from\": \"plan\", \"to\": \"plan\"}]");
            return nights.sync(nights.write("other.csv", "id,total\n1,9\n"));
        }));
        cases.put(
                "REJECT_LIMIT",
                new Case(nights -> nights.sync(nights.write(
                        "wrong.csv", Files.readString(nights.monday()).replaceAll("(?m)^[0-9]+,", ",")))));
        cases.put(
                "REJECT_LIMIT, where some of the rows were good",
                new Case(nights -> nights.sync(nights.write(
                        "half.csv", Files.readString(nights.monday()).replaceAll("(?m)^[0-9]?[1-9],", ",")))));
        cases.put(
                "CHANGE_LIMIT",
                new Case(
                        nights -> {
                            nights.configure("maxChanged", "20");
                            return nights.sync(nights.monday());
                        },
                        nights -> {
                            nights.configure("maxChanged", "");
                            return 0;
                        }));
        cases.put(
                "FIRST_VALUES_UNKNOWN",
                new Case(
                        nights -> {
                            nights.configure(
                                    "mappings", "[{\"from\": \"plan\", \"to\": \"plan\", \"onlyIfEmpty\": true}]");
                            return nights.sync(nights.monday());
                        },
                        nights -> {
                            nights.configure("mappings", "");
                            return 0;
                        }));
        cases.put("NEW_LIMIT", new Case(nights -> {
            nights.configure("maxNew", "2");
            return nights.sync(nights.export("monday.csv", 0, Nights.PEOPLE + 3, "b"));
        }));
        cases.put(
                "AUTH_MISSING",
                new Case(
                        nights -> {
                            nights.forgetCredentials(true);
                            return nights.sync(nights.monday());
                        },
                        nights -> {
                            nights.forgetCredentials(false);
                            return 0;
                        }));
        cases.put("RUN_LOCKED", new Case(StopsTest::locked));
        cases.put("a check that guards sets to stop", new Case(nights -> {
            nights.configure("guards", "{\"NULL_WORD\": \"stop\"}");
            return nights.sync(nights.write("null.csv", "id,plan\n1,NULL\n"));
        }));
        cases.put("OUT_OF_RESOURCES", new Case(nights -> nights.failing(new OutOfMemoryError("as if"))));
        cases.put("INTERNAL", new Case(nights -> nights.failing(new IllegalStateException("as if"))));
        cases.put("REMOVE_LIMIT", new Case(nights -> nights.sync(nights.export("half.csv", 0, PEOPLE / 3, "b"))));
        // The cause of these cannot be reproduced with people from this command line: a region's host, a database,
        // DuckDB, a
        // segment, an object type.
        for (String alike : List.of(
                "REGION_MISMATCH",
                "QUERY_FAILED",
                "CONNECTION_FAILED",
                "SEGMENT_UNKNOWN",
                "SEGMENT_NOT_MANUAL",
                "OBJECT_TYPE_UNKNOWN")) {
            cases.put(alike, cases.get("INPUT_UNREADABLE"));
        }
        cases.put("RESUME_IMPOSSIBLE", new Case(nights -> {
            nights.answered(Answer.status(401));
            return nights.run(
                    new Typed(),
                    nights.command(nights.export("other.csv", 0, PEOPLE, "b")).stream()
                            .map(word -> word.equals("--resume") ? "--resume=strict" : word)
                            .toList());
        }));
        cases.put(
                "RETRY_IMPOSSIBLE",
                new Case(nights -> nights.run(
                        new Typed(),
                        List.of(
                                "retry",
                                nights.file("state/runs")
                                        .resolve(nights.lastRun())
                                        .toString()))));
        cases.put("PLAN_OUTDATED", new Case(StopsTest::outdated));
    }

    /** Stops again until a user has decided. */
    private static void standing(Map<String, Case> cases) {
        cases.put(
                "STATE_UNUSABLE",
                new Case(
                        nights -> {
                            Path state = nights.file("state/syncs/users/state");
                            byte[] bytes = Files.readAllBytes(state);
                            bytes[bytes.length - 1] ^= 1;
                            Files.write(state, bytes);
                            return nights.sync(nights.monday());
                        },
                        nights -> nights.sync(nights.export("full.csv", 0, PEOPLE, "b"), "--full")));
        cases.put(
                "CONFIRM_IRREVERSIBLE",
                new Case(
                        nights -> {
                            nights.configure("api", "");
                            nights.configure("removed", "\"suppress\"");
                            nights.sync(nights.export("all.csv", 0, PEOPLE, "b"));
                            return nights.sync(nights.export("fewer.csv", 1, PEOPLE, "b"));
                        },
                        nights -> {
                            nights.configure("irreversible", "true");
                            return 0;
                        }));
    }

    /** A run that asks the App API whom Customer.io has. */
    private static void appApi(Map<String, Case> cases) {
        Answer other = Answer.status(200).withBody("{\"workspaces\":[{\"id\":1}]}");
        cases.put("APP_KEY_MISSING", new Case(nights -> creating(nights, ""), StopsTest::notCreating));
        cases.put(
                "APP_KEY_OTHER_WORKSPACE",
                new Case(
                        nights -> {
                            nights.sandbox().answerNextApp(other);
                            return creating(nights, "\"0123abcd\"");
                        },
                        StopsTest::notCreating));
        cases.put(
                "APP_KEY_REJECTED",
                new Case(
                        nights -> {
                            nights.sandbox().answerNextApp(Answer.status(401));
                            return creating(nights, "\"0123abcd\"");
                        },
                        StopsTest::notCreating));
    }

    private static int creating(Nights nights, String appApiKey) throws IOException {
        nights.configure("mode", "\"create\"");
        nights.configure("appApiKey", appApiKey);
        return nights.sync(nights.monday());
    }

    private static int notCreating(Nights nights) throws IOException {
        nights.configure("mode", nights.isMirror() ? "\"mirror\"" : "");
        nights.configure("appApiKey", "");
        return 0;
    }

    /** Events, which nothing else in these nights is. */
    private static void events(Map<String, Case> cases) {
        cases.put(
                "EVENTS_MAY_TRIGGER",
                new Case(
                        nights -> {
                            become(nights, "\"signed up\"", "{\"value\": " + System.currentTimeMillis() / 1000 + "}");
                            return nights.sync(nights.monday());
                        },
                        nights -> become(nights, "", "")));
        cases.put(
                "EVENT_IDS_CHANGED",
                new Case(
                        nights -> {
                            become(nights, "\"signed up\"", "{\"value\": 1704103200}");
                            assertThat(nights.sync(nights.monday())).isZero();
                            become(nights, "\"came\"", "{\"value\": 1704103200}");
                            return nights.sync(nights.monday());
                        },
                        nights -> become(nights, "", "")));
    }

    /** Makes events of the rows, or people again where nothing is given. */
    private static int become(Nights nights, String event, String time) throws IOException {
        nights.configure("type", event.isEmpty() ? "" : "\"event\"");
        nights.configure("event", event);
        nights.configure("time", time);
        return 0;
    }

    /** Runs to its end, but not everything is done. */
    private static void finished(Map<String, Case> cases) {
        cases.put(
                "rejected rows",
                new Case(nights -> nights.sync(nights.write(
                        "rejected.csv", Files.readString(nights.monday()).replace("\n8,b", "\n,b")))));
        cases.put("dead letters", new Case(nights -> {
            nights.sandbox().refuse("7", "invalid", "plan", "no");
            int exit = nights.sync(nights.monday());
            nights.sandbox().heal("7");
            return exit;
        }));
        cases.put(
                "REMOVALS_HELD",
                new Case(nights -> nights.sync(nights.write(
                        "held.csv", Files.readString(nights.monday()).replace("\n8,b", "\n,b")))));
        cases.put("ROWS_ABANDONED", new Case(nights -> {
            nights.answered(Answer.status(401));
            return nights.sync(nights.export("monday.csv", 0, PEOPLE - 1, "b"));
        }));
        cases.put("STATE_LOST", new Case(nights -> {
            try (Stream<Path> files = Files.list(nights.file("state/syncs/users"))) {
                for (Path file : files.filter(
                                path -> path.getFileName().toString().startsWith("state"))
                        .toList()) {
                    Files.delete(file);
                }
            }
            return nights.sync(nights.monday());
        }));
    }

    private static int killed(Nights nights) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.addAll(nights.command(nights.monday()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(nights.file("killed.txt").toFile());
        builder.environment().putAll(nights.environment());
        long before = nights.sandbox().stats().requests();
        nights.sandbox().latency(Duration.ofMillis(20), Duration.ofMillis(30));
        Process process = builder.start();
        while (!process.waitFor(1, TimeUnit.MILLISECONDS)) {
            if (nights.sandbox().stats().requests() > before + 3) {
                process.destroyForcibly();
            }
        }
        nights.sandbox().latency(Duration.ZERO, Duration.ZERO);
        assertThat(process.exitValue())
                .as(Files.readString(nights.file("killed.txt")))
                .isEqualTo(137);
        return process.exitValue();
    }

    /** What a power failure can leave: truncated files. */
    private static int tear(Nights nights) throws IOException {
        Path journal = nights.file("state/runs").resolve(nights.lastRun()).resolve("journal.txt");
        byte[] bytes = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(bytes, bytes.length - 7));
        Files.write(nights.file("state/syncs/users/last-run"), new byte[0]);
        return 0;
    }

    private static int interrupted(Nights nights) throws IOException {
        var typed = new Typed();
        long before = nights.sandbox().stats().requests();
        nights.sandbox().onRequest(request -> {
            if (nights.sandbox().stats().requests() > before + 2) {
                typed.interrupt();
            }
        });
        int exit = nights.sync(typed, nights.monday());
        nights.sandbox().onRequest(request -> {});
        return exit;
    }

    private static int outage(Nights nights) throws IOException {
        nights.configure("maxOutage", "\"50ms\"");
        nights.sandbox().faults(Faults.parse("503=1"));
        int exit = nights.sync(nights.monday());
        nights.sandbox().faults(Faults.none());
        return exit;
    }

    private static int refusedAlike(Nights nights) throws IOException {
        nights.configure("api", "");
        nights.sandbox().disable("id", true);
        int exit = nights.sync(nights.export("monday.csv", 0, 20 * PEOPLE, "b"));
        nights.sandbox().enable("id");
        return exit;
    }

    private static int tooLongIds(Nights nights) throws IOException {
        nights.configure("api", "");
        nights.configure("guards", "{\"ID_MALFORMED\": \"off\"}");
        String longIds = IntStream.range(0, 20 * PEOPLE)
                .mapToObj(i -> "x".repeat(190) + i + ",b\n")
                .collect(Collectors.joining("", "id,plan\n", ""));
        return nights.sync(nights.write("long.csv", longIds));
    }

    private static int changed(Nights nights) throws IOException {
        Path monday = nights.monday();
        nights.sandbox().onRequest(request -> append(monday));
        int exit = nights.sync(monday);
        nights.sandbox().onRequest(request -> {});
        return exit;
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, "99,b\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int unwritable(Nights nights) throws IOException {
        Files.move(nights.file("state/runs"), nights.file("state/hidden"));
        Files.writeString(nights.file("state/runs"), "");
        return nights.sync(nights.monday());
    }

    private static int makeWritable(Nights nights) throws IOException {
        Files.delete(nights.file("state/runs"));
        Files.move(nights.file("state/hidden"), nights.file("state/runs"));
        return 0;
    }

    private static int locked(Nights nights) throws Exception {
        Path monday = nights.monday();
        try (Gate gate = nights.sandbox().hold()) {
            var first = CompletableFuture.supplyAsync(() -> nights.sync(monday));
            nights.sandbox().awaitRequests((int) nights.sandbox().stats().requests() + 1, Duration.ofSeconds(20));
            int exit = nights.sync(monday);
            gate.release();
            assertThat(first.get()).isZero();
            return exit;
        }
    }

    private static int outdated(Nights nights) throws IOException {
        Path plan = nights.file("plan.json");
        List<String> where = nights.command(nights.monday());
        var typed = new Typed();
        List<String> options = where.subList(4, where.size());
        var command = new ArrayList<>(List.of("plan", where.get(1), where.get(2), "--out", plan.toString()));
        command.addAll(options);
        nights.run(typed, command);
        nights.export("monday.csv", 1, PEOPLE, "b");
        var apply = new ArrayList<>(List.of("apply", plan.toString()));
        apply.addAll(options);
        return nights.run(new Typed(), apply);
    }

    static Stream<Arguments> stops() throws IOException {
        return rows().stream()
                .flatMap(row -> row.stops().stream()
                        .flatMap(stop -> Stream.of(false, true)
                                .filter(mirror -> !(mirror ? row.mirror() : row.allRows()).isEmpty())
                                .map(mirror -> Arguments.of(stop, mirror, row))));
    }

    @ParameterizedTest(name = "{0}, mirror: {1}")
    @MethodSource("stops")
    void theSameCommandTheNextNightDoesAsTheTableSays(String stop, boolean isMirror, Row row) throws Exception {
        Case tried = Objects.requireNonNull(cases().get(stop), "a case for the row " + stop);
        try (var nights = new Nights(folder, isMirror)) {
            int exit = tried.night().play(nights);
            assertThat(exit == 137 ? Set.<Integer>of() : Set.of(exit)).isSubsetOf(row.exit());
            tried.repair().play(nights);
            Path next = stop.contains("the same name")
                    ? nights.file("monday.csv")
                    : nights.export("next.csv", 2, PEOPLE + 1, "c");
            var typed = new Typed();
            int after = nights.sync(typed, next);
            assertThat(after).as(typed.out() + typed.err()).isIn(isMirror ? row.mirror() : row.allRows());
            nights.arrived(2, PEOPLE + 1, stop.contains("the same name") ? "b" : "c");
            assertThat(nights.sync(nights.export("later.csv", 2, PEOPLE + 1, "d")))
                    .isZero();
            nights.arrived(2, PEOPLE + 1, "d");
        }
    }

    @Test
    void everyStopHasARowAndEveryCaseToo() throws IOException {
        Set<String> told = rows().stream().flatMap(row -> row.stops().stream()).collect(Collectors.toSet());
        var stops = new TreeSet<String>();
        for (Code code : Code.values()) {
            if (code.level() == Level.STOP || code == Code.REMOVALS_HELD || code == Code.ROWS_ABANDONED) {
                stops.add(code.name());
            }
        }
        assertThat(told).containsAll(stops);
        assertThat(cases().keySet()).containsExactlyInAnyOrderElementsOf(told);
    }
}
