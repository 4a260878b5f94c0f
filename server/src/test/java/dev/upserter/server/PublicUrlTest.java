package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server behind a proxy with TLS. */
@Timeout(180)
class PublicUrlTest {
    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    Path folder;

    @TempDir
    Path profile;

    @Test
    void thePageWorksBehindAProxyWithTls() throws Exception {
        Optional<Path> program = Browser.find();
        assumeTrue(program.isPresent(), "no Chromium is installed: apt-get install chromium");
        SSLServerSocket socket = TlsProxy.listen(folder);
        URI publicUrl = URI.create("https://" + TlsProxy.NAME + ":" + socket.getLocalPort());
        try (var api = new TestServer(
                        folder, config -> config.withPublicUrl(publicUrl).withToken(TOKEN));
                TlsProxy proxy = TlsProxy.to(socket, api.server.address().getPort());
                Browser browser = Browser.start(
                        program.orElseThrow(),
                        profile,
                        "--ignore-certificate-errors",
                        "--host-resolver-rules=MAP " + TlsProxy.NAME + " 127.0.0.1");
                Tab tab = browser.open(publicUrl + "/#token=" + TOKEN)) {
            tab.drop(
                    Files.writeString(folder.resolve("customers.json"), TestServer.DATA),
                    Files.writeString(folder.resolve("mapping.json"), TestServer.CONFIGURATION));
            tab.awaitText("Ready");
            tab.click("Preview first rows");
            tab.awaitText("Would be sent");
            tab.click("Start run");
            tab.awaitText("Completed");

            assertThat(api.sandbox.people()).hasSize(2);
            assertThat(tab.errors()).isEmpty();
            assertThat(tab.eval("document.cookie").asText()).isEmpty();
        }
    }

    @Test
    void thePublicNameAndPageAreLetInAndNoOther() throws Exception {
        try (var api = new TestServer(
                folder,
                config -> config.withPublicUrl(URI.create("https://Upserter.example/"))
                        .withToken(TOKEN))) {
            String own = "localhost:" + api.server.address().getPort();
            assertThat(status(api, "upserter.example", "https://upserter.example"))
                    .isEqualTo("200");
            assertThat(status(api, "upserter.example:443", "https://upserter.example:443"))
                    .isEqualTo("200");
            assertThat(status(api, own, "https://upserter.example")).isEqualTo("200");
            assertThat(status(api, own, "http://" + own)).isEqualTo("200");
            for (String origin : new String[] {
                "https://upserter.example:8443",
                "https://upserter.example.attacker.example",
                "https://attacker.example",
                "http://upserter.example",
                "http://upserter.example:443",
                "null"
            }) {
                assertThat(status(api, "upserter.example", origin)).as(origin).isEqualTo("403");
            }
            assertThat(status(api, "upserter.example:443", "http://upserter.example:443"))
                    .isEqualTo("403");
            assertThat(status(api, "attacker.example", "https://upserter.example"))
                    .isEqualTo("403");
        }
    }

    @Test
    void whatIsRefusedSaysThatAPublicUrlWouldBeLetIn() throws Exception {
        try (var api = new TestServer(folder, config -> config.withToken(TOKEN))) {
            String own = "localhost:" + api.server.address().getPort();
            assertThat(answer(api, "upserter.example", "https://upserter.example"))
                    .contains("HOST_REFUSED", "serve --public-url");
            assertThat(answer(api, own, "https://upserter.example")).contains("CROSS_SITE", "serve --public-url");
        }
    }

    @Test
    void theCookieIsSentByTlsAlone() throws Exception {
        try (var api = new TestServer(
                folder,
                config -> config.withPublicUrl(URI.create("https://upserter.example"))
                        .withToken(TOKEN))) {
            assertThat(cookie(api)).endsWith("; Secure");
        }
        try (var api = new TestServer(folder.resolve("plain"), config -> config.withToken(TOKEN))) {
            assertThat(cookie(api)).doesNotContain("Secure");
        }
    }

    private static String cookie(TestServer api) throws Exception {
        var session = api.send(api.request()
                .uri(api.server.address().resolve("/api/session"))
                .POST(BodyPublishers.noBody())
                .header("Authorization", "Bearer " + TOKEN));
        return session.headers().firstValue("Set-Cookie").orElseThrow();
    }

    private static String status(TestServer api, String host, String origin) throws Exception {
        return answer(api, host, origin).substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
    }

    private static String answer(TestServer api, String host, String origin) throws Exception {
        return api.raw("GET /api/about HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin
                + "\r\nSec-Fetch-Site: same-origin\r\nAuthorization: Bearer " + TOKEN
                + "\r\nConnection: close\r\n\r\n");
    }
}
