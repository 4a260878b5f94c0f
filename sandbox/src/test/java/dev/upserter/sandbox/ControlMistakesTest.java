package dev.upserter.sandbox;

import static dev.upserter.sandbox.Client.identify;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A control that is called wrongly says what is wrong, and changes nothing. */
class ControlMistakesTest {
    private static final Sandbox SANDBOX = Sandbox.start();
    private static final Client CLIENT = new Client(SANDBOX);
    private static List<String> before = List.of();

    @BeforeAll
    static void start() throws Exception {
        CLIENT.batch(identify("ana", "{}"));
        assertThat(send("POST", "/sandbox/next", "{\"answers\": [{\"status\": 500}]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("POST", "/sandbox/refuse", "{\"identifier\": \"bad\"}").statusCode())
                .isEqualTo(200);
        before = state();
    }

    @AfterAll
    static void close() {
        CLIENT.close();
        SANDBOX.close();
    }

    private static HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return CLIENT.send(CLIENT.anonymous(path).method(method, BodyPublishers.ofString(body)));
    }

    /** All that controls change. */
    private static List<String> state() throws IOException, InterruptedException {
        var state = new ArrayList<String>();
        for (String page : List.of("faults", "latency", "next", "refuse", "export", "stats")) {
            state.add(send("GET", "/sandbox/" + page, "").body());
        }
        state.add(String.valueOf(SANDBOX.directory().hasSegment(7)));
        state.add(String.valueOf(SANDBOX.directory().hasType("7")));
        return state;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            PUT    | faults                | nonsense                                    | the body must be a JSON object of faults
            PUT    | faults                | [1]                                         | the body must be a JSON object of faults
            PUT    | faults                | {"reset": 0.1} 7                            | the body must be a JSON object of faults
            PUT    | faults                | {"reset": "0.1"}                            | reset must be a number
            PUT    | faults                | {"reset": -0.1}                             | a share must be 0 to 1, not -0.1
            PUT    | faults                | {"reset": 0.6, "slow": 0.6}                 | the shares must add up to 1 at most
            PUT    | faults                | {"slowByMillis": -1}                        | slowBy must not be negative
            PUT    | faults                | {"retryAfterSeconds": -1}                   | retryAfter must not be negative
            PUT    | faults                | {"reset": 1, "seed": 1.5}                   | seed must be a whole number
            PUT    | latency               | {"minMillis": -1}                           | minMillis must be 0 to 3600000
            PUT    | latency               | {"maxMillis": 3600001}                      | maxMillis must be 0 to 3600000
            PUT    | latency               | {"maxMillis": "1"}                          | maxMillis must be a whole number of milliseconds
            PUT    | latency               | {"millis": 1}                               | there is no field 'millis' here, but minMillis, maxMillis
            PUT    | latency               | [                                           | the body is not valid JSON
            PUT    | latency               | []                                          | the body must be a JSON object
            POST   | next                  | {"answers": 7}                              | answers must be a list
            POST   | next                  | {"answers": [7]}                            | the body must be a JSON object
            POST   | next                  | {"of": "people", "answers": [{}]}           | of must be track, region or app
            POST   | next                  | {"answers": [{"status": 600}]}              | a status must be 200 to 599, not 600
            POST   | next                  | {"answers": [{"status": 12345}]}            | a status must be 200 to 599, not 1000
            POST   | next                  | {"answers": [{"status": 200.5}]}            | status must be a whole number
            POST   | next                  | {}                                          | answers is required
            POST   | next                  | {"answers": [{"status": 429, "retryAfter": -5}]} | retryAfter must be 0 or more seconds
            POST   | next                  | {"answers": [{"retryAfter": 5}]}            | retryAfter belongs to a status
            POST   | next                  | {"answers": [{"drop": "after", "apply": true}]} | apply belongs to a status
            POST   | next                  | {"answers": [{"delayMillis": 1, "silenceMillis": 1}]} | silenceMillis belongs to the drop silent
            POST   | next                  | {"answers": [{"status": 200, "headers": {"X-A": 1}}]} | the value of a header must be text
            POST   | next                  | {"answers": [{"status": 200, "headers": {"X A": "1"}}]} | the name of a header must be letters
            POST   | next                  | {"answers": [{"status": 200, "headers": {"": "1"}}]} | the name of a header must be letters
            POST   | next                  | {"answers": [{"status": 200, "headers": {"X-A": "1\\r\\nX-B: 2"}}]} | no control characters
            POST   | next                  | {"answers": [{"status": 200, "headers": {"X-A": " 1"}}]} | no blanks around it
            POST   | next                  | {"answers": [{"status": 200, "headers": {"Content-Length": "1"}}]} | the sandbox sets Content-Length itself
            POST   | next                  | {"answers": [{"times": 0}]}                 | times must be 1 to 10000
            POST   | next                  | {"answers": [{"times": 10001}]}             | times must be 1 to 10000
            POST   | next                  | {"answers": [{"drop": "now"}]}              | drop must be before, after or silent
            POST   | next                  | {"answers": [{"drop": "after", "delayMillis": 1}]} | one of the three
            POST   | next                  | {"answers": [{"delayMillis": 3600001}]}     | delayMillis must be 0 to 3600000
            POST   | next                  | {"answers": [{"drop": "silent", "silenceMillis": -1}]} | silenceMillis must be 0 to 3600000
            POST   | next                  | {"answers": [{"status": 200, "apply": 1}]}  | apply must be true or false
            POST   | next                  | {"answers": [{"status": 200, "headers": 1}]} | headers must be an object
            POST   | next                  | {"answers": [{"status": 429}, {"code": 1}]} | there is no field 'code' here, but status, headers, body
            POST   | refuse                | {"identifier": "a", "pattern": "b"}         | name an identifier or a pattern
            POST   | refuse                | {"identifier": ""}                          | must not be empty
            POST   | refuse                | {"pattern": ""}                             | must not be empty
            POST   | refuse                | {"identifier": 7}                           | identifier must be text
            POST   | refuse                | {"identifier": "a", "scope": "all"}         | scope must be entry, batch or request
            POST   | refuse                | {"identifier": "a", "status": 399}          | status must be 400 to 599
            POST   | refuse                | {"identifier": "a", "status": 600}          | status must be 400 to 599
            DELETE | refuse?who=a          |                                             | there is no parameter 'who' here, but identifier, pattern
            GET    | requests?unknown=1    |                                             | unknown must be true or false
            GET    | requests?limit=-1     |                                             | limit must be a whole number
            GET    | requests?after=1e3    |                                             | after must be a whole number
            GET    | requests?status=4xx   |                                             | status must be a whole number
            GET    | people?offset=1234567890 |                                          | offset must be a whole number
            GET    | stats?full            |                                             | there is no parameter 'full' here
            POST   | seed                  | {"people": []}                              | there is no field 'people' here, but batch, anonymousEvents, segments, objectTypes
            POST   | seed                  | {"segments": [{"name": "VIP"}]}             | segment must be a number from 1
            POST   | seed                  | {"segments": [{"segment": 0}]}              | segment must be a number from 1
            POST   | seed                  | {"segments": [{"segment": "VIP"}]}          | segment must be a whole number
            POST   | seed                  | {"segments": [{"segment": 2147483648}]}     | segment must be a number from 1
            POST   | seed                  | {"segments": [{"segment": 3, "members": [{"name": "ana"}]}]} | segments.members: must be id, email or cio_id
            POST   | seed                  | {"objectTypes": [{"number": 7}]}            | name name is required
            POST   | seed                  | {"anonymousEvents": [{"name": " "}]}        | name: name is required
            POST   | seed                  | {"segments": [{"segment": 7, "name": "VIP"}], "batch": [7]} | batch[0]: must be an object
            POST   | seed                  | {"objectTypes": [{"number": 7, "name": "Stores"}, {}]} | number must be a number from 1
            POST   | seed                  | {"batch": [{"type": "person"}]}             | batch[0].action: action is required
            """)
    void aMistakeIsAnsweredWithWhatIsWrong(String method, String path, String body, String message) throws Exception {
        HttpResponse<String> answer = send(method, "/sandbox/" + path, body == null ? "" : body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"meta\":{\"errors\":[\"").contains(message);
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /sandbox/nothing,           404",
        "GET,    /sandbox/people/,           404",
        "GET,    /sandbox/people/nobody,     404",
        "GET,    /sandbox/people/%C3,        404",
        "GET,    /sandbox/export?siteId=no,  404",
        "POST,   /sandbox/stats,             405",
        "DELETE, /sandbox/faults,            405",
        "PUT,    /sandbox/people/ana,        405",
    })
    void whatIsNotThereIsNotAnswered(String method, String path, int status) throws Exception {
        assertThat(send(method, path, "").statusCode()).isEqualTo(status);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aMethodThatIsNotAllowedIsAnsweredWithThoseThatAre() throws Exception {
        assertThat(send("DELETE", "/sandbox/latency", "").headers().firstValue("Allow"))
                .contains("GET, HEAD, PUT");
    }

    @Test
    void aHeadIsAnsweredAsAGetWithoutItsBody() throws Exception {
        HttpResponse<String> head = send("HEAD", "/sandbox/health", "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(send("HEAD", "/sandbox/people", "").statusCode()).isEqualTo(200);
        assertThat(send("HEAD", "/sandbox/reset", "").statusCode()).isEqualTo(405);
    }

    @Test
    void aPathThatIsNotPercentEncodedIsAnsweredWithWhatIsWrong() throws Exception {
        var address = SANDBOX.endpoint();
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write("GET /sandbox/people/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("two hexadecimal digits");
        }
    }
}
