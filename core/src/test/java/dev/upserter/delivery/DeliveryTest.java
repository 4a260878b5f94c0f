package dev.upserter.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.batch.Batch;
import dev.upserter.batch.BatchPool;
import dev.upserter.delivery.answer.DeadLetter;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.Destination;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.problem.Code;
import dev.upserter.problem.Defect;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.sandbox.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every batch is settled or given back, once, whatever its listener does. */
class DeliveryTest {
    private static final String FIVE = "[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"},{\"id\":\"d\"},{\"id\":\"e\"}]";

    private static final Logger DEFECTS = Logger.getLogger(Defect.class.getName());

    private final Sandbox sandbox = Sandbox.start();
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void expectDefects() {
        DEFECTS.setLevel(Level.OFF);
    }

    @AfterAll
    static void reportDefectsAgain() {
        DEFECTS.setLevel(null);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    /** Writes down what it hears. */
    private class Listener implements DeliveryListener {
        @Override
        public void settled(Batch batch, List<DeadLetter> deadLetters) {
            heard.add("settled " + batch.key());
        }

        @Override
        public void abandoned(Batch batch) {
            heard.add("abandoned " + batch.key());
        }

        @Override
        public void sending(Batch batch, boolean again) {}

        @Override
        public void tookNothing(Batch batch) {}
    }

    private Delivery delivery(DeliveryListener listener) {
        return new Delivery(
                new DeliveryConfig(Api.SINGLE, 2, 1000, Duration.ofSeconds(20), 3, Duration.ofSeconds(1)),
                new Destination(sandbox.endpoint(), new Credentials(sandbox.siteId(), sandbox.apiKey())),
                Surroundings.real().withFirstPause(Duration.ofMillis(2)),
                listener,
                new BatchPool(Api.SINGLE.route()),
                StopRules.NONE);
    }

    private static void sendAll(Delivery delivery) throws InterruptedException {
        for (Batch batch : Batches.oneForEach(FIVE)) {
            delivery.send(batch);
        }
        delivery.awaitAll();
    }

    private void assertEachHeardOfOnce() {
        assertThat(heard.stream().map(word -> word.substring(word.length() - 1)))
                .containsExactlyInAnyOrder("a", "b", "c", "d", "e");
    }

    @Test
    void eachBatchIsSettledOnce() throws Exception {
        try (Delivery delivery = delivery(new Listener())) {
            sendAll(delivery);

            assertThat(delivery.stopped()).isEmpty();
            assertThat(delivery.inFlight()).isZero();
            assertThat(delivery.oldestUnfinished()).isEqualTo(Long.MAX_VALUE);
            assertThat(delivery.slowdowns()).isEmpty();
            assertThat(delivery.waiting()).isEmpty();
        }
        assertEachHeardOfOnce();
        assertThat(heard).allMatch(word -> word.startsWith("settled"));
    }

    @Test
    void aListenerThatCannotWriteStopsTheDelivery() throws Exception {
        var full = Problem.of(Code.STATE_UNWRITABLE, null, "no space left");
        try (Delivery delivery = delivery(new Listener() {
            @Override
            public void settled(Batch batch, List<DeadLetter> deadLetters) {
                throw new ProblemException(full);
            }
        })) {
            sendAll(delivery);

            assertThat(delivery.stopped()).contains(full);
        }
        assertEachHeardOfOnce();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDefectStopsTheDeliveryWithoutTellingWhatItSays(boolean beforeSending) throws Exception {
        try (Delivery delivery = delivery(new Listener() {
            @Override
            public void settled(Batch batch, List<DeadLetter> deadLetters) {
                if (!beforeSending) {
                    throw new AssertionError("ana@example.org");
                }
            }

            @Override
            public void sending(Batch batch, boolean again) {
                if (beforeSending) {
                    throw new IllegalStateException("ana@example.org");
                }
            }
        })) {
            sendAll(delivery);

            assertThat(delivery.stopped()).hasValueSatisfying(problem -> {
                assertThat(problem.code()).isEqualTo(Code.INTERNAL);
                assertThat(problem.message())
                        .contains(beforeSending ? "IllegalStateException at " : "AssertionError at ")
                        .doesNotContain("ana@");
            });
        }
        assertEachHeardOfOnce();
        assertThat(heard).allMatch(word -> word.startsWith("abandoned"));
    }

    @Test
    void aStoppedDeliveryGivesBackWhatItGets() throws Exception {
        try (Delivery delivery = delivery(new Listener())) {
            delivery.stop(Problem.of(Code.INTERRUPTED, null, "stop"));
            sendAll(delivery);
        }
        assertEachHeardOfOnce();
        assertThat(heard).allMatch(word -> word.startsWith("abandoned"));
        assertThat(sandbox.stats().requests()).isZero();
    }

    @Test
    void aDeliveryThatIsClosedGivesBackWhatIsUnderWay() throws Exception {
        try (var gate = sandbox.hold()) {
            Delivery delivery = delivery(new Listener());
            List<Batch> batches = Batches.oneForEach(FIVE);
            delivery.send(batches.get(0));
            delivery.send(batches.get(1));
            sandbox.awaitRequests(2, Duration.ofSeconds(30));
            assertThat(delivery.inFlight()).isEqualTo(2);
            delivery.close();
        }
        assertThat(heard).containsExactlyInAnyOrder("abandoned a", "abandoned b");
    }
}
