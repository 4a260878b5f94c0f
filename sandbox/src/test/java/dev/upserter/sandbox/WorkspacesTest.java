package dev.upserter.sandbox;

import static dev.upserter.sandbox.Client.identify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.sandbox.fault.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Several workspaces in one sandbox, each by its credentials, and the token of the controls. */
class WorkspacesTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start(SandboxConfig.defaults()
            .withToken("0123456789abcdef")
            .withAppApiKey("app1")
            .withWorkspace("second", "key2", "app2"));

    @AutoClose
    private final Client client = new Client(sandbox);

    private HttpRequest.Builder as(String siteId, String apiKey, String path) {
        String pair = Base64.getEncoder().encodeToString((siteId + ":" + apiKey).getBytes(StandardCharsets.UTF_8));
        return client.anonymous(path).header("Authorization", "Basic " + pair);
    }

    private int put(String siteId, String apiKey, String id) throws IOException, InterruptedException {
        return client.send(as(siteId, apiKey, "/api/v1/customers/" + id).PUT(BodyPublishers.ofString("{}")))
                .statusCode();
    }

    @Test
    void eachWorkspaceKeepsItsOwn() throws Exception {
        SandboxWorkspace second = sandbox.workspace("second");
        second.answerNext(Answer.normal(), Answer.status(500));
        client.batch(identify("ana", "{}"));
        assertThat(put("second", "key2", "bo")).isEqualTo(200);
        assertThat(put("second", "key2", "cy")).isEqualTo(500);
        assertThat(put("second", "sandbox-key", "cy")).isEqualTo(401);

        assertThat(sandbox.people()).extracting(person -> person.identifier()).containsExactly("ana");
        assertThat(second.people()).extracting(person -> person.identifier()).containsExactly("bo");
        assertThat(second.stats().requests()).isEqualTo(2);
        assertThat(client.send(as("second", "key2", "/api/v1/accounts/region")).body())
                .contains("\"environment_id\":12346");
        assertThat(client.send(client.anonymous("/v1/workspaces").header("Authorization", "Bearer app2"))
                        .body())
                .contains("\"id\":12346");
        assertThat(client.send(client.anonymous("/v1/workspaces").header("Authorization", "Bearer app3"))
                        .statusCode())
                .isEqualTo(401);
        assertThatThrownBy(() -> sandbox.workspace("third")).hasMessageContaining("no workspace");
        second.reset();
        assertThat(second.people()).isEmpty();
        assertThat(sandbox.people()).hasSize(1);
    }

    @Test
    void controlsNameTheWorkspaceAndBringTheToken() throws Exception {
        put("second", "key2", "bo");
        String people = "/sandbox/people?siteId=second";
        assertThat(client.send(client.anonymous(people)).statusCode()).isEqualTo(401);
        assertThat(client.send(client.anonymous(people).header("Authorization", "Bearer 0123456789abcdeF"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(client.send(client.anonymous(people).header("Authorization", "Bearer 0123456789abcdef"))
                        .body())
                .contains("\"bo\"");
        assertThat(client.send(client.anonymous(people)
                                .header("Authorization", "Bearer 0123456789abcdef")
                                .header("Origin", "http://localhost"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.send(client.anonymous("/sandbox/health")).body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(client.send(client.anonymous("/sandbox/openapi.json")).body())
                .contains("3.1.0");
        assertThat(client.send(client.anonymous("/sandbox/workspaces")
                                .header("Authorization", "Bearer 0123456789abcdef"))
                        .body())
                .isEqualTo("[{\"siteId\":\"sandbox-site\",\"environmentId\":12345,\"region\":\"us\",\"people\":0},"
                        + "{\"siteId\":\"second\",\"environmentId\":12346,\"region\":\"us\",\"people\":1}]");
    }
}
