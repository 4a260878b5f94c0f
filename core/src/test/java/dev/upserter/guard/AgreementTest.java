package dev.upserter.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the guard lets pass, the service takes: no row that could have been reported before comes back refused. */
final class AgreementTest {
    private static final List<String> KEYS = List.of(
            "7",
            "\"user 1\"",
            "\"é\\u00e9\"",
            "\"" + "k".repeat(150) + "\"",
            "\"" + "k".repeat(151) + "\"",
            "\"" + "é".repeat(75) + "\"",
            "\"\\u00e9" + "é".repeat(75) + "\"",
            "\"zoe@example.com\"",
            "\"ZOE@müller.example\"",
            "\"zoe@localhost\"",
            "\"+4915112345678\"",
            "\"+1 415 5550100\"",
            "\"a1b2\"",
            "\"cio_a1b2\"",
            "\"\\u00a0\"",
            "\" \"",
            "\"\"",
            "null",
            "1.5",
            "[1]");
    private static final List<String> NAMES = List.of(
            "plan",
            "first name",
            "é",
            "n".repeat(150),
            "n".repeat(151),
            "é".repeat(75),
            "id",
            "email",
            "created_at",
            "unsubscribed",
            "anonymous_id",
            "_update",
            "_timestamp",
            "cio_id",
            "a.b",
            "cio_subscription_preferences.topics.topic_1");
    private static final List<String> VALUES = List.of(
            "1.10",
            "12345678901234567890",
            "true",
            "null",
            "\"\"",
            "\"zoe@example.com\"",
            "\"\\ud83d\\ude00\\n\\u0000\"",
            "\"" + "x".repeat(1_000) + "\"",
            "\"" + "x".repeat(1_001) + "\"",
            "\"" + "é".repeat(500) + "\"",
            "\"\\u00e9" + "é".repeat(500) + "\"",
            "1".repeat(1_000),
            "1".repeat(1_001),
            "[\"" + "y".repeat(996) + "\"]",
            "[ \"" + "y".repeat(996) + "\" ]",
            "[ \"" + "y".repeat(997) + "\" ]",
            "{\"a\": [1, 2, {\"b\": null}]}",
            "1700000000",
            "\"2026-11-24T12:00:00Z\"");

    private final Random random = new Random(61);
    private int refusedBefore;

    @Test
    void whatTheGuardLetsPassIsTaken() throws Exception {
        try (var sandbox = Sandbox.start();
                var http = HttpClient.newHttpClient()) {
            for (IdentifierType type : IdentifierType.values()) {
                for (int round = 0; round < 60; round++) {
                    Rows rows = round % 2 == 0
                            ? Rows.identifiedBy(type)
                            : Rows.guarded(Map.of(Code.VALUE_TOO_LONG, Level.FIX));
                    for (int i = 0; i < 12; i++) {
                        String sent = rows.row(randomRow()).sent();
                        refusedBefore += sent.startsWith("{") ? 0 : 1;
                    }
                    HttpResponse<String> answer = send(rows.entries(), sandbox, http);
                    assertThat(answer.body())
                            .as(String.join("\n", rows.entries()))
                            .isEqualTo("{}");
                    assertThat(answer.statusCode()).isEqualTo(200);
                }
            }
            assertThat(sandbox.peopleCount()).isGreaterThan(5);
        }
        assertThat(refusedBefore).isGreaterThan(500);
    }

    private static HttpResponse<String> send(List<String> entries, Sandbox sandbox, HttpClient http)
            throws IOException, InterruptedException {
        String credentials = sandbox.siteId() + ":" + sandbox.apiKey();
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return http.send(
                HttpRequest.newBuilder(sandbox.endpoint().resolve("/api/v2/batch"))
                        .header("Authorization", "Basic " + encoded)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"batch\":[" + String.join(",", entries) + "]}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private String randomRow() {
        var json = new StringBuilder("{\"key\":").append(pick(KEYS));
        for (String name : NAMES) {
            if (random.nextInt(9) == 0) {
                json.append(",\"").append(name).append("\":").append(pick(VALUES));
            }
        }
        return json.append('}').toString();
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
