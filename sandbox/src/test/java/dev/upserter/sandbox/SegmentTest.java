package dev.upserter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final Client client = new Client(sandbox);

    private int change(String path, String body) throws Exception {
        return client.send(client.request("/api/v1/segments/" + path).POST(BodyPublishers.ofString(body)))
                .statusCode();
    }

    private Map<String, String> segments() {
        return sandbox.contents().getOrDefault("segments", new TreeMap<>());
    }

    @Test
    void peopleJoinAndLeave() throws Exception {
        client.put("ana", "{\"email\":\"ana@example.com\"}");
        client.put("bo", "{\"email\":\"bo@example.com\"}");

        assertThat(change("7/add_customers", "{\"ids\":[\"ana\",\"bo\",\"ana\"]}"))
                .isEqualTo(200);
        assertThat(segments()).containsExactly(Map.entry("7", "ana bo"));
        assertThat(change("7/remove_customers?id_type=email", "{\"ids\":[\"ANA@example.com\"]}"))
                .isEqualTo(200);
        assertThat(segments()).containsExactly(Map.entry("7", "bo"));
        assertThat(client.get("/sandbox/segments").body()).isEqualTo("[{\"segment\":7,\"members\":[{\"id\":\"bo\"}]}]");
    }

    @Test
    void whoIsNotThereIsIgnored() throws Exception {
        client.put("ana", "{}");

        assertThat(change("7/add_customers", "{\"ids\":[\"nobody\"]}")).isEqualTo(200);
        assertThat(change("7/add_customers?id_type=cio_id", "{\"ids\":[\"ana\"]}"))
                .isEqualTo(200);
        assertThat(segments()).containsExactly(Map.entry("7", ""));
        assertThat(sandbox.peopleCount()).isEqualTo(1);
    }

    @Test
    void whoIsDeletedIsNoMember() throws Exception {
        client.put("ana", "{}");
        change("7/add_customers", "{\"ids\":[\"ana\"]}");
        client.delete("ana");
        client.put("ana", "{}");

        assertThat(segments()).containsExactly(Map.entry("7", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x/add_customers | {\"ids\":[\"a\"]} | 400",
                "7/add_customers?id_type=phone | {\"ids\":[\"a\"]} | 400",
                "7/add_customers | {\"ids\":[]} | 400",
                "7/add_customers | {\"ids\":[7]} | 400",
                "7/add_customers | {\"id\":\"a\"} | 400",
                "7/add_customers | {\"ids\":\"a\"} | 400",
                "7/add_customers | {\"ids\":{}} | 400",
                "7/add_customers | {\"ids\":[\"a\",null]} | 400",
                "7/add_customers | [\"a\"] | 400",
                "7/add_customers | {} | 400",
                "7/add_customers | [ | 400",
                "0/add_customers | {\"ids\":[\"a\"]} | 400",
                "7/add_customers?id_type= | {\"ids\":[\"a\"]} | 400",
                "7/add_customers?id_type=email | {\"ids\":[\"a\"]} | 400",
                "7/other | {\"ids\":[\"a\"]} | 404",
            })
    void whatIsWrongIsRefused(String path, String body, int status) throws Exception {
        assertThat(change(path, body)).isEqualTo(status);
    }

    /** JSON has no order of members. */
    @Test
    void otherMembersMayComeBeforeTheIds() throws Exception {
        client.put("ana", "{}");

        assertThat(change("7/add_customers", "{\"by\":{\"ids\":[7]},\"x\":1,\"ids\":[\"ana\"],\"y\":[]}"))
                .isEqualTo(200);
        assertThat(segments()).containsExactly(Map.entry("7", "ana"));
    }

    @Test
    void aRequestHasAThousandIdsAtMost() throws Exception {
        assertThat(change("7/add_customers", ids(1000))).isEqualTo(200);
        assertThat(change("7/add_customers", ids(1001))).isEqualTo(400);
    }

    private static String ids(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"" + i + "\"")
                .collect(Collectors.joining(",", "{\"ids\":[", "]}"));
    }
}
