package dev.upserter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.upserter.net.Proxy;
import dev.upserter.net.Tls;
import dev.upserter.sandbox.Sandbox;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpOptionsTest {
    private static final HttpOptions DEFAULTS = HttpOptions.defaults();

    @ParameterizedTest
    @ValueSource(
            strings = {"Authorization", "host", "Content-Length", "content-type", "User-Agent", "", "a b", "a:b", "é"})
    void aHeaderOfOursOrNoneAtAllIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withHeader(name, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX: y", "a\nb", "\0", "ü"})
    void aValueThatWouldBreakTheRequestIsRefused(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withHeader("X-Tenant", value))
                .withMessageNotContaining(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://proxy:1080", "proxy:3128", "/proxy", "http:///path"})
    void whatIsNoProxyIsRefused(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withProxy(URI.create(address)));
    }

    @Test
    void neitherProxyNorHeadersShowTheirValues() {
        HttpOptions options =
                DEFAULTS.withProxy(URI.create("http://user:secret@proxy:3128")).withHeader("X-Key", "secret");

        assertThat(options.toString()).contains("X-Key").doesNotContain("secret");
    }

    @Test
    void requestsGoThroughTheProxyThatIsGiven() {
        String user = Base64.getEncoder().encodeToString("user:secret".getBytes(StandardCharsets.UTF_8));
        try (var sandbox = Sandbox.start();
                var proxy = Proxy.to(sandbox.endpoint().getPort(), "Basic " + user);
                var upserter = Upserter.builder()
                        .configuration(Map.of(
                                "userId",
                                "id",
                                "endpoint",
                                "http://customerio.example",
                                "siteId",
                                sandbox.siteId(),
                                "apiKey",
                                sandbox.apiKey()))
                        .environment(Map.of("NO_PROXY", "*"))
                        .http(DEFAULTS.withProxy(URI.create("http://user:secret@127.0.0.1:" + proxy.port())))
                        .build()) {
            upserter.send(Map.of("id", 1)).orThrow();
            upserter.send(Map.of("id", 2)).orThrow();

            assertThat(proxy.heads())
                    .hasSize(2)
                    .allSatisfy(head -> assertThat(head).startsWith("POST http://customerio.example/api/v2/batch"));
            assertThat(sandbox.peopleCount()).isEqualTo(2);
        }
    }

    @Test
    void certificatesOfTheProgramsOwnAreTrusted(@TempDir Path folder, @TempDir Path others) throws Exception {
        var tls = new Tls(folder);
        SSLContext stranger = trusting(new Tls(others).certificate()); // NetworkTest says whom the JVM trusts
        try (var sandbox = Sandbox.start();
                var front = tls.inFrontOf(sandbox.endpoint().getPort())) {
            var builder = over(front.port(), sandbox);
            try (var upserter = builder.http(DEFAULTS.withSslContext(stranger)).build()) {
                assertThat(upserter.send(Map.of("id", 1)).isComplete()).isFalse();
            }
            try (var upserter = builder.http(DEFAULTS.withSslContext(trusting(tls.certificate())))
                    .build()) {
                upserter.send(Map.of("id", 1)).orThrow();
            }
            assertThat(sandbox.peopleCount()).isEqualTo(1);
        }
    }

    @Test
    void theCertificateOfTheProgramIsShown(@TempDir Path folder, @TempDir Path ours) throws Exception {
        var server = new Tls(folder);
        var client = new Tls(ours);
        try (var sandbox = Sandbox.start();
                var front = server.inFrontOf(sandbox.endpoint().getPort(), client)) {
            var builder = over(front.port(), sandbox);
            try (var upserter = builder.http(DEFAULTS.withSslContext(trusting(server.certificate())))
                    .build()) {
                assertThat(upserter.send(Map.of("id", 1)).isComplete()).isFalse();
            }
            try (var upserter = builder.http(DEFAULTS.withSslContext(client.context(server)))
                    .build()) {
                upserter.send(Map.of("id", 2)).orThrow();
            }
            assertThat(sandbox.person("2")).isPresent();
            assertThat(sandbox.peopleCount()).isEqualTo(1);
        }
    }

    /** By a front that speaks TLS, and gives up at the first failure. */
    private static Upserter.Builder over(int port, Sandbox sandbox) {
        return Upserter.builder()
                .configuration(Map.of(
                        "userId",
                        "id",
                        "endpoint",
                        "https://localhost:" + port,
                        "siteId",
                        sandbox.siteId(),
                        "apiKey",
                        sandbox.apiKey(),
                        "maxOutage",
                        "0s",
                        "maxAttempts",
                        1))
                .environment(Map.of());
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "own", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
