package dev.upserter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A service that runs for long, in a process of its own with the heap that the launcher gives. */
@EnabledOnOs(OS.LINUX)
class LongLivedTest {
    private static final String RUNS = "1000";

    @Test
    void aThousandRunsLeaveNothingBehind() throws Exception {
        Process service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:SoftRefLRUPolicyMSPerMB=0", // Jackson keeps buffers for threads, until memory is short
                        "-cp",
                        System.getProperty("java.class.path"),
                        LongLivedMain.class.getName(),
                        RUNS)
                .redirectErrorStream(true)
                .start();
        String output = new String(service.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(service.waitFor()).as(output).isZero();

        List<String> lines = output.lines().toList();
        assertThat(lines).as(output).hasSize(3);
        List<Long> early = numbers(lines.get(0));
        List<Long> late = numbers(lines.get(1));
        assertThat(late.get(0)).as("descriptors: " + output).isLessThanOrEqualTo(early.get(0) + 4);
        assertThat(late.get(1)).as("threads: " + output).isLessThanOrEqualTo(early.get(1) + 4);
        assertThat(late.get(2)).as("classes: " + output).isLessThanOrEqualTo(early.get(2) + 50);
        assertThat(late.get(3)).as("kilobytes: " + output).isLessThanOrEqualTo(early.get(3) + 2048);
        assertThat(lines.get(2)).as("whether the class loader was collected").isEqualTo("true");
    }

    private static List<Long> numbers(String line) {
        return Stream.of(line.split(" ")).map(Long::valueOf).toList();
    }
}
