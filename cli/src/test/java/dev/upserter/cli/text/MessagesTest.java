package dev.upserter.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Standard error while the user is asked. */
class MessagesTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Messages messages = new Messages(new PrintStream(bytes, false, StandardCharsets.UTF_8));

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void noLiveLineIsDrawnOverAnAnswer() {
        messages.live("1 row read");
        messages.ask("Go on?");
        String asked = shown();
        messages.live("2 rows read");

        assertThat(asked).endsWith("Go on?\n");
        assertThat(shown()).isEqualTo(asked);
        messages.print("stopping");
        assertThat(shown()).isEqualTo(asked + "stopping\n");
        messages.answered();
        assertThat(shown()).endsWith("stopping\n2 rows read");
    }
}
