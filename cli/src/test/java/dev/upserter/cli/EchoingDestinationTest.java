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
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A destination may repeat in its answers what was sent to it: the program shows no part of the credentials. */
@Timeout(60)
class EchoingDestinationTest {
    private static final String SITE = "site4711ab";
    private static final String KEY = "k3yOf-theHouse99";
    /** The first this many texts are shown; those after them are files. */
    private static final int SHOWN = 6;

    private static final String BASIC =
            Base64.getEncoder().encodeToString((SITE + ":" + KEY).getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    private HttpServer destination;
    private volatile int status;
    private volatile String body = "";

    @BeforeEach
    void start() throws IOException {
        destination = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        destination.createContext("/", this::answer);
        destination.start();
        Files.writeString(folder.resolve("users.json"), """
                {"userId": "id", "siteId": "%s", "apiKey": "%s", "guards": {"REFUSED_ALIKE": "off"},
                 "mappings": [{"from": "name", "to": "name"},
                              {"to": "member", "template": "{{ name | size | plus: 918258 }}"}]}
                """.formatted(SITE, KEY));
        Files.writeString(folder.resolve("data.json"), """
                [{"id": "u1", "name": "Zacharias Quill"}, {"id": "u2", "name": "Zacharias Quill"}]
                """);
    }

    @AfterEach
    void stop() {
        destination.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] answer = body.getBytes(StandardCharsets.UTF_8);
        for (String header : List.of("X-Key", "Retry-After", "Server", "WWW-Authenticate", "Location")) {
            exchange.getResponseHeaders().add(header, BASIC + " " + KEY);
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json; " + KEY);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KEY",
                "site SITE and key KEY",
                "Basic BASIC",
                "k3yOf-the House99",
                "k3yOf%2DtheHouse99",
                "\\u006b3yOf-theHouse99",
                "\\\\u006b3yOf-theHouse99",
                "k 3 y O f - t h e H o u s e 9 9",
                "K3YOF-THEHOUSE99",
                "k3yOf-theH...",
            })
    void noCredentialGetsFurther(String echo) throws Exception {
        String words = echo.replace("KEY", KEY).replace("SITE", SITE).replace("BASIC", BASIC);
        for (String form : List.of(
                "{\"errors\": [{\"batch_index\": 0, \"reason\": \"%1$s\", \"field\": \"%1$s\", \"message\": \"%1$s\"},"
                        + " {\"batch_index\": 1, \"reason\": \"bad\", \"field\": \"name\", \"message\": \"%1$s\"}]}",
                "{\"meta\": {\"error\": \"%1$s\"}}",
                "{\"meta\": {\"errors\": [\"%1$s\", \"%1$s\"]}}",
                "{\"%1$s\": \"%1$s\"}",
                "%1$s")) {
            body = form.formatted(words);
            for (int answered : new int[] {207, 400}) {
                status = answered;
                assertNothingIsSaid(run());
            }
        }
    }

    @Test
    void noCredentialGetsFurtherWhateverTheStatus() throws Exception {
        body = "{\"errors\": [{\"reason\": \"%s\", \"message\": \"%s\"}], \"meta\": {\"error\": \"%s\"}}"
                .formatted(KEY, SITE, BASIC);
        for (int answered : new int[] {200, 301, 401, 403, 404, 407, 422}) {
            status = answered;
            assertNothingIsSaid(run());
        }
    }

    @Test
    void aRefusalIsReportedWithAMarkInPlaceOfTheCredential() throws Exception {
        status = 400;
        body = "{\"errors\": [{\"reason\": \"denied\", \"message\": \"bad key " + KEY + " of workspace\"}]}";

        List<String> texts = run();

        assertThat(texts.getFirst()).contains("denied, bad key … of workspace");
        assertNothingIsSaid(texts);
    }

    /** A value goes only to the dead letters file, escaped or not. */
    @Test
    void noValueIsShown() throws Exception {
        status = 400;
        byte[] value = "Zacharias Quill".getBytes(StandardCharsets.UTF_8);
        for (String echo : List.of(
                "Zacharias Quill",
                "zacharias%20quill",
                "Zach\\\\u0061rias-Quill",
                "Zach\\\\\\\\u0061rias-Quill",
                "Z a c h a r i a s Q u i l l",
                "\\\"Zacharias Qu...\\\"",
                "&#90;acharias&#x20;Quill",
                Base64.getEncoder().encodeToString(value),
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(("x" + "Zacharias Quill").getBytes(StandardCharsets.UTF_8)),
                HexFormat.of().formatHex(value))) {
            body = "{\"errors\": [{\"reason\": \"bad\", \"message\": \"cannot take " + echo + "\"}]}";
            List<String> texts = run();

            assertThat(texts.getFirst()).as(echo).contains("quotes the row");
            String shown = String.join("\n", texts.subList(0, SHOWN));
            assertThat(letters(shown)).as(echo).doesNotContain("zacharias", letters(echo));
        }
    }

    /** A value that a template has made is in no row, but is personal data all the same. */
    @Test
    void noValueThatWasMadeIsShown() throws Exception {
        status = 400;
        body = "{\"errors\": [{\"reason\": \"bad\", \"field\": \"member\", \"message\": \"no such member: 918273\"}]}";

        List<String> texts = run();

        assertThat(texts.getFirst()).contains("bad, member", "quotes the row");
        assertThat(String.join("\n", texts.subList(0, SHOWN))).doesNotContain("918273");
        assertThat(texts).anyMatch(text -> text.contains("\"quotes\":\"message\""));
    }

    /** Standard output with and without {@code --json}, standard error, and every file that remains. */
    private List<String> run() throws IOException {
        String address = "http://127.0.0.1:" + destination.getAddress().getPort();
        Path state = Files.createTempDirectory(folder, "state");
        String[] sync = {"sync", path("users.json"), path("data.json"), "--endpoint", address, "--state", state + ""};
        var texts = new ArrayList<String>();
        var plain = new Typed();
        plain.run(sync);
        texts.add(plain.out() + plain.err());
        var json = new Typed();
        json.run(Stream.concat(Stream.of(sync), Stream.of("--json")).toArray(String[]::new));
        texts.add(json.out());
        texts.add(json.err());
        var runs = new Typed();
        runs.run("runs", "--state", state + "");
        texts.add(runs.out() + runs.err());
        var show = new Typed();
        show.run("show", latest(state), "--state", state + "");
        texts.add(show.out() + show.err());
        var check = new Typed();
        check.run("check", path("users.json"), path("data.json"), "--endpoint", address);
        texts.add(check.out() + check.err());
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }

    private static String latest(Path state) throws IOException {
        try (Stream<Path> runs = Files.list(state.resolve("runs"))) {
            return runs.map(run -> run.getFileName().toString())
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void assertNothingIsSaid(List<String> texts) {
        assertThat(texts).hasSizeGreaterThan(5);
        for (String text : texts) {
            assertThat(letters(text)).as(status + " " + body).doesNotContain("k3yoftheh", SITE, letters(BASIC));
        }
    }

    private static String letters(String text) {
        return text.replace("\\u006b", "k")
                .replace("%2D", "")
                .replace("%20", "")
                .replaceAll("[^A-Za-z0-9]", "")
                .toLowerCase(Locale.ROOT);
    }
}
