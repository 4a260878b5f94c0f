package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that stands in for Customer.io and has only the calls that send people. */
class StandInTest {
    private static final Map<String, String> CREDENTIALS =
            Map.of("CUSTOMERIO_SITE_ID", "site", "CUSTOMERIO_API_KEY", "key");

    @TempDir
    Path folder;

    private HttpServer server;
    private int status = 404;
    private String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/customers/", exchange -> answer(exchange, 200, "{}"));
        server.createContext("/api/v2/batch", exchange -> answer(exchange, 200, "{}"));
        server.createContext("/", exchange -> answer(exchange, status, body));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (body.startsWith("<html>")) {
                exchange.getResponseHeaders().set("Content-Type", "text/html");
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Typed typed(String command, int expected) throws IOException {
        Path config = Files.writeString(
                folder.resolve("users.yaml"),
                "userId: id\nendpoint: http://127.0.0.1:" + server.getAddress().getPort() + "\n");
        Path data = Files.writeString(folder.resolve("users.json"), "[{\"id\":\"ana\"},{\"id\":\"bo\"}]");
        var typed = new Typed().with(CREDENTIALS);
        assertThat(typed.run(command, config.toString(), data.toString()))
                .as(typed.out() + typed.err())
                .isEqualTo(expected);
        return typed;
    }

    @ParameterizedTest
    @CsvSource({
        "404, not found, does not know",
        "404, <html>, does not know",
        "405, '', does not know",
        "410, '', does not know",
        "501, '', does not know",
        "200, {}, does not answer",
        "200, '', does not answer",
        "200, <html>Sign in</html>, does not answer",
        "200, {\"region\":\"moon\"}, does not answer",
        "200, [], does not answer",
        "201, {}, does not answer",
        "204, '', does not answer",
        "207, {}, does not answer",
        "302, '', does not answer",
        "304, '', does not answer",
        "400, bad request, does not answer",
        "400, {}, does not answer",
        "401, <html>, does not answer",
        "403, '', does not answer",
        "403, {}, does not answer",
        "407, '', does not answer",
        "422, {}, does not answer",
        "500, oops, does not answer",
        "505, '', does not answer"
    })
    void checkSaysWhatCouldNotBeTestedAndGoesOnWhereSyncDelivers(int itsStatus, String itsBody, String what)
            throws IOException {
        status = itsStatus;
        body = itsBody;

        assertThat(typed("check", 0).out())
                .contains(
                        "CREDENTIALS_UNTESTED",
                        "the credentials were not tested: 127.0.0.1 " + what + " the call GET /api/v1/accounts/region",
                        "(status " + itsStatus + ")")
                .doesNotContain("BLOCKED");
        assertThat(typed("sync", 0).out()).contains("delivered").doesNotContain("CREDENTIALS_UNTESTED");
    }

    @Test
    void checkStillReportsThatTheCredentialsAreRefused() throws IOException {
        status = 401;
        assertThat(typed("check", 4).out()).contains("AUTH_REJECTED");
    }

    @Test
    void syncStillReportsThatAnotherServerAnswers() throws IOException {
        server.removeContext("/api/v2/batch");
        server.removeContext("/api/v1/customers/");
        status = 200;
        body = "<html>Sign in</html>";
        assertThat(typed("check", 0).out()).contains("CREDENTIALS_UNTESTED");
        assertThat(typed("sync", 2).err()).contains("BLOCKED");
    }
}
