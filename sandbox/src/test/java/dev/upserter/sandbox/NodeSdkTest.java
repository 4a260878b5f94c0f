package dev.upserter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All methods of the official SDK's client of the Track API, each with what the sandbox keeps after it. */
class NodeSdkTest {
    private static final String OK = "{\"status\":200,\"body\":{}}";

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final TreeSet<String> called = new TreeSet<>();
    private @Nullable NodeSdk started;

    private NodeSdk sdk() {
        return Objects.requireNonNull(started);
    }

    private void done(String method, String arguments) throws IOException {
        called.add(method);
        assertThat(sdk().call(method, arguments)).as(method).isEqualTo(OK);
    }

    private SortedMap<String, String> kept(String store) {
        return sandbox.contents().getOrDefault(store, new TreeMap<>());
    }

    @Test
    void everyMethodIsUnderstood(@TempDir Path folder) throws Exception {
        Optional<String> absent = NodeSdk.install(folder);
        absent.ifPresent(why -> System.out.println("NodeSdkTest is skipped: " + why));
        Assumptions.assumeTrue(absent.isEmpty(), "the SDK could not be installed");
        try (NodeSdk sdk = NodeSdk.start(folder, sandbox)) {
            started = sdk;
            people();
            events();
            devices();
            segments();
            messages();
            ofSecondVersion();
            irreversible();
            assertThat(Pattern.compile("\"(\\w+)\"")
                            .matcher(sdk.methods().substring(sdk.methods().indexOf('[')))
                            .results()
                            .map(found -> found.group(1)))
                    .as("methods of the SDK")
                    .containsExactlyInAnyOrderElementsOf(called);
        }
    }

    private void people() throws IOException {
        done("identify", "[\"ana+1/x\",{\"email\":\"ana@example.com\",\"plan\":\"pro\"}]");
        done("identify", "[\"bo\",{\"email\":\"bo@example.com\"}]");
        assertThat(kept("people"))
                .containsExactly(
                        Map.entry("ana+1/x", "{email=\"ana@example.com\", plan=\"pro\"}"),
                        Map.entry("bo", "{email=\"bo@example.com\"}"));
        called.add("getAccountRegion");
        assertThat(sdk().call("getAccountRegion", "[]")).contains("\"region\":\"us\"", "\"environment_id\":12345");
    }

    private void events() throws IOException {
        done(
                "track",
                "[\"bo\",{\"name\":\" Order Placed \",\"id\":\"01H0000000000000000000000A\",\"timestamp\":1700000000,"
                        + "\"data\":{\"total\":5}}]");
        done(
                "track",
                "[\"bo\",{\"name\":\"Order Placed\",\"id\":\"01H0000000000000000000000A\",\"data\":{\"total\":6}}]");
        done("trackAnonymous", "[\"a1\",{\"name\":\"seen\",\"timestamp\":1700000001}]");
        done("trackAnonymous", "[\"\",{\"name\":\"invited\",\"data\":{\"recipient\":\"x@example.com\"}}]");
        done("trackPageView", "[\"bo\",\"https://example.com/\"]");
        assertThat(kept("events").values())
                .containsExactlyInAnyOrder(
                        "event id:bo Order Placed 1700000000 {\"total\":5}",
                        "event anonymous_id:a1 seen 1700000001 {}",
                        "event nobody invited now {\"recipient\":\"x@example.com\"}",
                        "page id:bo https://example.com/ now {}");
    }

    private void devices() throws IOException {
        done("addDevice", "[\"bo\",\"tok/1 a\",\"ios\",{\"last_used\":1700000000,\"app_version\":\"2\"}]");
        done("addDevice", "[\"bo\",\"tok2\",\"android\"]");
        assertThat(kept("devices").get("bo"))
                .contains("tok/1 a={", "last_used=1700000000", "app_version", "tok2={", "platform=\"android\"");
        done("deleteDevice", "[\"bo\",\"tok/1 a\"]");
        assertThat(kept("devices").get("bo")).doesNotContain("tok/1 a").contains("tok2");
    }

