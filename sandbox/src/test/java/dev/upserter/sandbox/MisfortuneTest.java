package dev.upserter.sandbox;

import static dev.upserter.sandbox.Client.identify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.sandbox.fault.Faults;
import dev.upserter.sandbox.store.Person;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class MisfortuneTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final Client client = new Client(sandbox);

    @Test
    void aRefusedPersonIsOneEntryOfTheBatch() throws Exception {
        sandbox.refuse("bo@example.com", "invalid", "email", "email is not valid");
        var batch = client.batch(identify("ana", "{}"), identify("email", "BO@example.com", "{}"));
        var alone = client.put("bo%40example.com", "{}");

        assertThat(batch.statusCode()).isEqualTo(207);
        assertThat(batch.body())
                .isEqualTo("{\"errors\":[{\"batch_index\":1,\"reason\":\"invalid\",\"field\":\"email\","
                        + "\"message\":\"email is not valid\"}]}");
        assertThat(alone.statusCode()).isEqualTo(400);
        assertThat(alone.body()).isEqualTo("{\"meta\":{\"errors\":[\"email: email is not valid\"]}}");
        assertThat(sandbox.people()).extracting(Person::identifier).containsExactly("ana");

        sandbox.heal("bo@example.com");
        assertThat(client.put("bo%40example.com", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void aPoisonedPersonSpoilsTheBatchOnly() throws Exception {
        sandbox.poison("bo");
        var answer = client.batch(identify("ana", "{}"), identify("bo", "{}"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"reason\":\"malformed\"");
        assertThat(sandbox.peopleCount()).isZero();
        assertThat(client.batch(identify("ana", "{}")).statusCode()).isEqualTo(200);
        assertThat(client.entity(identify("bo", "{}")).statusCode()).isEqualTo(200);
    }

    @Test
    void aFailingPersonFailsEveryRequest() throws Exception {
        sandbox.fail("bo", 503);

        assertThat(client.batch(identify("ana", "{}"), identify("bo", "{}")).statusCode())
                .isEqualTo(503);
        assertThat(client.put("bo", "{}").statusCode()).isEqualTo(503);
        assertThat(client.put("ana", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void requestsThatShareAPersonAtOneTimeOverlap() throws Exception {
        try (var gate = sandbox.hold()) {
            var first = client.batchLater(identify("ana", "{}"), identify("email", "bo@example.com", "{}"));
            sandbox.awaitRequests(1, TIMEOUT);
            var other = client.batchLater(identify("cy", "{}"), identify("cy", "{}"));
            sandbox.awaitRequests(2, TIMEOUT);
            assertThat(sandbox.stats().overlaps()).isZero();

            var second = client.batchLater(identify("email", "BO@example.com", "{}"));
            sandbox.awaitRequests(3, TIMEOUT);
            assertThat(sandbox.stats().overlaps()).isOne();
            assertThat(sandbox.peopleCount()).isZero();

            gate.release();
            assertThat(List.of(first, other, second))
                    .allSatisfy(answer ->
                            assertThat(answer).succeedsWithin(TIMEOUT).matches(done -> done.statusCode() == 200));
        }
        assertThat(sandbox.stats().mostInFlight()).isEqualTo(3);
    }

    @Test
    void requestsOneAfterTheOtherDoNotOverlap() throws Exception {
        for (int i = 0; i < 200; i++) {
            client.batch(identify("ana", "{}"));
        }

        assertThat(sandbox.stats().overlaps()).isZero();
        assertThat(sandbox.stats().mostInFlight()).isOne();
    }

    @Test
    void aClientThatWaitsForEachAnswerNeverOverlapsWhateverHappens() throws Exception {
        sandbox.faults(Faults.parse("429=0.1,500=0.1,500-applied=0.1,slow=0.1:1ms,reset=0.1,lost=0.1"));
        sandbox.latency(Duration.ZERO, Duration.ofMillis(2));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ArrayList<Future<?>>();
            for (int i = 0; i < 16; i++) {
                String id = "p" + i;
                done.add(threads.submit(() -> sendUntilAccepted(id, 25)));
            }
            assertThat(done).allSatisfy(sender -> assertThat(sender).succeedsWithin(Duration.ofSeconds(60)));
        }

        assertThat(sandbox.peopleCount()).isEqualTo(16);
        assertThat(sandbox.stats().overlaps()).isZero();
        assertThat(sandbox.stats().unanswered()).isPositive();
    }

    private int sendUntilAccepted(String id, int times) throws InterruptedException {
        int accepted = 0;
        while (accepted < times) {
            try {
                accepted +=
                        client.batch(identify(id, "{\"n\":" + accepted + "}")).statusCode() == 200 ? 1 : 0;
            } catch (IOException e) {
                // cut off: sent again
            }
        }
        return accepted;
    }

    @Test
    void theRegionPassesAGate() throws Exception {
        try (var gate = sandbox.hold()) {
            assertThat(client.get("/api/v1/accounts/region").statusCode()).isEqualTo(200);
            gate.release();
        }
    }

    @Test
    void requestsThatDoNotArriveAreReported() {
        assertThatThrownBy(() -> sandbox.awaitRequests(1, Duration.ofMillis(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("only 0 of 1 requests arrived within 1 ms");
    }

    @Test
    void latencyDelaysEachAnswer() throws Exception {
        sandbox.latency(Duration.ofMillis(20), Duration.ofMillis(30));
        long start = System.nanoTime();
        client.batch(identify("ana", "{}"));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
        assertThatThrownBy(() -> sandbox.latency(Duration.ofMillis(2), Duration.ofMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSameSeedMeetsTheSameFaults() throws Exception {
        Faults faults = Faults.none().withServerError(0.3).withUnavailable(0.3).withTooManyRequests(0.2);
        List<Integer> first = statuses(faults);

        assertThat(statuses(faults)).isEqualTo(first);
        assertThat(first).contains(200, 500, 503, 429);
    }

    private static List<Integer> statuses(Faults faults) throws Exception {
        var statuses = new ArrayList<Integer>();
        try (var sandbox = Sandbox.start(SandboxConfig.defaults().withSeed(7));
                var client = new Client(sandbox)) {
            sandbox.faults(faults);
            for (int i = 0; i < 40; i++) {
                statuses.add(client.put("ana", "{}").statusCode());
            }
            assertThat(client.get("/api/v1/accounts/region").statusCode()).isEqualTo(200);
        }
        return statuses;
    }

    @Test
    void faultsAreSwitchedWhileRunning() throws Exception {
        sandbox.faults(Faults.none().withTooManyRequests(1).withRetryAfter(Duration.ofMillis(1500)));
        assertThat(client.put("ana", "{}").headers().firstValue("Retry-After")).contains("2");

        sandbox.faults(Faults.none().withServerErrorAfterApplying(1));
        assertThat(client.put("ana", "{}").statusCode()).isEqualTo(500);
        assertThat(sandbox.person("ana")).isPresent();

        sandbox.faults(Faults.none().withSlow(1, Duration.ofMillis(1)));
        assertThat(client.put("ana", "{}").statusCode()).isEqualTo(200);

        sandbox.faults(Faults.none());
        assertThat(client.put("ana", "{}").statusCode()).isEqualTo(200);
        assertThat(sandbox.stats().faults()).isEqualTo(3);
    }
}
