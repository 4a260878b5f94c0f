package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which requests are allowed, and the headers for browsers in every answer. */
class GatekeeperTest {
    @TempDir
    Path folder;

    private TestServer api;

    @BeforeEach
    void start() {
        api = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void namesOfThisMachineAreLetIn() throws Exception {
        for (String host : new String[] {
            "localhost", "LOCALHOST:3000", "localhost:8080", "127.0.0.1", "127.0.0.2:3000", "[::1]", "[::1]:3000"
        }) {
            assertThat(statusFor("Host: " + host)).as(host).isEqualTo("200");
        }
    }

    @Test
    void otherNamesAreKeptOutWhateverTheyResolveTo() throws Exception {
        for (String host : new String[] {
            "attacker.example",
            "attacker.example:3000",
            "localhost.attacker.example",
            "127.0.0.1.attacker.example",
            "attacker.example:3000@localhost",
            "192.168.1.5:3000",
            "0.0.0.0",
            "[fe80::1]",
            "localhost:",
            "localhost:x"
        }) {
            assertThat(statusFor("Host: " + host)).as(host).isIn("403", "400");
        }
    }

    @Test
    void aRequestWithoutHostOrWithTwoIsKeptOut() throws Exception {
        assertThat(statusFor("X: y")).isEqualTo("400");
        assertThat(statusFor("Host: localhost\r\nHost: attacker.example")).isEqualTo("400");
        assertThat(api.raw("GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 403");
        assertThat(api.raw("GET http://attacker.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .doesNotStartWith("HTTP/1.1 200");
    }

    @Test
    void pagesOfOtherSitesAreKeptOut() throws Exception {
        for (String headers : new String[] {
            "Origin: http://attacker.example",
            "Origin: null",
            "Origin: http://localhost:8000",
            "Origin: https://localhost:3000",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site",
        }) {
            assertThat(statusFor("Host: localhost:3000\r\n" + headers))
                    .as(headers)
                    .isEqualTo("403");
        }
    }

    @Test
    void theServersOwnPageAndTheAddressBarAreLetIn() throws Exception {
        for (String headers : new String[] {
            "Origin: http://localhost:3000", "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: none",
        }) {
            assertThat(statusFor("Host: localhost:3000\r\n" + headers))
                    .as(headers)
                    .isEqualTo("200");
        }
    }

    @Test
    void anUploadFromAnotherSiteStartsNoRunAndIsNotEvenRead() throws Exception {
        String answer = api.raw("PUT / HTTP/1.1\r\nHost: localhost\r\nOrigin: http://attacker.example\r\nContent-Type: "
                + Form.CONTENT_TYPE + "\r\nContent-Length: 1000000\r\nExpect: 100-continue\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 403").contains("CROSS_SITE").doesNotContain("100 Continue");
    }

    @Test
    void noOtherMethodStartsARun() throws Exception {
        byte[] body = Form.of(TestServer.CONFIGURATION, TestServer.DATA).closed();
        for (String method : new String[] {"POST", "DELETE", "PATCH", "OPTIONS"}) {
            var answer = api.send(api.put(body).method(method, BodyPublishers.ofByteArray(body)));

            assertThat(answer.statusCode()).as(method).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, PUT");
            assertThat(TestServer.codes(answer.body())).containsExactly("METHOD_NOT_ALLOWED");
        }
        assertThat(api.sandbox.people()).isEmpty();
    }

    @Test
    void otherPathsLeadNowhere() throws Exception {
        for (String path : new String[] {"/x", "/api/", "/index.html"}) {
            var answer = api.send(api.request().uri(URI.create(api.server.address() + path)));

            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(TestServer.codes(answer.body())).containsExactly("NOT_FOUND");
        }
        assertThat(api.raw("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 40");
    }

    @Test
    void everyAnswerKeepsBrowsersFromDoingMoreWithIt() throws Exception {
        var refused = api.send(api.request().method("POST", BodyPublishers.noBody()));

        for (HttpResponse<String> answer : List.of(api.send(api.request()), refused)) {
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .hasValue("default-src 'none'; frame-ancestors 'none'");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.headers().map().keySet())
                    .noneMatch(name -> name.startsWith("access-control"))
                    .doesNotContain("server");
        }
    }

    @Test
    void theFrontPageSaysHowToSendFiles() throws Exception {
        var answer = api.send(api.request());

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(answer.body()).contains("curl --request PUT --url http://localhost:3000 --form");
    }

    @Test
    void aServerOnAllAddressesIsCalledByAddressOnly() throws Exception {
        try (var open = new TestServer(folder.resolve("open"), config -> config.withHost("0.0.0.0"))) {
            String get = "GET / HTTP/1.1\r\nConnection: close\r\nHost: ";

            assertThat(open.raw(get + "192.168.1.5:3000\r\n\r\n")).startsWith("HTTP/1.1 200");
            assertThat(open.raw(get + "attacker.example\r\n\r\n")).startsWith("HTTP/1.1 403");
        }
    }

    private String statusFor(String headers) throws Exception {
        return api.raw("GET / HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n")
                .substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
    }
}
