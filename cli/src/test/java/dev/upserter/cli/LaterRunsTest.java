package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.fault.Faults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code resume} and {@code retry} of a run, after a later run has sent newer rows. */
class LaterRunsTest {
    private static final int PEOPLE = Nights.PEOPLE;

    @TempDir
    Path folder;

    private static int of(Nights nights, Typed typed, String name, String run) {
        return nights.run(
                typed,
                List.of(
                        name,
                        nights.file("state/runs").resolve(run).toString(),
                        "--endpoint",
                        nights.sandbox().endpoint().toString()));
    }

    /** A night in which Customer.io acknowledges nothing; returns its run. */
    private static String outage(Nights nights, Path data, String... more) throws IOException {
        nights.configure("maxOutage", "\"50ms\"");
        nights.sandbox().faults(Faults.parse("503=1"));
        assertThat(nights.sync(data, more)).isEqualTo(3);
        nights.sandbox().faults(Faults.none());
        return nights.lastRun();
    }

    @Test
    void aRunThatWasNeverAnsweredDoesNotBringBackOlderRows() throws IOException {
        try (var nights = new Nights(folder, true)) {
            nights.configure("api", "");
            nights.configure("removed", "\"delete\"");
            String monday = outage(nights, nights.monday());
            Path data = nights.export("tuesday.csv", 0, PEOPLE + 3, "c");
            do {
                assertThat(nights.sync(data)).isZero();
            } while (nights.lastRun().startsWith(monday.substring(0, 15)));

            String tuesday = nights.lastRun();
            var typed = new Typed();
            int exit = of(nights, typed, "resume", monday);

            assertThat(exit).as(typed.out() + typed.err()).isEqualTo(2);
            assertThat(typed.err()).contains("RESUME_IMPOSSIBLE", "the run " + tuesday + " of the sync came after it");
            nights.arrived(0, PEOPLE + 3, "c");
        }
    }

    /** What is in the folder of a run, and which run is the last. */
    private static Map<String, String> files(Nights nights, String run) throws IOException {
        var found = new TreeMap<String, String>();
        try (Stream<Path> all = Files.list(nights.file("state/runs").resolve(run))) {
            for (Path file : all.toList()) {
                found.put(String.valueOf(file.getFileName()), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        found.put("last-run", nights.lastRun());
        return found;
    }

    @Test
    void aResumeThatIsRefusedLeavesTheRunAsItWas() throws IOException {
        try (var nights = new Nights(folder, true)) {
            String monday = outage(nights, nights.write("monday.csv", "id,plan\n,none\n1,b\n"), "--allow-removals");
            do {
                assertThat(nights.sync(nights.export("tuesday.csv", 0, PEOPLE, "c")))
                        .isIn(0, 1);
            } while (nights.lastRun().startsWith(monday.substring(0, 15)));
            Map<String, String> before = files(nights, monday);

            var typed = new Typed();
            int exit = of(nights, typed, "resume", monday);

            assertThat(exit).as(typed.out() + typed.err()).isEqualTo(2);
            assertThat(typed.err()).contains("RESUME_IMPOSSIBLE", "came after it");
            assertThat(before).containsKeys("report.json", "rejected.ndjson");
            assertThat(files(nights, monday)).isEqualTo(before);

            var wednesday = new Typed();
            assertThat(nights.sync(wednesday, nights.export("wednesday.csv", 0, PEOPLE, "d")))
                    .as(wednesday.out() + wednesday.err())
                    .isZero();
            assertThat(wednesday.out()).doesNotContain("RUN_REPLACED");
        }
    }

    /** Monday, on which Customer.io refused two people; returns its run. */
    private static String refused(Nights nights) throws IOException {
        nights.sandbox().refuse("7", "invalid", "plan", "no");
        nights.sandbox().refuse("40", "invalid", "plan", "no");
        assertThat(nights.sync(nights.write("monday.csv", Files.readString(nights.monday()) + "40,b\n")))
                .isEqualTo(1);
        nights.sandbox().heal("7");
        nights.sandbox().heal("40");
        return nights.lastRun();
    }

    /** Tuesday, of all but the last of them. */
    private static Path tuesday(Nights nights, String monday) throws IOException {
        Path data = nights.export("tuesday.csv", 0, PEOPLE, "c");
        assertThat(nights.sync(data)).isZero();
        assertThat(nights.lastRun()).isGreaterThan(monday);
        return data;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRetryLeavesOutWhomALaterRunMayHaveSentNewerRows(boolean isIncremental) throws IOException {
        try (var nights = new Nights(folder, false)) {
            if (isIncremental) {
                nights.configure("incremental", "true");
            }
            String monday = refused(nights);
            tuesday(nights, monday);

            var typed = new Typed();
            assertThat(of(nights, typed, "retry", monday))
                    .as(typed.out() + typed.err())
                    .isZero();

            assertThat(typed.out()).contains("RETRY_SUPERSEDED").doesNotContain("RETRY_UNSURE");
            nights.arrived(0, PEOPLE, "c");
            nights.arrived(40, 41, "b");
        }
    }

    @Test
    void aRetryOfAMirrorIsRefusedAfterALaterRun() throws IOException {
        try (var nights = new Nights(folder, true)) {
            String monday = refused(nights);
            tuesday(nights, monday);

            var typed = new Typed();
            assertThat(of(nights, typed, "retry", monday)).isEqualTo(2);

            assertThat(typed.err()).contains("RETRY_IMPOSSIBLE", "a mirror follows the newest source");
            nights.arrived(0, PEOPLE, "c");
            assertThat(nights.sandbox().person("40")).isEmpty();
        }
    }

    @Test
    void whereTheDataOfALaterRunAreGoneARetrySaysSo() throws IOException {
        try (var nights = new Nights(folder, false)) {
            String monday = refused(nights);
            Files.delete(tuesday(nights, monday));

            var typed = new Typed();
            assertThat(of(nights, typed, "retry", monday))
                    .as(typed.out() + typed.err())
                    .isZero();

            assertThat(typed.out()).contains("RETRY_UNSURE", "the run " + nights.lastRun() + " came after it");
        }
    }

    @Test
    void aRunOfAllRowsThatGoesOnAfterALaterOneSaysSo() throws IOException {
        try (var nights = new Nights(folder, false)) {
            String monday = outage(nights, nights.monday());
            Path tuesday = nights.export("tuesday.csv", 0, PEOPLE, "c");
            List<String> anew = nights.command(tuesday).stream()
                    .filter(word -> !word.equals("--resume"))
                    .toList();
            assertThat(nights.run(new Typed(), anew)).isIn(0, 1);

            String later = nights.lastRun();
            var typed = new Typed();
            assertThat(of(nights, typed, "resume", monday))
                    .as(typed.out() + typed.err())
                    .isZero();

            assertThat(typed.out()).contains("RUN_OVERTAKEN", "the run " + later + " came after");
        }
    }
}
