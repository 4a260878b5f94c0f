package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Takes the pictures in docs/images: {@code mvn test -Dtest=ScreenshotTest -Dscreenshots=true}. */
@EnabledIfSystemProperty(named = "screenshots", matches = "true")
class ScreenshotTest {
    private static final Path IMAGES = Path.of("..", "docs", "images");
    private static final List<String> NAMES =
            List.of("Ada Lovelace", "Grace Hopper", "Alan Turing", "Barbara Liskov", "Donald Knuth", "Radia Perlman");
    private static final String CONFIGURATION = """
            {
              "userId": "id",
              "parallelism": 8,
              "requestsPerSecond": 20,
              "mappings": [
                {"from": "email", "to": "email"},
                {"from": "first", "to": "first_name"},
                {"from": "last", "to": "last_name"},
                {"from": "plan", "to": "plan"},
                {"from": "signed_up", "to": "created_at"}
              ]
            }
            """;

    @TempDir
    Path folder;

    @TempDir
    Path profile;

    @Test
    void thePicturesOfTheDocsAreTaken() throws Exception {
        Files.createDirectories(IMAGES);
        Path small = people("customers.json", 4_000);
        Path big = people("newsletter.json", 120_000);
        Path mapping = Files.writeString(folder.resolve("customers-to-crm.json"), CONFIGURATION);
        try (var browser = Browser.start(Browser.find().orElseThrow(), profile);
                var api = new TestServer(folder)) {
            Tab tab = browser.open(api.server.address() + "/");
            tab.eval("localStorage.setItem('theme', 'light')");
            tab.reload();
            for (int i = 0; i < 3; i++) {
                api.sandbox.refuse("c10004" + i, "invalid", "email", "not an address");
                start(tab, api, mapping, small);
                tab.awaitText("Completed with problems");
            }
            tab.size(1120, 1000, 1);
            save(tab, "web-report.png");
            open(tab, api, mapping, small);
            tab.size(1120, 1180, 1);
            save(tab, "web-new-run.png");
            tab.click("Preview first rows");
            tab.awaitText("Would be sent");
            tab.eval("document.querySelector('#h-look').scrollIntoView(); scrollBy(0, -80)");
            tab.size(1120, 900, 1);
            save(tab, "web-preview.png");
            api.sandbox.latency(Duration.ofMillis(300), Duration.ofMillis(700));
            start(tab, api, mapping, big);
            tab.size(1120, 1000, 1);
            tab.await("document.querySelector('progress').value > 0.45");
            save(tab, "web-run.png");
            tab.click("Stop");
            tab.awaitText("Stopped");
            tab.click("Runs");
            tab.awaitText("4 runs");
            tab.size(1120, 760, 1);
            save(tab, "web-history.png");
            tab.size(360, 740, 2);
            tab.eval(
                    "document.documentElement.dataset.theme = 'dark'; location.hash = '#/runs/' + document.querySelectorAll('tbody a')[1].hash.slice(7)");
            tab.awaitText("Completed with problems");
            tab.awaitText("ID_MISSING");
            save(tab, "web-phone.png");
            tab.eval("document.documentElement.dataset.theme = 'light'");
            tab.size(1120, 760, 1);
            tab.click("Sandbox");
            tab.awaitText("c100001");
            save(tab, "web-sandbox.png");
        }
        takePlan(small);
    }

    /** The day after: two people changed, one is new. */
    private void takePlan(Path monday) throws Exception {
        Path daily = Files.writeString(
                folder.resolve("daily.json"),
                CONFIGURATION.replaceFirst("\\{", "{\n  \"incremental\": true, \"keepValues\": true,"));
        String rows = Files.readString(monday);
        Path tuesday = Files.writeString(
                folder.resolve("tuesday.json"),
                rows.replaceFirst("\"plan\": \"free\"", "\"plan\": \"team\"")
                        .replaceFirst("\\w+2@example.com", "barbara@example.org")
                        .replaceFirst("c100006", "c200000"));
        Path other = Files.createDirectories(folder.resolve("other"));
        try (var browser = Browser.start(Browser.find().orElseThrow(), other.resolve("profile"));
                var api = new TestServer(other)) {
            Tab tab = browser.open(api.server.address() + "/");
            tab.eval("localStorage.setItem('theme', 'light')");
            tab.reload();
            start(tab, api, daily, monday);
            tab.awaitText("Completed with problems");
            open(tab, api, daily, tuesday);
            tab.click("Plan changes");
            tab.awaitText("Apply this plan");
            tab.eval(
                    "[...document.querySelectorAll('label.check')].find(l => l.textContent === 'Show values').click()");
            tab.awaitText("barbara@example.org");
            tab.eval("document.querySelector('#h-look').scrollIntoView(); scrollBy(0, -80)");
            tab.size(1120, 900, 1);
            save(tab, "web-plan.png");
        }
    }

    private static void open(Tab tab, TestServer api, Path mapping, Path data) {
        tab.go(api.server.address() + "/?" + System.nanoTime() + "#/new");
        tab.size(1120, 1000, 1);
        tab.drop(mapping, data);
        tab.awaitText("Remove");
        tab.awaitText("Ready");
    }

    private static void start(Tab tab, TestServer api, Path mapping, Path data) {
        open(tab, api, mapping, data);
        tab.click("Start run");
        tab.awaitText("every row is accounted for");
    }

    private static void save(Tab tab, String name) throws Exception {
        byte[] picture = tab.screenshot();
        Files.write(IMAGES.resolve(name), picture);
        assertThat(picture).hasSizeLessThan(200_000);
    }

    private Path people(String name, int count) throws Exception {
        var random = new Random(7);
        var rows = new StringBuilder("[\n");
        for (int i = 0; i < count; i++) {
            String[] person = NAMES.get(random.nextInt(NAMES.size())).split(" ", 2);
            String id = i % 97 == 13 ? "" : "c" + (100_000 + i);
            String email =
                    i % 131 == 20 ? "unknown" : person[0].toLowerCase(java.util.Locale.ROOT) + i + "@example.com";
            rows.append(i == 0 ? "" : ",\n")
                    .append(
                            "{\"id\": \"%s\", \"email\": \"%s\", \"first\": \"%s\", \"last\": \"%s\", \"plan\": \"%s\", \"signed_up\": %s, \"note\": \"internal\"}"
                                    .formatted(
                                            id,
                                            email,
                                            person[0],
                                            person[1],
                                            i % 3 == 0 ? "team" : "free",
                                            1_700_000_000 + i * 60));
        }
        return Files.writeString(folder.resolve(name), rows.append("\n]\n"));
    }
}
