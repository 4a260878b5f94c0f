package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that lives through thirty days, hour by hour: times, files that arrive, a sequence, an outage, restarts, a night in which
 * it is down, and a changed zone, over the day on which clocks are set. Each run that should be is, once, and so is each alert.
 */
class ThirtyDaysTest {
    private static final Instant START = Instant.parse("2026-03-20T12:00:00Z");
    private static final Instant END = Instant.parse("2026-04-19T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    /** Customer.io answers with 503. */
    private static final Span OUTAGE = Span.of("2026-03-24T05:30:00Z", "2026-03-25T18:30:00Z");

    /** The server is down. */
    private static final Span DOWN = Span.of("2026-04-08T23:30:00Z", "2026-04-09T10:00:00Z");

    /** The zone of people becomes another. */
    private static final Instant MOVE = Instant.parse("2026-04-02T12:30:00Z");

    private static final List<Instant> ARRIVALS = Stream.of(
                    "2026-03-21T15:00:00Z",
                    "2026-03-23T08:00:00Z",
                    "2026-03-25T16:00:00Z", // in the outage
                    "2026-03-29T01:00:00Z",
                    "2026-04-08T12:00:00Z",
                    "2026-04-09T03:00:00Z", // while the server is down
                    "2026-04-15T20:00:00Z")
            .map(Instant::parse)
            .toList();

    @TempDir
    Path folder;

    private final Map<String, String> ends = new HashMap<>();
    private final List<String> ran = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    private record Span(Instant from, Instant to) {
        static Span of(String from, String to) {
            return new Span(Instant.parse(from), Instant.parse(to));
        }

        boolean has(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(to);
        }
    }

    private static String nightly(String zone) {
        return """
            source: {file: people.csv}
            userId: id
            mappings: [{from: name, to: name}]
            schedule: 0 2 * * *
            zone: %s
            maxOutage: 50ms
            alerts: [{command: [sh, -c, "cat >> ../told"], when: [failed, recovered]}]
            """.formatted(zone);
    }

    @Test
    void eachRunThatShouldBeIsOnceAndSoIsEachAlert() throws Exception {
        try (var server = new SimulatedServer(folder, START.toString())) {
            server.write("people.csv", "id,name\nana,Ana\nbo,Bo\n");
            server.write("people.yaml", nightly("Europe/Berlin"));
            server.write("sixth.yaml", """
                source: {file: people.csv}
                userId: id
                schedule: 0 */6 * * *
                catchUp: all
                maxOutage: 50ms
                """);
            server.write("orders.yaml", "source: {file: people.csv}\nuserId: id\nafter: people\n");
            server.write("files.yaml", "source: {file: in/*.csv}\nuserId: id\nwatch: true\nmaxOutage: 50ms\n");
            Files.createDirectories(server.syncs.resolve("in"));
            server.pass();
            for (Instant now = START.plus(HOUR); !now.isAfter(END); now = now.plus(HOUR)) {
                hour(server, now);
            }
        }
        assertThat(ran.stream().sorted())
                .containsExactlyElementsOf(expected().stream().sorted().toList());
        assertThat(told).containsExactly("2026-03-25T01:00:00Z alert", "2026-03-26T01:00:00Z recovered");
    }

    private void hour(SimulatedServer server, Instant now) throws Exception {
        if (ARRIVALS.contains(now)) {
            server.write("in/" + now.getEpochSecond() + ".csv", "id\n" + now.getEpochSecond() + "\n");
        }
        if (DOWN.has(now)) {
            if (!DOWN.has(now.minus(HOUR))) {
                server.stop();
            }
            return;
        }
        if (DOWN.has(now.minus(HOUR))) {
            server.restart();
        } else if (now.atZone(ZoneOffset.UTC).getHour() % 7 == 3) {
            server.stop();
            server.restart();
        }
        server.sandbox.faults(OUTAGE.has(now) ? Faults.none().withUnavailable(1) : Faults.none());
        if (MOVE.isAfter(now.minus(HOUR)) && MOVE.isBefore(now)) {
            server.write("people.yaml", nightly("America/New_York"));
        }
        server.set(now.toString());
        server.pass();
        note(now);
        for (int look = 0; look < 4; look++) {
            server.later(Duration.ofSeconds(10));
            note(now);
        }
        noteAlerts(now);
    }

    /** A turn whose last end is another has run. */
    private void note(Instant hour) throws IOException {
        JsonNode known = new ObjectMapper()
                .readTree(folder.resolve("state/schedules.json").toFile());
        known.fieldNames().forEachRemaining(name -> {
            if (name.endsWith("\nlast")) {
                String turn = name.substring(0, name.indexOf(':'));
                String last = known.get(name).asText();
                if (!last.equals(ends.put(turn, last))) {
                    ran.add(turn + " " + hour + " "
                            + known.get(name.replace("\nlast", "\nstatus")).asText());
                }
            }
        });
    }

    private void noteAlerts(Instant hour) throws IOException {
        Path file = folder.resolve("told");
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                told.add(hour + " "
                        + new ObjectMapper().readTree(line).get("event").asText());
            }
            Files.delete(file);
        }
    }

    private static List<String> expected() {
        var runs = new ArrayList<String>();
        for (Instant due : people()) {
            runs.add(run("people.yaml", due));
            if (!OUTAGE.has(due)) {
                runs.add(run("orders.yaml", due));
            }
        }
        times(SimulatedServer.schedule("0 */6 * * *", "UTC"), START, END)
                .forEach(due -> runs.add(run("sixth.yaml", due)));
        for (Instant arrival : ARRIVALS) {
            runs.add(run("files.yaml", arrival));
            for (Instant again = arrival; OUTAGE.has(again); again = again.plus(HOUR)) {
                runs.add(run("files.yaml", again.plus(HOUR)));
            }
        }
        return runs;
    }

    private static List<Instant> people() {
        var all = new ArrayList<>(times(SimulatedServer.schedule("0 2 * * *", "Europe/Berlin"), START, MOVE));
        all.addAll(times(SimulatedServer.schedule("0 2 * * *", "America/New_York"), MOVE, END));
        return all;
    }

    private static List<Instant> times(Schedule schedule, Instant from, Instant to) {
        var times = new ArrayList<Instant>();
        for (Instant at = schedule.next(from).orElseThrow();
                !at.isAfter(to);
                at = schedule.next(at).orElseThrow()) {
            times.add(at);
        }
        return times;
    }

    /** What was due while the server was down is made up for when it is up. */
    private static String run(String turn, Instant due) {
        return turn + " " + (DOWN.has(due) ? DOWN.to() : due) + " " + (OUTAGE.has(due) ? "stopped" : "completed");
    }
}
