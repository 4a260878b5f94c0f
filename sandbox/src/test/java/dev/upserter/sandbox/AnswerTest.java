package dev.upserter.sandbox;

import static dev.upserter.sandbox.Client.identify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sandbox.store.Person;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.OptionalInt;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final Duration FOREVER = Duration.ofMinutes(10);

    @AutoClose
    private final Sandbox sandbox = Sandbox.start(SandboxConfig.defaults().withRecordRequests(true));

    @AutoClose
    private final Client client = new Client(sandbox);

    @Test
    void scriptedAnswersComeInOrderAndThenNormalOnes() throws Exception {
        sandbox.answerNext(
                Answer.status(503), Answer.normal(), Answer.status(429).withHeader("Retry-After", "1"));

        assertThat(client.batch(identify("ana", "{}")).statusCode()).isEqualTo(503);
        assertThat(client.batch(identify("bo", "{}")).statusCode()).isEqualTo(200);
        assertThat(client.batch(identify("cy", "{}")).headers().firstValue("Retry-After"))
                .contains("1");
        assertThat(client.batch(identify("di", "{}")).statusCode()).isEqualTo(200);
        assertThat(sandbox.people()).extracting(Person::identifier).containsExactly("bo", "di");
        assertThat(sandbox.stats().faults()).isEqualTo(2);
        assertThat(sandbox.stats().answers()).containsOnlyKeys(200, 429, 503);
        assertThat(sandbox.stats().answers(200)).isEqualTo(2);
    }

    @Test
    void anAnswerMayHaveAnyBodyAndComeAfterApplying() throws Exception {
        sandbox.answerNext(Answer.status(502)
                .withHeader("Content-Type", "text/html")
                .withBody("<html>bad gateway</html>")
                .applying());
        var answer = client.batch(identify("ana", "{}"));

        assertThat(answer.body()).isEqualTo("<html>bad gateway</html>");
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("text/html");
        assertThat(sandbox.person("ana")).isPresent();
    }

    @Test
    void aNoContentAnswerHasNoBody() throws Exception {
        sandbox.answerNext(Answer.status(204));

        assertThat(client.batch(identify("ana", "{}")).body()).isEmpty();
        assertThat(client.batch(identify("ana", "{}")).statusCode()).isEqualTo(200);
    }

    @Test
    void aRedirectNamesItsPlace() throws Exception {
        sandbox.answerNext(Answer.redirect("http://127.0.0.1:1/elsewhere"));
        var answer = client.batch(identify("ana", "{}"));

        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(answer.headers().firstValue("Location")).contains("http://127.0.0.1:1/elsewhere");
        assertThat(sandbox.peopleCount()).isZero();
    }

    @Test
    void theRegionHasAScriptOfItsOwn() throws Exception {
        sandbox.answerNext(Answer.status(500));
        sandbox.answerNextRegion(Answer.status(503));

        assertThat(client.get("/api/v1/accounts/region").statusCode()).isEqualTo(503);
        assertThat(client.get("/api/v1/accounts/region").statusCode()).isEqualTo(200);
        assertThat(client.batch(identify("ana", "{}")).statusCode()).isEqualTo(500);
    }

    @Test
    void aLostAnswerIsAppliedAndTheConnectionEnds() throws Exception {
        sandbox.answerNext(Answer.lost());

        assertThat(firstByte(identify("ana", "{}"))).isEqualTo(-1);
        assertThat(sandbox.person("ana")).isPresent();
        assertThat(sandbox.stats().unanswered()).isOne();
        assertThat(sandbox.requests().getFirst().status()).isEqualTo(OptionalInt.empty());
    }

    @Test
    void aResetIsNotAppliedAndTheConnectionBreaks() {
        sandbox.answerNext(Answer.reset());

        assertThatThrownBy(() -> firstByte(identify("ana", "{}")))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        assertThat(sandbox.peopleCount()).isZero();
    }

    @Test
    void aClientSeesCutConnectionsAsFailures() throws Exception {
        sandbox.answerNext(Answer.lost(), Answer.reset());

        assertThatThrownBy(() -> client.batch(identify("ana", "{}"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> client.batch(identify("bo", "{}"))).isInstanceOf(IOException.class);
        assertThat(client.batch(identify("ana", "{}")).statusCode()).isEqualTo(200);
        assertThat(sandbox.stats().overlaps()).isZero();
    }

    @Test
    void silenceOutlastsAClientWhoMaySendAgain() throws Exception {
        sandbox.answerNext(Answer.silence(FOREVER));

        assertThatThrownBy(() ->
                        client.send(client.batchRequest(identify("ana", "{}")).timeout(SHORT)))
                .isInstanceOf(HttpTimeoutException.class);
        sandbox.awaitRequests(1, Duration.ofSeconds(10));
        assertThat(client.batch(identify("ana", "{}")).statusCode()).isEqualTo(200);
        assertThat(sandbox.person("ana").orElseThrow().updates()).isOne();
        assertThat(sandbox.stats().overlaps()).isZero();
    }

    @Test
    void silenceEndsWithTheConnection() throws Exception {
        sandbox.answerNext(Answer.silence(SHORT));

        assertThat(firstByte(identify("ana", "{}"))).isEqualTo(-1);
        assertThat(sandbox.peopleCount()).isZero();
    }

    @Test
    void aSlowAnswerIsWhole() throws Exception {
        sandbox.answerNext(Answer.slow(SHORT));
        long start = System.nanoTime();

        assertThat(client.batch(identify("ana", "{}")).body()).isEqualTo("{}");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SHORT);
    }

    @Test
    void aDrippingAnswerIsWholeInTheEnd() throws Exception {
        sandbox.answerNext(Answer.dripping(Duration.ofMillis(1), 20));
        var answer = client.batch(identify("ana", "{}"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(20).isEqualToIgnoringWhitespace("{}");
        assertThat(sandbox.person("ana")).isPresent();
    }

    @Test
    void closingEndsWhateverWaits() throws Exception {
        sandbox.answerNext(Answer.silence(FOREVER), Answer.slow(FOREVER), Answer.dripping(FOREVER, 3));
        var first = client.batchLater(identify("ana", "{}"));
        var second = client.batchLater(identify("bo", "{}"));
        var third = client.batchLater(identify("cy", "{}"));
        sandbox.awaitRequests(3, Duration.ofSeconds(10));
        sandbox.close();

        assertThat(first).failsWithin(Duration.ofSeconds(10));
        assertThat(second).failsWithin(Duration.ofSeconds(10));
        assertThat(third).failsWithin(Duration.ofSeconds(10));
    }

    @Test
    void theWrongStatusIsRefused() {
        assertThatThrownBy(() -> Answer.status(99)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Sends a batch over a plain socket, which never retries; -1 when the connection was closed normally. */
    private int firstByte(String entry) throws IOException {
        String body = "{\"batch\":[" + entry + "]}";
        String credentials = sandbox.siteId() + ":" + sandbox.apiKey();
        String head = "POST /api/v2/batch HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                + "\r\nAuthorization: Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)) + "\r\n\r\n";
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), sandbox.endpoint().getPort())) {
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            return socket.getInputStream().read();
        }
    }
}
