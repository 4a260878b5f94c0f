package dev.upserter.sandbox.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingTest {
    private static RecordedRequest request(long number, boolean isUnknown) {
        return new RecordedRequest(number, incoming(Map.of(), "", "{}"), List.of(), isUnknown, OptionalInt.of(200));
    }

    private static Incoming incoming(Map<String, String> headers, String query, String body) {
        return new Incoming(
                "POST",
                "http://localhost",
                "/api/v2/batch",
                query,
                headers,
                body.length(),
                Optional.of(new Incoming.Body(body.getBytes(StandardCharsets.UTF_8))));
    }

    private static List<Long> numbers(List<RecordedRequest> requests) {
        return requests.stream().map(RecordedRequest::number).toList();
    }

    @Test
    void theLatestRequestsAreKept() {
        var recording = new Recording(true, 3);

        for (int i = 1; i <= 5; i++) {
            recording.add(request(i, false));
        }

        assertThat(numbers(recording.kept())).containsExactly(3L, 4L, 5L);
        assertThat(recording.forgotten()).isEqualTo(2);
        assertThat(recording.unknown()).isEmpty();
    }

    @Test
    void theLatestHundredUnknownCallsAreKeptWhetherOrNotRequestsAre() {
        var recording = new Recording(false, 3);

        for (int i = 1; i <= 102; i++) {
            recording.add(request(i, true));
        }

        assertThat(numbers(recording.unknown())).hasSize(100).startsWith(3L).endsWith(102L);
        assertThat(recording.unknownCalls()).isEqualTo(102);
        assertThat(recording.kept()).isEmpty();
        assertThat(recording.forgotten()).isZero();
    }

    @Test
    void clearingForgetsAndGoesOnWhileAResetBeginsAsAtFirst() {
        var recording = new Recording(false, 3);
        recording.turn(true);
        recording.add(request(1, true));

        recording.clear();
        assertThat(recording.kept()).isEmpty();
        assertThat(recording.unknown()).isEmpty();
        assertThat(recording.unknownCalls()).isZero();
        recording.add(request(2, false));
        assertThat(numbers(recording.kept())).containsExactly(2L);

        recording.reset();
        recording.add(request(3, false));
        assertThat(recording.kept()).isEmpty();
    }

    /** Bodies are kept whole: a sandbox and its clients may share one process. */
    @Test
    void theBodiesOfAllRequestsTogetherAreBounded() {
        var recording = new Recording(true, Integer.MAX_VALUE);
        String body = "x".repeat((int) (Recording.MOST_BYTES / 3));

        for (int i = 1; i <= 4; i++) {
            recording.add(new RecordedRequest(i, incoming(Map.of(), "", body), List.of(), false, OptionalInt.of(200)));
        }

        assertThat(numbers(recording.kept())).containsExactly(3L, 4L);
        assertThat(recording.forgotten()).isEqualTo(2);
    }

    /** What checks the form of requests still can. */
    @ParameterizedTest
    @CsvSource({
        "authorization,       Basic c2l0ZTprZXk=, Basic aGlkZGVuOmhpZGRlbg==",
        "authorization,       basic c2l0ZTprZXk=, Basic aGlkZGVuOmhpZGRlbg==",
        "authorization,       Bearer token,       Bearer hidden",
        "authorization,       token,              hidden",
        "proxy-authorization, Bearer token,       Bearer hidden",
        "cookie,              session=token,      hidden",
        "user-agent,          token,              token",
    })
    void credentialsAreHiddenInTheirForm(String header, String value, String shown) {
        var request =
                new RecordedRequest(1, incoming(Map.of(header, value), "", ""), List.of(), false, OptionalInt.of(200));

        assertThat(request.headers()).containsExactly(Map.entry(header, shown));
    }

    @Test
    void aRequestIsShownByItsPathAndItsAnswer() {
        assertThat(new RecordedRequest(1, incoming(Map.of(), "a=b", ""), List.of(), false, OptionalInt.of(404)))
                .hasToString("POST /api/v2/batch?a=b -> 404");
        assertThat(new RecordedRequest(1, incoming(Map.of(), "", ""), List.of(), false, OptionalInt.empty()))
                .hasToString("POST /api/v2/batch -> no answer");
    }

    @Test
    void aBodyIsGivenAsACopy() {
        RecordedRequest request = request(1, false);

        request.body()[0] = '!';

        assertThat(request.bodyText()).isEqualTo("{}");
    }
}
