package dev.upserter.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AppendedFileTest {
    private static final int THREADS = 20;
    private static final int LINES = 500;

    @TempDir
    Path folder;

    @Test
    void nothingIsLostOrMixedThatManyThreadsAppendWhileItIsForced() throws Exception {
        Path path = Files.writeString(folder.resolve("file"), "before\n");
        try (var file = new AppendedFile(path);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> all = IntStream.range(0, THREADS)
                    .mapToObj(i -> threads.submit(appender(file, i)))
                    .toList();
            while (!all.stream().allMatch(Future::isDone)) {
                file.force();
            }
            for (Future<Void> one : all) {
                one.get();
            }
        }

        var expected = new ArrayList<String>(List.of("before"));
        IntStream.range(0, THREADS)
                .forEach(i -> IntStream.range(0, LINES).forEach(line -> expected.add(i + " " + line)));
        assertThat(Files.readAllLines(path)).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Callable<Void> appender(AppendedFile file, int number) {
        return () -> {
            for (int line = 0; line < LINES; line++) {
                file.append((number + " " + line + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            return null;
        };
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nothingIsAppendedAfterAFailedWrite() throws IOException {
        try (var file = new AppendedFile(Path.of("/dev/full"))) {
            assertThatThrownBy(() -> file.append(new byte[] {1})).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> file.append(new byte[0]))
                    .isInstanceOf(IOException.class)
                    .hasMessage("what came before could not be written");
        }
    }
}
