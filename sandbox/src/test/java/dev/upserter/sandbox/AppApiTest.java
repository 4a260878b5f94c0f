package dev.upserter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.app.Segment;
import dev.upserter.sandbox.fault.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AppApiTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final Client client = new Client(sandbox);

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).GET());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(request(path).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return client.anonymous("/v1/" + path).header("Authorization", "Bearer any");
    }

    @Test
    void theWorkspaceIsThatOfTheRegion() throws Exception {
        assertThat(get("workspaces").body()).contains("\"id\":12345");
        assertThat(client.get("/api/v1/accounts/region").body()).contains("\"environment_id\":12345");
    }

    @Test
    void aTokenIsNeededAndThatWhichWasAskedFor() throws Exception {
        assertThat(client.send(client.anonymous("/v1/workspaces").GET()).statusCode())
                .isEqualTo(401);
        assertThat(client.get("/v1/workspaces").statusCode()).isEqualTo(401);
        try (Sandbox other = Sandbox.start(SandboxConfig.defaults().withAppApiKey("one"));
                Client wrong = new Client(other)) {
            HttpRequest.Builder any = wrong.anonymous("/v1/workspaces").header("Authorization", "Bearer any");
            assertThat(wrong.send(any.GET()).statusCode()).isEqualTo(401);
            HttpRequest.Builder one = wrong.anonymous("/v1/workspaces").header("Authorization", "Bearer one");
            assertThat(wrong.send(one.GET()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void segmentsAreMadeListedAndCounted() throws Exception {
        client.put("ana", "{}");
        client.send(client.request("/api/v1/segments/7/add_customers")
                .POST(BodyPublishers.ofString("{\"ids\":[\"ana\"]}")));
        sandbox.directory().put(new Segment(9, "Active", false, List.of(3), List.of()));

        assertThat(post("segments", "{\"segment\":{\"name\":\"New\",\"description\":\"x\"}}")
                        .body())
                .contains("\"id\":101", "\"name\":\"New\"", "\"type\":\"manual\"");
        assertThat(get("segments").body())
                .contains("\"name\":\"Segment 7\"", "\"name\":\"Active\"", "\"type\":\"dynamic\"", "\"name\":\"New\"");
        assertThat(get("segments/9").body()).startsWith("{\"segment\":{\"id\":9");
        assertThat(get("segments/9/used_by").body())
                .isEqualTo("{\"used_by\":{\"segment_id\":9,\"campaigns\":[3],\"sent_newsletters\":[],"
                        + "\"draft_newsletters\":[]}}");
        assertThat(get("segments/7/customer_count").body()).isEqualTo("{\"count\":1}");
        assertThat(get("segments/7/membership").body()).startsWith("{\"ids\":[\"ana\"],\"identifiers\":[{\"cio_id\":");
        assertThat(get("segments/99").body()).contains("\"name\":\"Segment 99\"", "\"type\":\"manual\"");
        assertThat(get("segments/1000").statusCode()).isEqualTo(404);
        assertThat(post("segments", "{\"segment\":{}}").statusCode()).isEqualTo(422);
        assertThat(post("segments", "{").statusCode()).isEqualTo(400);
    }

    @Test
    void unknownPeopleAreLeftOutAndAllValuesAreText() throws Exception {
        client.put("ana", "{\"email\":\"ana+1@example.com\",\"age\":7,\"vip\":true}");

        assertThat(post("customers/attributes", "{\"ids\":[\"ana\",\"bo\"]}").body())
                .contains("\"id\":\"ana\"", "\"age\":\"7\"", "\"vip\":\"true\"")
                .doesNotContain("bo");
        assertThat(post("customers/attributes?id_type=email", "{\"ids\":[\"ANA+1@example.com\"]}")
                        .body())
                .contains("\"id\":\"ana\"");
        assertThat(post("customers/attributes?id_type=name", "{\"ids\":[\"ana\"]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("customers/attributes", "{\"ids\":[" + "\"x\",".repeat(100) + "\"x\"]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(get("customers?email=ana%2B1@example.com").body()).contains("\"id\":\"ana\"");
        assertThat(get("customers?email=ana+1@example.com").body()).isEqualTo("{\"results\":[]}");
    }

    @Test
    void tenASecondAndNoMore() throws Exception {
        for (int i = 0; i < 10; i++) {
            get("object_types");
        }
        int more = 0;
        for (int i = 0; i < 10; i++) {
            more += get("object_types").statusCode() == 429 ? 1 : 0;
        }
        assertThat(more).isPositive();
    }

    @Test
    void faultsMeetItWhereTheyAreMeantForIt() throws Exception {
        sandbox.answerNext(Answer.status(503));
        assertThat(get("object_types").statusCode()).isEqualTo(200);
        sandbox.answerNextApp(Answer.status(502));
        assertThat(get("object_types").statusCode()).isEqualTo(502);
        assertThat(client.put("ana", "{}").statusCode()).isEqualTo(503);
        assertThat(client.put("ana", "{}").statusCode()).isEqualTo(200);
        assertThat(get("nothing").statusCode()).isEqualTo(404);
        assertThat(client.send(request("workspaces").DELETE()).statusCode()).isEqualTo(405);
    }
}
