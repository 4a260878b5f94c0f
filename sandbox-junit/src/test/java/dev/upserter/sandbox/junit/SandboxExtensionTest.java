package dev.upserter.sandbox.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.SandboxConfig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.opentest4j.AssertionFailedError;

/** The extension in tests of its own, which JUnit runs inside this one. */
class SandboxExtensionTest {

    private static Newsletter client(Sandbox sandbox) {
        return new Newsletter(sandbox.endpoint().toString(), sandbox.siteId(), sandbox.apiKey());
    }

    private static SummaryGeneratingListener run(Class<?> tests) {
        var listener = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .build();
        LauncherFactory.create().execute(request, listener);
        return listener;
    }

    @ExtendWith(SandboxExtension.class)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Resets {
        @Test
        @Order(1)
        void first(Sandbox sandbox) throws Exception {
            client(sandbox).subscribe("ana@example.com", "pro");
            sandbox.fail("ana@example.com", 400);
            assertThat(sandbox.people()).hasSize(1);
        }

        @Test
        @Order(2)
        void second(Sandbox sandbox) throws Exception {
            assertThat(sandbox.people()).isEmpty();
            assertThat(sandbox.stats().requests()).isZero();
            client(sandbox).subscribe("ana@example.com", "pro");
            assertThat(sandbox.people()).hasSize(1);
        }

        @Nested
        class Inner {
            @Test
            void third(Sandbox sandbox) {
                assertThat(sandbox.people()).isEmpty();
            }
        }
    }

    @Test
    void eachTestBeginsWithNothing() {
        assertThat(run(Resets.class).getSummary().getTestsSucceededCount()).isEqualTo(3);
    }

    static class Unknown {
        @RegisterExtension
        final SandboxExtension strict = new SandboxExtension();

        @RegisterExtension
        final SandboxExtension lax =
                SandboxExtension.with(SandboxConfig.defaults()).allowingUnknownCalls();

        @Test
        void fails() throws Exception {
            client(strict.sandbox()).send("POST", "/api/v1/customers/ana/promote", "{}");
        }

        @Test
        void passes() throws Exception {
            client(lax.sandbox()).send("POST", "/api/v1/customers/ana/promote", "{}");
        }
    }

    @Test
    void aCallThatTheSandboxDoesNotKnowFailsATest() {
        var listener = run(Unknown.class);

        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(1);
        assertThat(listener.getSummary().getFailures().getFirst().getException())
                .hasMessageContaining("the sandbox does not know:\n  POST /api/v1/customers/ana/promote -> 404");
    }

    static class Fails {
        @RegisterExtension
        static final SandboxExtension customerio = new SandboxExtension();

        @Test
        void fails() throws Exception {
            client(customerio.sandbox()).subscribe("ana@example.com", "pro");
            customerio.check().person("ana@example.com").has("plan", "basic");
        }
    }

