package dev.upserter.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.delivery.Pace;
import dev.upserter.report.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressViewTest {
    private static final String ERASE = "\r\033[K";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Messages messages = new Messages(new PrintStream(bytes, false, StandardCharsets.UTF_8));

    @Test
    void onATerminalOneLineIsRedrawnAndGoneAtTheEnd() {
        try (var view = new ProgressView(messages, new Terminal(false, false, true, 120))) {
            view.accept(at(0, 0, ""));
            view.accept(at(4, 40_000, ""));
        }
        assertThat(shown())
                .isEqualTo(ERASE + "0 rows read, 1 done   0 %   25 in flight   3 retried   1 rejected" + ERASE
                        + "40,000 rows read, 40,000 done   4 %   10,000 rows/s   1 min 36 s left   25 in flight   3 retried   1 rejected"
                        + ERASE);
    }

    @Test
    void theLiveLineNeverWraps() {
        try (var view = new ProgressView(messages, new Terminal(false, false, true, 30))) {
            view.accept(at(4, 40_000, ""));
        }
        assertThat(shown()).isEqualTo(ERASE + "40,000 rows read, 40,000 d..." + ERASE);
    }

    @Test
    void messagesStandAboveTheLiveLine() {
        try (var view = new ProgressView(messages, new Terminal(false, false, true, 81))) {
            view.accept(at(0, 0, "Customer.io cannot be reached"));
            messages.print("stopping");
        }
        String line = "0 rows read, 1 done   0 %   waiting: Customer.io cannot be reached   25 in fl...";
        assertThat(shown()).isEqualTo(ERASE + line + ERASE + "stopping\n" + line + ERASE);
    }

    @Test
    void withoutATerminalALineIsPrintedEveryTenSecondsAndLaterEveryMinute() {
        try (var view = new ProgressView(messages, Terminal.none())) {
            for (int tenths = 0; tenths <= 1_250; tenths++) {
                view.accept(progress(Duration.ofMillis(tenths * 100L), tenths * 1_000L, ""));
            }
        }
        assertThat(shown()).isEqualTo("""
                after 10 s: 100,000 rows read, 100,000 done, 10 %, 10,000 rows/s, 1 min 30 s left, 25 in flight, 3 retried, 1 rejected
                after 20 s: 200,000 rows read, 200,000 done, 20 %, 10,000 rows/s, 1 min 20 s left, 25 in flight, 3 retried, 1 rejected
                after 30 s: 300,000 rows read, 300,000 done, 30 %, 10,000 rows/s, 1 min 10 s left, 25 in flight, 3 retried, 1 rejected
                after 40 s: 400,000 rows read, 400,000 done, 40 %, 10,000 rows/s, 1 min left, 25 in flight, 3 retried, 1 rejected
                after 50 s: 500,000 rows read, 500,000 done, 50 %, 10,000 rows/s, 50 s left, 25 in flight, 3 retried, 1 rejected
                after 1 min: 600,000 rows read, 600,000 done, 60 %, 10,000 rows/s, 40 s left, 25 in flight, 3 retried, 1 rejected
                after 2 min: 1,200,000 rows read, 1,200,000 done, 100 %, 10,000 rows/s, 25 in flight, 3 retried, 1 rejected
                """);
    }

    @Test
    void whatWasReadAndNotDeliveredIsNotDone() {
        try (var view = new ProgressView(messages, Terminal.none())) {
            view.accept(progress(Duration.ofSeconds(10), 1_000_000, 1, "the connection was refused for 9 s"));
            view.accept(progress(Duration.ofSeconds(20), 1_000_000, 999_999, ""));
        }
        assertThat(shown()).isEqualTo("""
                after 10 s: 1,000,000 rows read, 1 done, 0 %, waiting: the connection was refused for 9 s, 25 in flight,\
                 3 retried, 1 rejected
                after 20 s: 1,000,000 rows read, 999,999 done, 99 %, 100,000 rows/s, 0 s left, 25 in flight, 3 retried,\
                 1 rejected
                """);
    }

    @Test
    void whileEverythingIsReadAndNothingIsSentTheReadingIsShown() {
        try (var view = new ProgressView(messages, Terminal.none())) {
            view.accept(progress(Duration.ZERO, 0, 1, ""));
            view.accept(progress(Duration.ofSeconds(10), 500_000, 1, ""));
        }
        assertThat(shown())
                .isEqualTo("after 10 s: 500,000 rows read, 1 done, 0 %, 50,000 rows/s read, 25 in flight,"
                        + " 3 retried, 1 rejected\n");
    }

    @Test
    void shortRunsShowNothingWithoutATerminal() {
        try (var view = new ProgressView(messages, Terminal.none())) {
            view.accept(at(9, 90_000, ""));
        }
        assertThat(shown()).isEmpty();
    }

    private static Progress at(int seconds, long rows, String waiting) {
        return progress(Duration.ofSeconds(seconds), rows, waiting);
    }

    private static Progress progress(Duration elapsed, long rows, String waiting) {
        return progress(elapsed, rows, rows, waiting);
    }

    /** All but one of the finished rows were delivered. */
    private static Progress progress(Duration elapsed, long rows, long settled, String waiting) {
        return new Progress(
                rows,
                Math.max(0, settled - 1),
                1,
                0,
                25,
                3,
                rows * 100,
                100_000_000,
                elapsed,
                waiting,
                rows,
                new Pace(100, 25, ""),
                0,
                0,
                0);
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
