package dev.upserter.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFailureTest {
    @TempDir
    private Path folder;

    private static String reason(ThrowingCallable use) {
        return DiskFailure.reason(catchThrowableOfType(IOException.class, use));
    }

    @Test
    void theReasonIsGivenInWordsAndWithoutNamesOfJava() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(reason(() -> Files.size(folder.resolve("missing")))).isEqualTo("there is no such file or folder");
        assertThat(reason(() -> Files.createFile(file))).isEqualTo("something else has this name");
        assertThat(reason(() -> Files.delete(folder))).isEqualTo("the folder is not empty");
        assertThat(reason(() -> Files.list(file))).isEqualTo("this is no folder");
        assertThat(reason(() -> Files.createFile(file.resolve("inside")))).isEqualTo("Not a directory");
        assertThat(DiskFailure.reason(new IOException())).isEqualTo("the system gives no reason");
    }
}