    private void segments() throws IOException {
        done("addCustomersToSegment", "[7,[\"bo\",\"nobody\"]]");
        done("addCustomersToSegment", "[7,[\"ANA@example.com\"],\"email\"]");
        assertThat(kept("segments")).containsExactly(Map.entry("7", "ana+1/x bo"));
        done("removeCustomersFromSegment", "[7,[\"bo\"],\"id\"]");
        assertThat(kept("segments")).containsExactly(Map.entry("7", "ana+1/x"));
    }

    private void messages() throws IOException {
        done("submitForm", "[\"sign up\",{\"email\":\"cy@example.com\",\"city\":\"Rome\",\"form_name\":\"x\"}]");
        assertThat(kept("forms")).containsExactly(Map.entry("sign up", "cy@example.com"));
        assertThat(kept("people")).containsEntry("cy@example.com", "{city=\"Rome\"}");
        assertThat(sdk().call("submitForm", "[\"f\",{\"email_address\":\"cy@example.com\"}]"))
                .contains("\"status\":400");
        assertThat(sdk().call("submitForm", "[\"f\",{\"id\":\"cy\",\"email\":\"cy@example.com\"}]"))
                .contains("\"status\":400");

        done(
                "trackPush",
                "[{\"delivery_id\":\"d1\",\"device_id\":\"tok2\",\"event\":\"opened\",\"timestamp\":1700000000}]");
        done("reportMetric", "[{\"delivery_id\":\"d1\",\"metric\":\"clicked\",\"href\":\"https://example.com/\"}]");
        done("unsubscribe", "[\"d2\"]");
        done("unsubscribe", "[\"d3\",false]");
        assertThat(kept("deliveries"))
                .containsExactly(
                        Map.entry("d1", "clicked opened"),
                        Map.entry("d2", "unsubscribed"),
                        Map.entry("d3", "subscribed"));
        assertThat(sdk().call("reportMetric", "[{\"delivery_id\":\"d1\",\"metric\":\"liked\"}]"))
                .contains("\"status\":400");
    }

    private void ofSecondVersion() throws IOException {
        done(
                "entity",
                "[{\"type\":\"object\",\"action\":\"identify\",\"identifiers\":{\"object_type_id\":\"1\","
                        + "\"object_id\":\"acme\"},\"attributes\":{\"name\":\"Acme\"}}]");
        done(
                "batch",
                "[[{\"type\":\"person\",\"action\":\"add_relationships\",\"identifiers\":{\"id\":\"bo\"},"
                        + "\"cio_relationships\":[{\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"acme\"}}]},"
                        + "{\"type\":\"delivery\",\"action\":\"event\",\"identifiers\":{\"id\":\"d4\"},\"name\":\"delivered\","
                        + "\"attributes\":{\"device_token\":\"tok2\"}}]]");
        assertThat(kept("objects")).containsExactly(Map.entry("1/acme", "{name=\"Acme\"}"));
        assertThat(kept("relationships")).containsOnlyKeys("bo - 1/acme");
        assertThat(kept("deliveries")).containsEntry("d4", "delivered");
    }

    private void irreversible() throws IOException {
        done("mergeCustomers", "[\"id\",\"bo\",\"email\",\"cy@example.com\"]");
        assertThat(kept("merges")).containsExactly(Map.entry("cy@example.com", "bo"));
        assertThat(kept("people").get("bo")).contains("city=\"Rome\"");

        done("destroy", "[\"ana+1/x\"]");
        assertThat(kept("people")).containsOnlyKeys("bo");
        done("suppress", "[\"bo\"]");
        done("identify", "[\"bo\",{\"plan\":\"pro\"}]");
        assertThat(kept("people")).isEmpty();
        assertThat(kept("suppressed")).containsKeys("bo", "bo@example.com");
        done("unsuppress", "[\"bo\"]");
        done("identify", "[\"bo\",{\"plan\":\"pro\"}]");
        assertThat(kept("people")).containsOnlyKeys("bo");
    }
}
