package dev.upserter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.upserter.batch.Api;
import dev.upserter.delivery.Connector;
import dev.upserter.delivery.DeliveryConfig;
import dev.upserter.delivery.http.AppAccess;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.delivery.http.Region;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.SandboxConfig;
import dev.upserter.sandbox.app.Directory;
import dev.upserter.sandbox.app.Segment;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sandbox.traffic.RecordedRequest;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppClientTest {
    private static final String KEY = "app-key-that-nobody-may-see";
    private static final Connector.Workspace HERE = new Connector.Workspace(Optional.empty(), OptionalLong.of(12_345));

    private final Sandbox sandbox =
            Sandbox.start(SandboxConfig.defaults().withAppApiKey(KEY).withRecordRequests(true));

    @AfterEach
    void close() {
        sandbox.close();
    }

    private AppClient client(URI endpoint, @Nullable String key, Duration patience) {
        var destination = new DestinationConfig(new Credentials("site", "key"), null, sandbox.endpoint())
                .withApp(new AppAccess(key, endpoint));
        return AppClient.of(
                destination,
                HERE,
                new DeliveryConfig(Api.BATCH, 1, 100, Duration.ofSeconds(20), 8, patience),
                Surroundings.real().withFirstPause(Duration.ofMillis(5)));
    }

    private AppClient client() {
        return client(sandbox.endpoint(), KEY, Duration.ofSeconds(20));
    }

    private static Problem problem(ThrowingCallable what) {
        Problem[] found = new Problem[1];
        assertThatThrownBy(what)
                .asInstanceOf(type(ProblemException.class))
                .satisfies(e -> found[0] = e.problems().getFirst());
        assertThat(found[0].toString()).doesNotContain(KEY);
        return found[0];
    }

    private List<String> asked() {
        return sandbox.requests().stream()
                .map(request -> request.method() + " " + request.rawPath())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"US, https://api.customer.io", "EU, https://api-eu.customer.io"})
    void theHostIsThatOfTheRegionOfTheWorkspace(Region region, URI host) {
        var destination = new DestinationConfig(null, null, null).withApp(new AppAccess(KEY, null));
        var there = new Connector.Workspace(Optional.of(region), OptionalLong.of(1));
        assertThat(AppClient.base(destination, there)).isEqualTo(host);
    }

    @Test
    void whereAnEndpointStandsInForCustomerIoTheKeyGoesNowhereElse() {
        URI track = URI.create("http://127.0.0.1:1");
        URI app = URI.create("http://127.0.0.1:2");
        var there = new Connector.Workspace(Optional.empty(), OptionalLong.empty());
        var destination = new DestinationConfig(null, null, track).withApp(new AppAccess(KEY, null));
        assertThat(AppClient.base(destination, there)).isEqualTo(track);
        assertThat(AppClient.base(destination.withApp(new AppAccess(KEY, app)), there))
                .isEqualTo(app);
    }

    @Test
    void theWorkspaceMustBeThatOfTheTrackKey() throws Exception {
        try (AppClient client = client()) {
            client.requireWorkspace(HERE);
            var other = new Connector.Workspace(Optional.empty(), OptionalLong.of(777));
            assertThat(problem(() -> client.requireWorkspace(other)).code()).isEqualTo(Code.APP_KEY_OTHER_WORKSPACE);
            var untold = new Connector.Workspace(Optional.empty(), OptionalLong.empty());
            assertThat(problem(() -> client.requireWorkspace(untold)).code()).isEqualTo(Code.APP_KEY_OTHER_WORKSPACE);
        }
        assertThat(sandbox.requests().getFirst().headers()).containsEntry("authorization", "Bearer hidden");
    }

    @Test
    void aKeyThatIsNotTakenIsToldWithoutTheKey() {
        try (AppClient wrong = client(sandbox.endpoint(), "another-key", Duration.ofSeconds(5));
                AppClient client = client()) {
            assertThat(problem(() -> wrong.requireWorkspace(HERE)).code()).isEqualTo(Code.APP_KEY_REJECTED);
            sandbox.answerNextApp(Answer.status(403));
            Problem forbidden = problem(() -> client.requireWorkspace(HERE));
            assertThat(forbidden.code()).isEqualTo(Code.APP_KEY_REJECTED);
            assertThat(forbidden.message()).contains("status 403");
        }
        assertThat(problem(() -> client(sandbox.endpoint(), null, Duration.ZERO))
                        .code())
                .isEqualTo(Code.APP_KEY_MISSING);
    }

    @Test
    void faultsAreWaitedOut() throws Exception {
        sandbox.answerNextApp(
                Answer.status(429).withHeader("Retry-After", "0"),
                Answer.status(503),
                Answer.reset(),
                Answer.lost(),
                Answer.status(500));
        try (AppClient client = client()) {
            client.requireWorkspace(HERE);
        }
        assertThat(asked()).hasSize(6);
    }

    @Test
    void anOutageThatOutlastsThePatienceStops() throws IOException {
        URI nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        try (AppClient client = client(nobody, KEY, Duration.ofMillis(50))) {
            Problem down = problem(() -> client.requireWorkspace(HERE));
            assertThat(down.code()).isEqualTo(Code.DESTINATION_DOWN);
            assertThat(down.message()).startsWith("the App API at 127.0.0.1 gave no answer for ");
        }
    }

    @Test
    void theSandboxNeverHasToRefuseMoreThanTenRequestsASecond() throws Exception {
        try (AppClient client = client()) {
            for (int i = 0; i < 15; i++) {
                client.requireWorkspace(HERE);
            }
        }
        assertThat(sandbox.stats().answers()).containsOnlyKeys(200);
    }

    @Test
    void clientsOfOneKeyKeepToTenRequestsASecondTogether() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (AppClient client = client();
                    AppClient other = client()) {
                for (int j = 0; j < 3; j++) {
                    client.requireWorkspace(HERE);
                    other.requireWorkspace(HERE);
                }
            }
        }
        assertThat(sandbox.stats().answers()).containsOnlyKeys(200);
    }

    @Test
    void segmentsAreFoundByNameAndNumber() throws Exception {
        sandbox.directory().put(Segment.manual(4, "Readers").usedBy(List.of(5, 6), List.of(9)));
        sandbox.directory().put(new Segment(5, "Active", false, List.of(), List.of()));
        sandbox.directory().put(Segment.manual(6, "Twice"));
        sandbox.directory().put(Segment.manual(7, "Twice"));
        try (AppClient client = client()) {
            var segments = new Segments(client);
            assertThat(segments.named("Readers")).contains(new AppSegment(4, "Readers", true));
            assertThat(segments.named("readers")).isEmpty();
            assertThat(segments.numbered(4).name()).isEqualTo("Readers");
            assertThat(segments.use(4).inWords()).isEqualTo("the campaigns 5, 6 and the newsletter 9");
            assertThat(segments.use(6).inWords()).isEmpty();
            assertThat(problem(() -> segments.named("Active")).code()).isEqualTo(Code.SEGMENT_NOT_MANUAL);
            assertThat(problem(() -> segments.numbered(5)).code()).isEqualTo(Code.SEGMENT_NOT_MANUAL);
            assertThat(problem(() -> segments.named("Twice")).message()).contains("numbers 6, 7");
            assertThat(problem(() -> segments.numbered(999)).code()).isEqualTo(Code.SEGMENT_UNKNOWN);
            assertThat(segments.unknown("Reader").problems().getFirst().message())
                    .contains("there is no segment named 'Reader'", "'Readers', 'Twice'");
        }
        assertThat(asked()).contains("GET /v1/segments", "GET /v1/segments/4/used_by");
    }

    @Test
    void aSegmentIsMadeOnceThoughTheAnswerGetsLost() throws Exception {
        try (AppClient client = client()) {
            var segments = new Segments(client);
            sandbox.answerNextApp(Answer.lost());
            assertThat(segments.create("New \"ones\"")).isEqualTo(new AppSegment(101, "New \"ones\"", true));
            assertThat(segments.create("Others").number()).isEqualTo(102);
            assertThat(segments.all()).hasSize(2);
        }
        assertThat(bodies("POST"))
                .containsExactly(
                        "{\"segment\":{\"name\":\"New \\\"ones\\\"\"}}", "{\"segment\":{\"name\":\"Others\"}}");
    }

    private List<String> bodies(String method) {
        return sandbox.requests().stream()
                .filter(request -> request.method().equals(method))
                .map(RecordedRequest::body)
                .map(body -> new String(body, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void objectTypesAreFoundByNameAndNumber() throws Exception {
        sandbox.directory().put(new Directory.ObjectType(2, "Contracts", false));
        try (AppClient client = client()) {
            var types = new ObjectTypes(client);
            assertThat(types.number("Companies")).isEqualTo("1");
            assertThat(types.number("3")).isEqualTo("3");
            Problem unknown = problem(() -> types.number("Company"));
            assertThat(unknown.code()).isEqualTo(Code.OBJECT_TYPE_UNKNOWN);
            assertThat(unknown.message()).contains("1 'Companies', 2 'Contracts' (not enabled)");
            assertThat(problem(() -> types.number("2")).message()).contains("not enabled");
        }
    }

    @Test
    void peopleAreAskedForByTheHundred() throws Exception {
        List<String> ids =
                IntStream.rangeClosed(1, 250).mapToObj(String::valueOf).toList();
        try (AppClient client = client()) {
            FoundPeople none = new AppPeople(client).find(IdentifierType.ID, ids);
            assertThat(none.size()).isZero();
        }
        assertThat(asked())
                .containsOnly("POST /v1/customers/attributes?id_type=id")
                .hasSize(3);
        assertThat(bodies("POST").getLast()).startsWith("{\"ids\":[\"201\",").endsWith("\"250\"]}");
    }

    @Test
    void aPersonIsTheSameWhateverTheCaseOfTheirAddress() throws Exception {
        people("{\"type\":\"person\",\"identifiers\":{\"email\":\"Ana+1@x.org\"},\"action\":\"identify\","
                + "\"attributes\":{\"plan\":\"pro\",\"empty\":\"\"}}");
        try (AppClient client = client()) {
            FoundPeople found =
                    new AppPeople(client).find(IdentifierType.EMAIL, List.of("ana+1@X.org", "ANA+1@x.org", "bo@x.org"));
            assertThat(found.size()).isEqualTo(1);
            assertThat(found.has("Ana+1@x.org")).isTrue();
            assertThat(found.has("bo@x.org")).isFalse();
            assertThat(found.attributesOf("ana+1@x.org").orElseThrow())
                    .contains("plan", "email")
                    .doesNotContain("empty");
            assertThat(found.attributesOf("bo@x.org")).isEmpty();
        }
    }

    @Test
    void anAnswerAboutSomebodyElseIsNotTakenForNobody() throws Exception {
        sandbox.answerNextApp(
                Answer.status(200).withBody("{\"customers\":[{\"customer\":{\"attributes\":{\"id\":\"8\"}}}]}"));
        try (AppClient client = client()) {
            assertThat(problem(() -> new AppPeople(client).find(IdentifierType.ID, List.of("7")))
                            .code())
                    .isEqualTo(Code.BLOCKED);
            sandbox.answerNextApp(Answer.status(200).withBody("<html>"));
            assertThat(problem(() -> client.requireWorkspace(HERE)).code()).isEqualTo(Code.BLOCKED);
        }
    }

    private void people(String entry) throws IOException, InterruptedException {
        var http = HttpClient.newHttpClient();
        String key = Base64.getEncoder()
                .encodeToString((sandbox.siteId() + ":" + sandbox.apiKey()).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(sandbox.endpoint() + "/api/v2/entity"))
                .header("Authorization", "Basic " + key)
                .POST(HttpRequest.BodyPublishers.ofString(entry));
        assertThat(http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }
}
