package dev.upserter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows that the contract detects what it should. */
class ApiContractTest {
    private static final Map<String, String> HEADERS =
            Map.of("authorization", "Basic YTpi", "content-type", "application/json; charset=UTF-8");

    private static List<String> batch(String body) {
        return violations("POST", "/api/v2/batch", body);
    }

    private static List<String> violations(String method, String path, String body) {
        return ApiContract.violations(method, path, HEADERS, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void goodRequestsAreAllowed() {
        assertThat(batch("{\"batch\":[{\"type\":\"person\",\"identifiers\":{\"id\":\"1\"},"
                        + "\"action\":\"identify\",\"attributes\":{\"a\":null,\"b\":[1.5]}}]}"))
                .isEmpty();
        assertThat(violations("PUT", "/api/v1/customers/a%20b%C3%BC", "{\"a\":1,\"_update\":true}"))
                .isEmpty();
        assertThat(violations("GET", "/api/v1/accounts/region", "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"batch\":{}}",
                "{\"batch\":[{}]}",
                "{\"batch\":[{\"type\":\"person\",\"identifiers\":{},\"action\":\"identify\"}]}",
                "{\"batch\":[{\"type\":\"person\",\"identifiers\":{\"id\":1},\"action\":\"identify\"}]}",
                "{\"batch\":[{\"type\":\"person\",\"identifiers\":{\"id\":\"1\"},\"action\":\"identfy\"}]}",
                "{\"batch\":[{\"type\":\"person\",\"identifiers\":{\"id\":\"1\"},\"action\":\"identify\",\"attributes\":[]}]}",
                "{\"batch\":[{\"type\":\"person\",\"identifiers\":{\"id\":\"1\",\"email\":\"a@b.de\"},\"action\":\"identify\"}]}",
                "{\"batch\":[{\"type\":\"person\",\"identifiers\":{\"id\":\"1\"},\"action\":\"identify\",\"attributes\":{\"a\":1,\"a\":2}}]}",
            })
    void badBatchesAreFound(String body) {
        assertThat(batch(body)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/customers/",
                "/api/v1/customers/a b",
                "/api/v1/customers/a/b",
                "/api/v1/customers/a+b",
                "/api/v1/customers/.",
                "/api/v1/customers/%2E%2E",
                "/api/v1/customers/a%2F..%2Fb",
                "/api/v1/customers/%FF",
                "/api/v1/customers/a?b",
                "/api/v1/people/a",
                "//api/v1/customers/a"
            })
    void badPathsAreFound(String path) {
        assertThat(violations("PUT", path, "{}")).isNotEmpty();
    }

    @Test
    void otherWaysToBeWrongAreFound() {
        byte[] object = "{}".getBytes(StandardCharsets.UTF_8);
        String person = "/api/v1/customers/a";

        assertThat(violations("PATCH", person, "{}")).isNotEmpty();
        assertThat(violations("PUT", person, "{\"a\":1.5}")).isNotEmpty();
        assertThat(violations("GET", "/api/v1/accounts/region", "{}")).isNotEmpty();
        assertThat(ApiContract.violations("PUT", person, Map.of("content-type", "application/json"), object))
                .isNotEmpty();
        assertThat(ApiContract.violations("PUT", person, Map.of("authorization", "Basic YTpi"), object))
                .isNotEmpty();
        assertThat(ApiContract.violations("PUT", person, HEADERS, new byte[] {'"', (byte) 0xFF, '"'}))
                .isNotEmpty();
    }
}
