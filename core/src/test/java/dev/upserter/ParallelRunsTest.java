package dev.upserter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several runs at once in one small virtual machine, beside the sandbox that they send to. */
@Timeout(300)
final class ParallelRunsTest {
    private static final int ROWS = 300;
    private static final int PEOPLE = 50;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"8, false", "16, false", "8, true"})
    void allHaveRoomInAHeapOf256Mb(int runs, boolean incremental) throws Exception {
        String keys = incremental ? "\"incremental\": true, \"keepValues\": true," : "\"parallelism\": 100,";
        Process host = new ProcessBuilder(ParallelRunsMain.command(folder, runs, ROWS, keys))
                .redirectErrorStream(true)
                .start();
        String output = new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(host.waitFor()).as(output).isZero();
        assertThat(output).doesNotContain("OutOfMemory", "OUT_OF_RESOURCES");
        List<String> ended =
                output.lines().filter(line -> line.matches("[A-Z]+ \\d+")).toList();
        assertThat(ended)
                .as(output)
                .containsExactlyElementsOf(Collections.nCopies(runs, "COMPLETED " + (incremental ? PEOPLE : ROWS)));
    }
}
