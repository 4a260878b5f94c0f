package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where the token of {@code serve} comes from, and who sees it. */
@Timeout(60)
class ServeTokenTest {
    private static final Pattern LISTENS = Pattern.compile("listens on (http://\\S+)");
    private static final Pattern PRINTED = Pattern.compile("#token=(\\S+) in a browser");
    private static final String TOKEN = "abcdefgh-01234567";

    @TempDir
    private Path folder;

    @Test
    void aTokenFromTheEnvironmentIsAskedForAndNotPrinted() throws Exception {
        assertAsked(new Typed().with(Map.of("UPSERTER_TOKEN", TOKEN + "\n")));
    }

    @Test
    void aTokenFromAFileIsAskedForAndNotPrinted() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");

        assertAsked(new Typed().with(Map.of("UPSERTER_TOKEN", "another-0123456789")), "--token-file", file.toString());
    }

    @Test
    void aServerBehindAProxyMakesATokenAndPrintsThePublicAddress() throws Exception {
        var typed = new Typed();
        String[] printed = new String[1];
        serve(typed, address -> printed[0] = typed.out(), "--public-url", "https://upserter.example.com/");

        assertThat(printed[0])
                .contains("Open https://upserter.example.com/#token=", "--url https://upserter.example.com --");
        assertThat(PRINTED.matcher(printed[0]).find()).isTrue();
    }

    @Test
    void aFileThatCannotBeReadOrAllUsersCanReadIsNamed() throws Exception {
        assertThat(refused("--token-file", folder.resolve("none").toString()))
                .contains(folder.resolve("none") + " cannot be read: there is no such file or folder");
        assertThat(refused("--token-file", folder.toString())).contains(folder + " cannot be read: it is a folder");
        assertThat(refused("--syncs", folder.resolve("none").toString()))
                .contains("--syncs: " + folder.resolve("none") + " is not there");

        Path file = Files.writeString(folder.resolve("token"), TOKEN);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        var typed = new Typed();
        serve(typed, address -> {}, "--token-file", file.toString());
        assertThat(typed.err()).contains("warning: every user of this machine may read the token in " + file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        var quiet = new Typed();
        serve(quiet, address -> {}, "--token-file", file.toString());
        assertThat(quiet.err()).doesNotContain("warning");
    }

    @Test
    void aHostOfAnotherMachineIsReported() {
        assertThat(refused("--host", "nohost.invalid", "--token", TOKEN))
                .contains("cannot listen on nohost.invalid:3000: the host has no address", "--host")
                .doesNotContain("othing was sent");
        assertThat(refused("--host", "192.0.2.1", "--token", TOKEN))
                .contains("cannot listen on 192.0.2.1:3000: this machine does not have that address")
                .doesNotContain("in use");
    }

    private static String refused(String... options) {
        var typed = new Typed();
        assertThat(typed.run(
                        Stream.concat(Stream.of("serve"), Stream.of(options)).toArray(String[]::new)))
                .isEqualTo(2);
        return typed.err();
    }

    @Test
    void whatIsNoTokenAndNoUrlIsRefused() {
        String[][] lines = {
            {"--token", "short"},
            {"--token-file", folder.resolve("none").toString()},
            {"--token", TOKEN, "--token-file", "x"},
            {"--public-url", "upserter.example.com"},
            {"--public-url", "https://me@upserter.example.com"},
            {"--public-url", "https://upserter.example.com/path"},
            {"--public-url", "ftp://upserter.example.com"},
        };
        for (String[] line : lines) {
            var typed = new Typed();
            assertThat(typed.run(
                            Stream.concat(Stream.of("serve"), Stream.of(line)).toArray(String[]::new)))
                    .as(String.join(" ", line))
                    .isEqualTo(2);
            assertThat(typed.err()).contains("--", "hint: ").doesNotContain(TOKEN);
        }
    }

    private void assertAsked(Typed typed, String... options) throws Exception {
        serve(
                typed,
                address -> {
                    assertThat(status(address, "")).isEqualTo(401);
                    assertThat(status(address, TOKEN)).isEqualTo(200);
                    assertThat(typed.out()).contains("/#token=… in a browser").doesNotContain(TOKEN);
                },
                options);
        assertThat(typed.out() + typed.err()).doesNotContain(TOKEN);
    }

    private interface Use {
        void of(String address) throws Exception;
    }

    private void serve(Typed typed, Use use, String... options) throws Exception {
        String[] line = Stream.concat(
                        Stream.of(
                                "serve",
                                "--port",
                                "0",
                                "--state",
                                folder.resolve("state").toString()),
                        Stream.of(options))
                .toArray(String[]::new);
        var server = CompletableFuture.supplyAsync(() -> typed.run(line));
        while (!typed.out().endsWith("Ctrl-C ends it.\n")) {
            assertThat(server.isDone()).as(typed.err()).isFalse();
            Thread.onSpinWait();
        }
        Matcher listens = LISTENS.matcher(typed.out());
        assertThat(listens.find()).isTrue();
        try {
            use.of(listens.group(1));
        } finally {
            typed.interrupt();
            assertThat(server.get()).isZero();
        }
    }

    private static int status(String address, String token) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address + "/api/about"));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        }
    }
}
