package dev.upserter.run.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.plan.ChangeKind;
import dev.upserter.run.change.PendingEvents.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a state says of events that wait. */
class PendingEventsTest {
    private static final PendingEvents TWO = new PendingEvents(
            1_796_000_000_001L,
            ChangeKind.CHANGED,
            List.of(event("Jöined", 1_796_000_000_000L, 300), event("Altered", 1_796_000_000_001L, 2)));

    private static Event event(String name, long generation, int length) {
        byte[] data = "{}".concat(" ".repeat(length - 2)).getBytes(StandardCharsets.UTF_8);
        return new Event(name, "20261129-190631-7f3a", generation, new byte[16], data);
    }

    private static String shown(PendingEvents events) {
        return events.generation() + " " + events.last() + " "
                + events.events().stream()
                        .map(event -> event
                                + event.run()
                                + event.generation()
                                + Arrays.toString(event.fingerprint())
                                + event.data().length)
                        .toList();
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        assertThat(shown(PendingEvents.read(TWO.write()))).isEqualTo(shown(TWO));
        assertThat(PendingEvents.read(PendingEvents.NONE.write())).isEqualTo(PendingEvents.NONE);
        assertThat(TWO.ofLast()).hasToString("Event[Altered]");
        assertThat(TWO.without(1).ofLast()).isNull();
        assertThat(TWO.without(0).events()).hasToString("[Event[Altered]]");
    }

    @Test
    void theLayoutNeverChanges() throws IOException {
        byte[] frozen = HexFormat.of()
                .parseHex("01" + "0000000000000005" + "02" + "014c" + "0172" + "0000000000000005" + "00".repeat(16)
                        + "027b7d");
        PendingEvents read = PendingEvents.read(frozen);
        assertThat(read.last()).isEqualTo(ChangeKind.REMOVED);
        assertThat(read.events()).hasToString("[Event[L]]");
        assertThat(read.write()).isEqualTo(frozen);
    }

    @Test
    void whatIsDamagedIsNoEvent() {
        byte[] whole = TWO.write();
        for (int i = 1; i < whole.length; i++) {
            byte[] torn = Arrays.copyOf(whole, i);
            if (i != 10 && i != TWO.without(1).write().length) {
                assertThatThrownBy(() -> PendingEvents.read(torn)).isInstanceOf(IOException.class);
            }
        }
        whole[0] = 9;
        assertThatThrownBy(() -> PendingEvents.read(whole)).isInstanceOf(IOException.class);
    }
}
