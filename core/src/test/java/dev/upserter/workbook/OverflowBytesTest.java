package dev.upserter.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OverflowBytesTest {
    private static final int PIECE = 1000;

    @TempDir
    private Path folder;

    private static byte[] piece(int number) {
        byte[] bytes = new byte[PIECE];
        new Random(number).nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatWasWrittenIsReadAnywhereInMemoryInTheFileAndAcrossThem() throws IOException {
        Path own = Files.createDirectory(folder.resolve("own"));
        int pieces = 3 * OverflowBytes.MEMORY / PIECE;
        try (var bytes = new OverflowBytes(() -> own)) {
            for (int i = 0; i < pieces; i++) {
                bytes.append(piece(i), 0, PIECE);
            }
            bytes.finish();
            var random = new Random(1);
            byte[] read = new byte[PIECE];
            for (int i = 0; i < 5000; i++) {
                int number = i == 0 ? OverflowBytes.MEMORY / PIECE : random.nextInt(pieces);
                bytes.read((long) number * PIECE, read, 0, PIECE);
                assertThat(read).isEqualTo(piece(number));
            }
        }
        assertThat(own).doesNotExist();
    }

    @Test
    void aFewBytesNeedNoFolder() throws IOException {
        var asked = new AtomicInteger();
        try (var bytes = new OverflowBytes(() -> {
            asked.incrementAndGet();
            return folder;
        })) {
            bytes.append(piece(1), 0, PIECE);
            bytes.finish();
            byte[] read = new byte[PIECE];
            bytes.read(0, read, 0, PIECE);
            assertThat(read).isEqualTo(piece(1));
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void aFolderThatTakesNoFileIsAnErrorOfItsOwn() {
        try (var bytes = new OverflowBytes(() -> folder.resolve("none"))) {
            assertThatThrownBy(() -> bytes.append(new byte[OverflowBytes.MEMORY + 1], 0, OverflowBytes.MEMORY + 1))
                    .isInstanceOf(TemporaryFileException.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
