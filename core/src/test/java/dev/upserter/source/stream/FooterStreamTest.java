package dev.upserter.source.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The last lines are left out, whatever the sizes of the reads. */
final class FooterStreamTest {

    @Test
    void theLastLinesAreLeftOut() throws IOException {
        for (int piece : new int[] {1, 3, 1000}) {
            assertThat(without(2, "id\n1\n2\n\nsum\nend\n \n", piece))
                    .as("" + piece)
                    .isEqualTo("id\n1\n2\n\n");
            assertThat(without(1, "id\n1\r2", piece)).as("" + piece).isEqualTo("id\n1\r");
        }
    }

    @Test
    @Timeout(20)
    void aLongLineInSmallPiecesIsLookedThroughAFewTimes() throws IOException {
        String line = "x".repeat(8 << 20) + "\n";
        assertThat(without(1, line + "sum\n", 100)).hasSize(line.length()).isEqualTo(line);
    }

    @Test
    @Timeout(20)
    void longFootersInSmallPiecesAreLookedThroughAFewTimes() throws IOException {
        String rows = "1\n".repeat(1 << 20);
        assertThat(without(1, rows + "x".repeat(2 << 20), 100)).hasSize(rows.length());
    }

    private static String without(int lines, String text, int piece) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (var in = new FooterStream(new InPieces(new ByteArrayInputStream(bytes), piece), lines)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Returns a few bytes at a time, as an unpacker may. */
    private static final class InPieces extends InputStream {
        private final InputStream in;
        private final int most;

        InPieces(InputStream in, int most) {
            this.in = in;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return in.read(target, offset, Math.min(length, most));
        }
    }
}
