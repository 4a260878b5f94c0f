package dev.upserter.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.batch.Api;
import dev.upserter.contract.ApiContract;
import dev.upserter.delivery.http.Connections;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.Destination;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.delivery.http.HttpSettings;
import dev.upserter.delivery.http.Region;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.SandboxConfig;
import dev.upserter.sandbox.fault.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorTest {
    private static final Credentials KNOWN = new Credentials("site", "key");
    private static final Credentials UNKNOWN = new Credentials("site", "other");

    private Sandbox eu = host(dev.upserter.sandbox.track.SandboxRegion.US);
    private Sandbox us = host(dev.upserter.sandbox.track.SandboxRegion.US);
    private ApiContract euContract = ApiContract.watch(eu);
    private final ApiContract usContract = ApiContract.watch(us);
    private DeliveryConfig delivery =
            new DeliveryConfig(Api.BATCH, 5, 100, Duration.ofSeconds(20), 3, Duration.ofMillis(10));
    private Surroundings surroundings = Surroundings.real().withFirstPause(Duration.ofMillis(2));

    private static Sandbox host(dev.upserter.sandbox.track.SandboxRegion region) {
        return Sandbox.start(SandboxConfig.defaults()
                .withCredentials(KNOWN.siteId(), KNOWN.apiKey())
                .withRegion(region));
    }

    /** From now on the workspace lives in the EU. */
    private void moveToEu() {
        eu.close();
        eu = host(dev.upserter.sandbox.track.SandboxRegion.EU);
        euContract = ApiContract.watch(eu);
    }

    @AfterEach
    void close() {
        eu.close();
        us.close();
        euContract.assertKept();
        usContract.assertKept();
    }

    private Connector connector(DestinationConfig config) {
        return new Connector(
                config,
                delivery,
                surroundings.withHosts(Map.of(Region.EU, eu.endpoint(), Region.US, us.endpoint())),
                Optional.of(Duration.ofMillis(300)));
    }

    private static DestinationConfig config(Credentials credentials, @Nullable Region region) {
        return new DestinationConfig(credentials, region, null);
    }

    private Problem refusal(DestinationConfig config) {
        ProblemException e = catchThrowableOfType(
                ProblemException.class, () -> connector(config).connect());
        assertThat(e).as("the connection is refused").isNotNull();
        assertThat(e.problems()).hasSize(1);
        assertThat(e.toString()).doesNotContain(KNOWN.apiKey(), UNKNOWN.apiKey());
        return e.problems().getFirst();
    }

    @Test
    void aWorkspaceInTheEuIsFoundWithoutAWordToTheUs() throws Exception {
        moveToEu();

        assertThat(connector(config(KNOWN, null)).connect()).isEqualTo(new Destination(eu.endpoint(), KNOWN));
        assertThat(eu.stats().requests()).isEqualTo(1);
        assertThat(us.stats().requests()).isZero();
    }

    @Test
    void aWorkspaceInTheUsIsFoundByAskingTheEuHost() throws Exception {
        assertThat(connector(config(KNOWN, null)).connect()).isEqualTo(new Destination(us.endpoint(), KNOWN));
        assertThat(us.stats().requests()).isZero();
    }

    @Test
    void whoKeepsConnectionsAsksOnce() throws Exception {
        moveToEu();
        try (var kept = Connections.kept()) {
            surroundings = surroundings.withHttp(HttpSettings.NONE, kept);
            for (int i = 0; i < 3; i++) {
                assertThat(connector(config(KNOWN, null)).connect().base()).isEqualTo(eu.endpoint());
            }
        }
        assertThat(eu.stats().requests()).isEqualTo(1);
        assertThat(us.stats().requests()).isZero();
    }

    @Test
    void credentialsThatTheEuHostDoesNotKnowAreShownToTheUsHost() throws Exception {
        eu.answerNextRegion(Answer.status(401));

        assertThat(connector(config(KNOWN, null)).connect().base()).isEqualTo(us.endpoint());
        assertThat(us.stats().requests()).isEqualTo(1);
    }

    @Test
    void credentialsThatNobodyKnowsAreRefused() {
        Problem problem = refusal(config(UNKNOWN, null));

        assertThat(problem.code()).isEqualTo(Code.AUTH_REJECTED);
        assertThat(problem.message()).isEqualTo("Customer.io refused the credentials (status 401)");
        assertThat(eu.stats().requests()).isEqualTo(1);
        assertThat(us.stats().requests()).isEqualTo(1);
    }

    @Test
    void aChosenRegionIsTheOnlyOneAsked() throws Exception {
        assertThat(connector(config(KNOWN, Region.US)).connect().base()).isEqualTo(us.endpoint());
        assertThat(refusal(config(UNKNOWN, Region.US)).code()).isEqualTo(Code.AUTH_REJECTED);
        assertThat(eu.stats().requests()).isZero();
    }

    @Test
    void aChosenRegionThatIsNotTheWorkspacesIsRefused() {
        Problem problem = refusal(config(KNOWN, Region.EU));

        assertThat(problem.code()).isEqualTo(Code.REGION_MISMATCH);
        assertThat(problem.message()).isEqualTo("the workspace lives in the region us, but the configuration says eu");
        assertThat(us.stats().requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void noRedirectIsFollowed(int status) {
        eu.answerNextRegion(Answer.status(status).withHeader("Location", us.endpoint() + "/api/v1/accounts/region"));

        Problem problem = refusal(config(KNOWN, null));

        assertThat(problem.code()).isEqualTo(Code.BLOCKED);
        assertThat(problem.message()).contains("status " + status).endsWith("redirects are not followed");
        assertThat(us.stats().requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void aHostThatFailsIsAskedAgain(int status) throws Exception {
        eu.answerNextRegion(Answer.status(status), Answer.status(status).withHeader("Retry-After", "0"));

        assertThat(connector(config(KNOWN, null)).connect().base()).isEqualTo(us.endpoint());
        assertThat(eu.stats().requests()).isEqualTo(3);
    }

    @Test
    void aHostThatBreaksOffIsAskedAgain() throws Exception {
        eu.answerNextRegion(Answer.reset(), Answer.lost());

        assertThat(connector(config(KNOWN, null)).connect().base()).isEqualTo(us.endpoint());
    }

    @Test
    void aHostThatIsSilentIsAskedAgain() throws Exception {
        delivery = new DeliveryConfig(Api.BATCH, 5, 100, Duration.ofMillis(300), 9, Duration.ZERO);
        eu.answerNextRegion(Answer.silence(Duration.ofMinutes(1)), Answer.dripping(Duration.ofMillis(100), 10_000));

        assertThat(connector(config(KNOWN, null)).connect().base()).isEqualTo(us.endpoint());
        assertThat(eu.stats().requests()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aHostThatDoesNotAnswerIsToldSo() {
        eu.answerNextRegion(Answer.reset(), Answer.status(503), Answer.status(503));

        Problem problem = refusal(config(KNOWN, null));

        assertThat(problem.code()).isEqualTo(Code.DESTINATION_DOWN);
        assertThat(problem.message())
                .isEqualTo("Customer.io did not say where the workspace lives: 127.0.0.1 gave no answer in 3 attempts"
                        + " of up to 20 s (last: status 503)");
        assertThat(us.stats().requests()).isZero();
    }

    @Test
    void aHostThatAsksForMoreTimeThanTheRunHasIsNotWaitedForAgain() {
        Answer busy = Answer.status(429).withHeader("Retry-After", "3600");
        eu.answerNextRegion(busy, busy, busy);

        Problem problem = refusal(config(KNOWN, null));

        assertThat(problem.code()).isEqualTo(Code.DESTINATION_DOWN);
        assertThat(problem.message()).contains("in 2 attempts", "(last: status 429, which asks to wait 1 h)");
    }

    @Test
    void anEndpointThatRefusesEveryConnectionIsToldSo() {
        int port = us.endpoint().getPort();
        us.close();
        delivery = new DeliveryConfig(Api.BATCH, 5, 100, Duration.ofSeconds(20), 2, Duration.ofMinutes(15));

        ProblemException e = catchThrowableOfType(
                ProblemException.class,
                () -> connector(config(KNOWN, null).withEndpoint(us.endpoint())).test());

        assertThat(e.problems().getFirst().code()).isEqualTo(Code.NEVER_ANSWERED);
        assertThat(e.problems().getFirst().message())
                .isEqualTo("nothing has ever answered at http://127.0.0.1:" + port
                        + ". Each attempt of the last 300 ms failed: the connection was refused (127.0.0.1:" + port
                        + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "us",
                "\"us\"",
                "{\"region\":\"mars\"}",
                "{\"region\":null}",
                "{\"region\":[\"us\"]}",
                "{\"data\":{\"region\":\"us\"}}",
                "{\"region\":\"US\"",
                "<html>Log in</html>"
            })
    void anAnswerThatNamesNoRegionIsNotCustomerIos(String body) {
        eu.answerNextRegion(Answer.status(200).withBody(body));

        assertThat(refusal(config(KNOWN, null)).code()).isEqualTo(Code.BLOCKED);
        assertThat(us.stats().requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 207, 400, 404, 407, 410, 422})
    void anAnswerThatTheRegionEndpointNeverGivesIsNotCustomerIos(int status) {
        eu.answerNextRegion(Answer.status(status));

        Problem problem = refusal(config(KNOWN, null));
        assertThat(problem.code()).isEqualTo(Code.BLOCKED);
        assertThat(problem.message()).contains("status " + status);
    }

    @Test
    void whoeverIsForbiddenIsToldSoButNotByAFirewall() {
        eu.answerNextRegion(
                Answer.status(403),
                Answer.status(403).withHeader("Content-Type", "text/html").withBody("<html>"),
                Answer.status(401).withHeader("Content-Type", "text/html").withBody("<html>"));

        assertThat(refusal(config(KNOWN, null)).code()).isEqualTo(Code.AUTH_FORBIDDEN);
        assertThat(refusal(config(KNOWN, null)).code()).isEqualTo(Code.BLOCKED);
        assertThat(refusal(config(KNOWN, null)).code()).isEqualTo(Code.BLOCKED);
        assertThat(us.stats().requests()).isZero();
    }

    @Test
    void anotherEndpointIsTakenAsItIsAndAskedOnlyInATest() throws Exception {
        DestinationConfig there = config(KNOWN, null).withEndpoint(us.endpoint());

        assertThat(connector(there).connect()).isEqualTo(new Destination(us.endpoint(), KNOWN));
        assertThat(us.stats().requests()).isZero();
        assertThat(connector(there).test())
                .isEqualTo(new Connector.Tested(new Destination(us.endpoint(), KNOWN), Optional.empty()));
        assertThat(us.stats().requests()).isEqualTo(1);
        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> connector(there.withCredentials(UNKNOWN)).test());
        assertThat(refused.problems().getFirst().code()).isEqualTo(Code.AUTH_REJECTED);
    }

    @Test
    void missingCredentialsAreNamed() {
        Problem both = refusal(new DestinationConfig(null, null, null));
        Problem one = refusal(new DestinationConfig(null, null, null, "apiKey"));

        assertThat(both.code()).isEqualTo(Code.AUTH_MISSING);
        assertThat(both.message()).isEqualTo("siteId and apiKey are not set");
        assertThat(one.message()).isEqualTo("apiKey is not set");
        assertThat(eu.stats().requests()).isZero();
    }

    @Test
    void aStopEndsTheWaitingForAHost() throws Exception {
        surroundings = surroundings.withFirstPause(Duration.ofHours(1));
        eu.answerNextRegion(Answer.status(503));
        var asked = new CompletableFuture<Void>();
        eu.onRequest(request -> asked.complete(null));
        Connector connector = connector(config(KNOWN, null));
        var problem = new CompletableFuture<Problem>();
        Thread.startVirtualThread(
                () -> problem.complete(catchThrowableOfType(ProblemException.class, connector::connect)
                        .problems()
                        .getFirst()));

        asked.get(30, TimeUnit.SECONDS);
        connector.stop(Problem.of(Code.INTERRUPTED, null, "asked to stop"));

        assertThat(problem.get(30, TimeUnit.SECONDS).message()).isEqualTo("asked to stop");
    }

    @Test
    void theProductAndItsVersionAreNamed() throws Exception {
        eu.recordRequests(true);
        connector(config(KNOWN, null)).connect();

        assertThat(eu.requests()).singleElement().satisfies(request -> {
            assertThat(request.toString()).isEqualTo("GET /api/v1/accounts/region -> 200");
            assertThat(request.headers().get("user-agent")).matches("customer-upserter/\\d+\\.\\d+\\.\\d+.*");
        });
    }
}
