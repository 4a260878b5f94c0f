package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.cli.text.Terminal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DemoTest {
    private static final Pattern PAGE = Pattern.compile("\n  (http://127\\.0\\.0\\.1:[0-9]+)\n");

    @TempDir
    private Path folder;

    @Test
    void itNeedsNothingShowsAllAndLeavesNothing() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Launched.Ended ended = Launched.in(folder)
                .after("export TMPDIR='" + temporary + "'; cd '" + Files.createDirectory(folder.resolve("empty")) + "'")
                .run("demo");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.err()).isEmpty();
        var transcript = new Transcript(folder);
        transcript.add("upserter demo", ended.out(), ended.exitCode());
        Golden.assertSame("demo.txt", transcript.text());
        assertThat(temporary).isEmptyDirectory();
        assertThat(folder.resolve("empty")).isEmptyDirectory();
    }

    @Test
    void onATerminalItServesThePageUntilItIsInterrupted() throws Exception {
        var typed = new Typed().on(new Terminal(false, true, false, 80));
        var demo = CompletableFuture.supplyAsync(() -> typed.run("demo"));
        await(() -> typed.out().endsWith("removes the example.\n"), typed, demo);
        Matcher page = PAGE.matcher(typed.out());
        assertThat(page.find()).isTrue();

        assertThat(get(page.group(1) + "/api/runs")).contains("\"people\"", "\"companies\"", "\"orders\"");
        assertThat(get(page.group(1) + "/api/search?key=4&values=true"))
                .contains("UNSUBSCRIBED_UNCLEAR", "dee@example.org");
        assertThat(get(page.group(1) + "/api/syncs")).contains("workspace.yaml");

        assertThat(typed.interrupt()).isTrue();
        assertThat(demo.get()).isZero();
    }

    @Test
    void aBrowserIsOpenedWhereThereIsOneAndOtherwiseItSaysSo() throws Exception {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        var without = new Typed().on(new Terminal(false, true, false, 80)).with(Map.of("PATH", tools.toString()));
        var demo = CompletableFuture.supplyAsync(() -> without.run("demo", "--open"));
        await(() -> without.err().contains("\n"), without, demo);
        assertThat(without.err()).isEqualTo("no browser was found here. Open the address yourself\n");
        without.interrupt();
        assertThat(demo.get()).isZero();

        Path opened = folder.resolve("opened");
        Path opener = Files.writeString(
                tools.resolve("xdg-open"),
                "#!/bin/sh\nprintf %s \"$1\" >'" + opened + ".new' && mv '" + opened + ".new' '" + opened + "'\n");
        assertThat(opener.toFile().setExecutable(true)).isTrue();
        var with = new Typed().on(new Terminal(false, true, false, 80)).with(Map.of("PATH", tools + ":/usr/bin:/bin"));
        var opening = CompletableFuture.supplyAsync(() -> with.run("demo", "--open"));
        await(() -> Files.exists(opened), with, opening);
        assertThat(with.out()).contains("\n  " + Files.readString(opened) + "\n");
        with.interrupt();
        assertThat(opening.get()).isZero();
    }

    private static void await(BooleanSupplier sign, Typed typed, CompletableFuture<Integer> demo) {
        while (!sign.getAsBoolean()) {
            assertThat(demo.isDone()).as(typed.err()).isFalse();
            Thread.onSpinWait();
        }
    }

    private static String get(String address) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
