package dev.upserter.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.carried.jetty.io.Content;
import dev.upserter.carried.jetty.util.Callback;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowerTest {
    private final Connection connection = new Connection();
    private final List<String> end = new ArrayList<>();
    private final List<Follower> gone = new ArrayList<>();
    private final Follower follower =
            new Follower(connection, Callback.from(() -> end.add("sent"), failure -> end.add("left")), gone::add);

    /** A connection that accepts writes when the test says so. */
    private static final class Connection implements Content.Sink {
        private final List<String> written = new ArrayList<>();
        private final Deque<Callback> open = new ArrayDeque<>();

        @Override
        public void write(boolean last, ByteBuffer bytes, Callback callback) {
            written.add(StandardCharsets.UTF_8.decode(bytes) + (last ? " (last)" : ""));
            open.add(callback);
        }

        private void take() {
            open.remove().succeeded();
        }

        private void breakOff() {
            open.remove().failed(new IOException("reset"));
        }
    }

    private static RunState state(long version) {
        return new RunState(version, false, ("s" + version).getBytes(StandardCharsets.UTF_8));
    }

    private static RunState last(long version) {
        return new RunState(version, true, ("end" + version).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aSlowOneMissesStatesAndHearsTheNewest() {
        follower.tell(state(1));
        follower.tell(state(2));
        follower.tell(state(3));
        assertThat(connection.written).containsExactly("s1");

        connection.take();

        assertThat(connection.written).containsExactly("s1", "s3");
    }

    @Test
    void noStateIsSentTwiceOrAfterANewerOne() {
        follower.tell(state(2));
        connection.take();
        follower.tell(state(1));
        follower.tell(state(2));

        assertThat(connection.written).containsExactly("s2");
    }

    @Test
    void theLastStateEndsTheAnswerOnceItHasGone() {
        follower.tell(state(1));
        follower.tell(last(2));
        connection.take();
        assertThat(connection.written).containsExactly("s1", "end2 (last)");
        assertThat(end).isEmpty();

        connection.take();
        follower.tell(state(3));
        follower.beat();

        assertThat(connection.written).hasSize(2);
        assertThat(end).containsExactly("sent");
        assertThat(gone).containsExactly(follower);
    }

    @Test
    void aSignOfLifeIsSentWhereNothingElseIs() {
        follower.beat();
        follower.beat();
        follower.tell(state(1));
        assertThat(connection.written).containsExactly(": still here\n\n");

        connection.take();

        assertThat(connection.written).containsExactly(": still here\n\n", "s1");
    }

    @Test
    void oneWhoLeavesIsForgotten() {
        follower.tell(state(1));
        connection.breakOff();
        follower.tell(state(2));

        assertThat(connection.written).containsExactly("s1");
        assertThat(end).containsExactly("left");
        assertThat(gone).containsExactly(follower);
    }
}