    @Test
    @ResourceLock(Resources.SYSTEM_ERR)
    void theRequestsOfAFailedTestArePrinted() {
        PrintStream before = System.err;
        var printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        SummaryGeneratingListener listener;
        try {
            listener = run(Fails.class);
        } finally {
            System.setErr(before);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("fails() failed. The sandbox got:\n  PUT /api/v1/customers/ana@example.com -> 200\n"
                        + "    {\"plan\": \"pro\"}")
                .doesNotContain("Basic");
        assertThat(listener.getSummary().getFailures().getFirst().getException())
                .hasMessage("plan of ana@example.com differ (- expected, + there):\n  - \"basic\"\n  + \"pro\"");
    }

    @Test
    void checksShowTheDifference() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            client(sandbox).send("PUT", "/api/v1/customers/ana", """
                    {"plan": "pro", "total": 1.10, "vip": true, "since": 1700000000}""");
            var checks = new SandboxChecks(sandbox);
            checks.people(1).noPerson("bo").contents("events");
            checks.person("ana")
                    .has("total", 1.1)
                    .hasNo("city")
                    .hasOnly(Map.of(
                            "plan", "pro", "total", new BigDecimal("1.10"), "vip", true, "since", 1_700_000_000));
            var ana = sandbox.person("ana").orElseThrow();
            assertThat(ana.text("plan")).contains("pro");
            assertThat(ana.number("total")).contains(new BigDecimal("1.10"));
            assertThat(ana.flag("vip")).contains(true);
            assertThat(ana.time("since")).contains(Instant.ofEpochSecond(1_700_000_000));
            assertThat(ana.text("city")).isEmpty();

            assertThatThrownBy(() -> checks.person("ana").hasOnly(Map.of("plan", "pro", "city", "Rome")))
                    .isInstanceOf(AssertionFailedError.class)
                    .hasMessageContaining(
                            "  - city = \"Rome\"\n  + since = 1700000000\n  + total = 1.10\n  + vip = true");
            assertThatThrownBy(() -> checks.person("bo"))
                    .hasMessageContaining("nobody with the identifier bo, but ana");
            assertThatThrownBy(() -> checks.noPerson("ana")).hasMessageContaining("plan");
            assertThatThrownBy(() -> checks.contents("events", "x")).hasMessageContaining("  - x");
        }
    }

    @Test
    void checksTellTypesApart() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            client(sandbox).send("PUT", "/api/v1/customers/ana", """
                    {"n": "1", "b": true, "m": 2, "none": null, "list": [1, {"b": 2.0, "a": "x"}]}""");
            var ana = new SandboxChecks(sandbox).person("ana");
            ana.has("n", "1").has("b", true).has("m", 2L).has("list", List.of(1, Map.of("a", "x", "b", 2)));

            for (var wrong : List.<Map.Entry<String, Object>>of(
                    Map.entry("n", 1),
                    Map.entry("b", "true"),
                    Map.entry("m", "2"),
                    Map.entry("list", "[1,{\"b\":2.0,\"a\":\"x\"}]"),
                    Map.entry("list", List.of("1", Map.of("a", "x", "b", 2))))) {
                assertThatThrownBy(() -> ana.has(wrong.getKey(), wrong.getValue()))
                        .isInstanceOf(AssertionFailedError.class);
            }
            assertThatThrownBy(() -> ana.has("n", 1)).hasMessageContaining("\n  - 1\n  + \"1\"");
            assertThatThrownBy(() -> ana.hasOnly(Map.of("n", 1))).hasMessageContaining("  - n = 1\n  + b = true");
        }
    }

    static class Unauthorized {
        @RegisterExtension
        final SandboxExtension customerio = new SandboxExtension();

        @Test
        void toTheAppApi() throws Exception {
            client(customerio.sandbox()).send("POST", "/v1/send/email", "{}");
        }

        @Test
        void withoutCredentials() throws Exception {
            new Newsletter(customerio.address(), "nobody", "nothing").send("POST", "/api/v1/nope", "{}");
        }

        @Test
        void knownWithoutCredentials() throws Exception {
            new Newsletter(customerio.address(), "nobody", "nothing").send("POST", "/api/v1/events", "{}");
        }
    }

    @Test
    void unknownCallsFailATestAlsoWhereTheCredentialsAreRefused() {
        var listener = run(Unauthorized.class);

        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(1);
        assertThat(listener.getSummary().getFailures())
                .extracting(failure -> failure.getException().getMessage())
                .containsExactlyInAnyOrder(
                        "the sandbox does not know:\n  POST /v1/send/email -> 401\n    {}",
                        "the sandbox does not know:\n  POST /api/v1/nope -> 401\n    {}");
    }

    @Test
    void theDocsShowTheTestThatIsRunHere() throws Exception {
        String docs = Files.readString(Path.of("..", "docs", "sandbox.md"));
        String source = Files.readString(
                Path.of("src", "test", "java", "dev", "upserter", "sandbox", "junit", "NewsletterTest.java"));

        assertThat(docs)
                .contains(
                        source.substring(source.indexOf("class NewsletterTest")).strip());
    }
}
