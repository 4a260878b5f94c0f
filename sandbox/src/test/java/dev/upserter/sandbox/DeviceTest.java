package dev.upserter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Devices of people, by both versions of the API. */
class DeviceTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final Client client = new Client(sandbox);

    @BeforeEach
    void addPeople() throws Exception {
        client.put("ana", "{\"email\":\"ana@example.com\"}");
        client.put("bo", "{}");
    }

    private Map<String, String> devices() {
        return sandbox.contents("devices").orElseThrow();
    }

    private HttpResponse<String> act(String action, String identifiers, String device) throws Exception {
        return client.entity("{\"type\":\"person\",\"action\":\"" + action + "\",\"identifiers\":" + identifiers
                + ",\"device\":" + device + "}");
    }

    private int putByV1(String person, String body) throws Exception {
        return client.send(client.request("/api/v1/customers/" + person + "/devices")
                        .PUT(BodyPublishers.ofString(body)))
                .statusCode();
    }

    private int deleteByV1(String person, String token) throws Exception {
        return client.send(client.request("/api/v1/customers/" + person + "/devices/" + token)
                        .DELETE())
                .statusCode();
    }

    @Test
    void aPersonHasSeveralAndEachIsReplacedByItsToken() throws Exception {
        act("add_device", "{\"id\":\"ana\"}", "{\"token\":\"t2\",\"platform\":\"ios\"}");
        act("add_device", "{\"id\":\"ana\"}", "{\"token\":\"t1\",\"platform\":\"android\",\"last_used\":1}");
        act("add_device", "{\"email\":\"ANA@example.com\"}", "{\"token\":\"t2\",\"platform\":\"android\"}");

        assertThat(devices())
                .containsExactly(Map.entry(
                        "ana",
                        "{t1={last_used=1, platform=\"android\", token=\"t1\"}, t2={platform=\"android\","
                                + " token=\"t2\"}}"));
    }

    @Test
    void bothVersionsSpeakOfTheSameDevices() throws Exception {
        assertThat(putByV1("ana", "{\"device\":{\"id\":\"t/1\",\"platform\":\"ios\"}}"))
                .isEqualTo(200);
        assertThat(client.get("/sandbox/devices").body())
                .isEqualTo("[{\"type\":\"person\",\"action\":\"add_device\",\"identifiers\":{\"id\":\"ana\"},"
                        + "\"device\":{\"token\":\"t/1\",\"platform\":\"ios\"}}]");
        assertThat(act("delete_device", "{\"id\":\"ana\"}", "{\"token\":\"t/1\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(devices()).isEmpty();

        act("add_device", "{\"id\":\"bo\"}", "{\"token\":\"t 2\",\"platform\":\"android\"}");
        assertThat(deleteByV1("bo", "t%202")).isEqualTo(200);
        assertThat(devices()).isEmpty();
    }

    @Test
    void whatIsTakenAwayNeedNotBeThere() throws Exception {
        act("add_device", "{\"id\":\"ana\"}", "{\"token\":\"t1\",\"platform\":\"ios\"}");

        assertThat(deleteByV1("ana", "other")).isEqualTo(200);
        assertThat(deleteByV1("nobody", "t1")).isEqualTo(200);
        assertThat(act("delete_device", "{\"id\":\"bo\"}", "{\"token\":\"t1\"}").statusCode())
                .isEqualTo(200);
        assertThat(devices()).containsOnlyKeys("ana");
        assertThat(sandbox.peopleCount()).isEqualTo(2);
    }

    @Test
    void whoIsDeletedHasNoDeviceLater() throws Exception {
        act("add_device", "{\"id\":\"ana\"}", "{\"token\":\"t1\",\"platform\":\"ios\"}");
        client.delete("ana");
        client.put("ana", "{}");

        assertThat(devices()).isEmpty();
        assertThat(client.get("/sandbox/devices").body()).isEqualTo("[]");
    }

    @Test
    void whetherItTakesMessagesIsTextAndKept() throws Exception {
        assertThat(act(
                                "add_device",
                                "{\"id\":\"ana\"}",
                                "{\"token\":\"t1\",\"platform\":\"ios\",\"attributes\":{\"push_enabled\":\"false\"}}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(devices().get("ana")).contains("attributes={\"push_enabled\":\"false\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"platform\":\"ios\"} | token",
                "{\"token\":\" \",\"platform\":\"ios\"} | token",
                "{\"token\":7,\"platform\":\"ios\"} | token",
                "{\"token\":\"t\"} | platform",
                "{\"token\":\"t\",\"platform\":\"iOS\"} | device.platform",
                "{\"token\":\"t\",\"platform\":\"ios\",\"last_used\":\"1700000000\"} | last_used",
                "{\"token\":\"t\",\"platform\":\"ios\",\"last_used\":1.5} | last_used",
                "{\"token\":\"t\",\"platform\":\"ios\",\"attributes\":[]} | attributes",
                "{\"token\":\"t\",\"platform\":\"ios\",\"attributes\":{\"push_enabled\":true}} | push_enabled",
                "{\"token\":\"t\",\"platform\":\"ios\",\"attributes\":{\"push_enabled\":\"yes\"}} | push_enabled",
                "\"t\" | device",
            })
    void aDeviceThatCannotBeIsRefusedWithItsField(String device, String field) throws Exception {
        HttpResponse<String> answer = act("add_device", "{\"id\":\"ana\"}", device);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(field);
        assertThat(devices()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"device\":{\"token\":\"t\",\"platform\":\"ios\"}}",
                "{\"device\":{\"id\":\"t\",\"platform\":\"web\"}}",
                "[]",
                "{",
            })
    void v1RefusesItToo(String body) throws Exception {
        assertThat(putByV1("ana", body)).isEqualTo(400);
        assertThat(devices()).isEmpty();
    }

    @Test
    void v1NeedsAToken() throws Exception {
        assertThat(deleteByV1("ana", "%20")).isEqualTo(400);
        assertThat(deleteByV1("ana", "")).isEqualTo(400);
    }
}
