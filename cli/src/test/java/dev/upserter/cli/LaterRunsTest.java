package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Faults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code resume} and {@code retry} of a run after which a later one has sent newer rows. */
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

    /** A night in which Customer.io acknowledges nothing; its run. */
    private static String outage(Nights nights, Path data) throws IOException {
        nights.configure("maxOutage", "\"50ms\"");
        nights.sandbox().faults(Faults.parse("503=1"));
        assertThat(nights.sync(data)).isEqualTo(3);
        nights.sandbox().faults(Faults.none());
        return nights.lastRun();
    }

    @Test
    void aRunThatWasNeverAnsweredDoesNotBringBackOlderRows() throws IOException {
        try (var nights = new Nights(folder, true)) {
            nights.configure("api", "");
            nights.configure("removed", "\"delete\"");
            String monday = outage(nights, nights.monday());
            assertThat(nights.sync(nights.export("tuesday.csv", 0, PEOPLE + 3, "c")))
                    .isZero();

            String tuesday = nights.lastRun();
            var typed = new Typed();
            int exit = of(nights, typed, "resume", monday);

            assertThat(exit).as(typed.out() + typed.err()).isEqualTo(2);
            assertThat(typed.err()).contains("RESUME_IMPOSSIBLE", "the run " + tuesday + " of the sync came after it");
            nights.arrived(0, PEOPLE + 3, "c");
        }
    }
}
