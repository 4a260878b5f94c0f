package dev.upserter.sandbox;

import static dev.upserter.sandbox.Client.act;
import static dev.upserter.sandbox.Client.identify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.store.Person;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final Client client = new Client(sandbox);

    @Test
    void entriesTakeEffectInTheirOrder() throws Exception {
        var answer = client.batch(
                identify("ana", "{\"a\":1}"), identify("bo", "{}"), identify("ana", "{\"a\":2}"), act("delete", "bo"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(sandbox.people()).hasSize(1);
        assertThat(sandbox.person("ana").orElseThrow().attributes()).containsEntry("a", "2");
        assertThat(sandbox.person("ana").orElseThrow().updates()).isEqualTo(2);
        assertThat(sandbox.stats().entriesApplied()).isEqualTo(4);
    }

    @Test
    void onlyTheBadEntriesOfABatchAreRefused() throws Exception {
        var answer = client.batch(identify("ana", "{}"), act("dance", "bo"), identify("cy", "{}"), "7");

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(answer.body())
                .isEqualTo("{\"errors\":[{\"batch_index\":1,\"reason\":\"invalid\",\"field\":\"action\","
                        + "\"message\":\"the sandbox knows no such action for a person\"},"
                        + "{\"batch_index\":3,\"reason\":\"invalid\",\"field\":\"\","
                        + "\"message\":\"must be an object\"}]}");
        assertThat(sandbox.people()).extracting(Person::identifier).containsExactly("ana", "cy");
        assertThat(sandbox.stats().entriesRefused()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                                       | required  | type",
                "{'type':'campaign','identifiers':{'id':'a'},'action':'event'}           | invalid   | type",
                "{'type':'person','identifiers':{'id':'a'}}                               | required  | action",
                "{'type':'person','action':'identify'}                                    | required  | identifiers",
                "{'type':'person','identifiers':{},'action':'identify'}                   | required  | identifiers",
                "{'type':'person','identifiers':{'id':null},'action':'identify'}          | required  | identifiers.id",
                "{'type':'person','identifiers':{'id':' '},'action':'identify'}           | required  | identifiers.id",
                "{'type':'person','identifiers':{'id':7},'action':'identify'}             | invalid   | identifiers.id",
                "{'type':'person','identifiers':{'id':'a','email':'a@b'},'action':'identify'} | invalid | identifiers",
                "{'type':'person','identifiers':{'name':'a'},'action':'identify'}         | invalid   | identifiers",
                "{'type':'person','identifiers':{'email':'nobody'},'action':'identify'}   | invalid   |"
                        + " identifiers.email",
                "{'type':'person','identifiers':{'phone':'0151'},'action':'identify'}     | invalid   |"
                        + " identifiers.phone",
                "{'type':'person','identifiers':{'id':'a'},'action':'identify','attributes':[]} | invalid | attributes",
                "{'type':'person','identifiers':{'id':'a'},'action':'identify','attributes':{'_update':1}} | invalid |"
                        + " attributes._update",
                "{'type':'person','identifiers':{'id':'a'},'action':'identify','timestamp':'now'} | invalid |"
                        + " timestamp",
            })
    void anEntryIsRefusedWithReasonAndField(String entry, String reason, String field) throws Exception {
        HttpResponse<String> answer = client.batch(entry.replace('\'', '"'));

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(answer.body())
                .contains("\"batch_index\":0,\"reason\":\"%s\",\"field\":\"%s\"".formatted(reason, field));
        assertThat(sandbox.peopleCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{\"batch\":[",
                "[]",
                "{}",
                "{\"batch\":{}}",
                "{\"batch\":[]} x",
                "\ufeff{\"batch\":[]}"
            })
    void aMalformedRequestIsRefusedAsAWhole(String body) throws Exception {
        var answer = client.send(client.request("/api/v2/batch").POST(BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"errors\":[{\"reason\":\"");
    }

    @Test
    void invalidUtf8IsRefusedAsAWhole() throws Exception {
        byte[] body = ("{\"batch\":[" + identify("\u00ff", "{}") + "]}").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(client.send(client.request("/api/v2/batch").POST(BodyPublishers.ofByteArray(body)))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void gzipBodiesAreTaken() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(("{\"batch\":[" + identify("ana", "{}") + "]}").getBytes(StandardCharsets.UTF_8));
        }
        var request = client.request("/api/v2/batch").header("Content-Encoding", "gzip");
        var answer = client.send(request.POST(BodyPublishers.ofByteArray(packed.toByteArray())));
        var broken = client.send(request.POST(BodyPublishers.ofString("{\"batch\":[]}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(sandbox.person("ana")).isPresent();
        assertThat(sandbox.stats().requestBytes()).isEqualTo(packed.size() + 12);
        assertThat(broken.statusCode()).isEqualTo(400);
    }

    @Test
    void aBatchMustBeSmallerThan500000Bytes() throws Exception {
        assertThat(sendBatchOf(499_999).statusCode()).isEqualTo(200);
        assertThat(sendBatchOf(500_000).statusCode()).isEqualTo(400);
        assertThat(sendBatchOf(500_000).body()).contains("500,000 bytes");
    }

    private HttpResponse<String> sendBatchOf(int bytes) throws Exception {
        String body = "{\"batch\":[]" + " ".repeat(bytes - 12) + "}";
        return client.send(client.request("/api/v2/batch").POST(BodyPublishers.ofString(body)));
    }

    @Test
    void anEntryMustFitInto32000Bytes() throws Exception {
        String empty = identify("ana", "{}");
        String largest = empty.replace("{}", "{" + " ".repeat(32_000 - empty.length()) + "}");

        assertThat(client.batch(largest).statusCode()).isEqualTo(200);
        assertThat(client.batch(largest.replace("{ ", "{  ")).body()).contains("at most 32000 bytes");
    }

    @Test
    void lengthsAreMeasuredInBytes() throws Exception {
        String longestId = "é".repeat(75);
        String longestName = "é".repeat(75);
        String longestValue = "é".repeat(500);

        assertThat(client.batch(identify(longestId, "{}")).statusCode()).isEqualTo(200);
        assertThat(client.batch(identify(longestId + "a", "{}")).body()).contains("\"identifiers.id\"", "150 bytes");
        assertThat(client.batch(identify("a", "{\"" + longestName + "\":1}")).statusCode())
                .isEqualTo(200);
        assertThat(client.batch(identify("a", "{\"" + longestName + "a\":1}")).body())
                .contains("names must be at most 150 bytes");
        assertThat(client.batch(identify("a", "{\"x\":\"" + longestValue + "\"}"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.batch(identify("a", "{\"x\":\"" + longestValue + "a\"}"))
                        .body())
                .contains("\"attributes.x\"", "1000 bytes");
        assertThat(client.batch(identify("a", "{\"x\":\"" + "\\u00e9".repeat(500) + "\"}"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.batch(identify("a", "{\"x\":" + "1".repeat(1001) + "}"))
                        .statusCode())
                .isEqualTo(207);
    }

    @Test
    void atMost300AttributesAreTaken() throws Exception {
        assertThat(client.batch(identify("a", attributes(300))).statusCode()).isEqualTo(200);
        assertThat(client.batch(identify("a", attributes(301))).body()).contains("at most 300 attributes");
    }

    private static String attributes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"a" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    void limitsCanBeLifted() throws Exception {
        try (var lax = Sandbox.start(SandboxConfig.defaults().withEnforceLimits(false));
                var laxClient = new Client(lax)) {
            assertThat(laxClient
                            .batch(identify("a".repeat(600_000), attributes(301)))
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
