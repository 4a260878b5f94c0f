package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.upserter.sandbox.fault.Gate;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page as users see it, in a real browser. */
@Timeout(180)
class PageTest {
    private static final String SERIOUS = "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations"
            + ".filter(v => v.impact === 'serious' || v.impact === 'critical')"
            + ".map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join(' | ')).join('\\n'))";

    @TempDir
    static Path profile;

    private static Browser browser;

    @TempDir
    Path folder;

    private TestServer api;
    private Tab tab;

    @BeforeAll
    static void startBrowser() throws Exception {
        Optional<Path> program = Browser.find();
        assumeThat(program)
                .as("no Chromium is installed: apt-get install chromium")
                .isPresent();
        browser = Browser.start(program.orElseThrow(), profile);
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openPage() throws Exception {
        Path syncs = Files.createDirectory(folder.resolve("syncs"));
        Files.writeString(syncs.resolve("weekly.json"), """
            {"userId": "id", "source": {"file": "../data.json"}, "siteId": "a-site", "apiKey": "a-very-secret-key"}
            """);
        Files.writeString(folder.resolve("data.json"), people(40));
        api = new TestServer(folder, config -> config.withSyncs(syncs));
        tab = browser.open(api.server.address() + "/");
        tab.size(1120, 800, 1);
    }

    @AfterEach
    void nothingWentWrongInTheScripts() {
        try (Tab closed = tab;
                TestServer server = api) {
            assertThat(closed.errors()).isEmpty();
        }
    }

    private static String people(int count) {
        var rows = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            rows.append(i == 0 ? "" : ",\n")
                    .append("{\"id\": \"p%s\", \"email\": \"p%s@example.com\", \"plan\": \"team\", \"seats\": %s}"
                            .formatted(i, i, i));
        }
        return rows.append("]").toString();
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    private void dropPeople(int count) throws Exception {
        tab.drop(file("customers.json", people(count)));
        tab.awaitText("customers.json");
        tab.awaitText("Ready");
    }

    @Test
    void aRunGoesFromDroppedFilesToItsReport() throws Exception {
        tab.drop(
                file("customers.json", people(9) + "\n"),
                file("mapping.json", "{\"userId\": \"id\", \"mappings\": [{\"from\": \"plan\", \"to\": \"tier\"}]}"));
        tab.awaitText("Ready");
        tab.click("Preview first rows");
        tab.awaitText("Would be sent");
        assertThat(tab.text()).contains("tier", "xxxx").doesNotContain("team");
        tab.click("Check all rows");
        tab.awaitText("Fields that are not sent: email, seats");
        tab.click("Plan changes");
        tab.awaitText("An incremental run sends only");
        tab.click("Test credentials");
        tab.awaitText("The credentials are good");

        tab.click("Start run");

        tab.awaitText("Completed");
        tab.awaitText("every row is accounted for");
        assertThat(api.sandbox.person("p3").orElseThrow().attributes())
                .containsEntry("tier", "\"team\"")
                .hasSize(1);
        tab.click("Requests");
        tab.awaitText("POST /api/v2/batch");
        assertThat(tab.eval("document.body.textContent").asText())
                .contains("xxxx")
                .doesNotContain("p3@example.com");
    }

    @Test
    void theFormAndTheTextOfAConfigurationSayTheSame() throws Exception {
        dropPeople(3);
        tab.type("Attribute for plan", "tier");
        tab.click("Text");
        assertThat(tab.eval("document.querySelector('textarea').value").asText())
                .contains("\"to\": \"tier\"");

        tab.type(
                "Configuration as text",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"plan\", \"to\": \"level\"}]}");
        tab.click("Form");

        tab.await("document.querySelector('[aria-label=\"Attribute for plan\"]').value === 'level'");
        tab.await("!document.querySelector('[aria-label=\"Send seats\"]').checked");
    }

    @Test
    void aYamlConfigurationIsTurnedIntoJsonForTheForm() throws Exception {
        tab.drop(
                file("customers.json", people(3)),
                file("weekly.yaml", "# ours\nuserId: id\nmappings:\n  - {from: plan, to: tier}\n"));
        tab.awaitText("customers.json");
        tab.awaitText("Ready");
        tab.click("Form");
        tab.click("Turn into JSON");
        tab.await("document.querySelector('[aria-label=\"Attribute for plan\"]')?.value === 'tier'");
        tab.type("Attribute for plan", "level");
        tab.awaitText("Ready");

        tab.click("Start run");

        tab.awaitText("Completed");
        assertThat(tab.text()).contains("weekly");
        assertThat(api.sandbox.person("p1").orElseThrow().attributes()).containsOnlyKeys("level");
    }

    @Test
    void errorsInAConfigurationAreReportedAtTheirPlace() throws Exception {
        dropPeople(3);
        tab.click("Text");
        tab.type("Configuration as text", "{\n  \"userid\": \"id\"\n}");
        tab.awaitText("there is no key");
        tab.awaitText("Correct the configuration");

        tab.click("line 2, column 3");

        assertThat(tab.eval("document.activeElement.selectionStart").asInt()).isEqualTo(4);
        assertThat(tab.eval("[...document.querySelectorAll('button')].find(b => b.textContent === 'Start"
                                + " run').disabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aSavedSyncRunsWithoutShowingItsCredentials() throws Exception {
        tab.type("Saved sync", "weekly.json");
        tab.awaitText("Ready");
        assertThat(tab.eval("document.documentElement.outerHTML + document.querySelector('textarea').value")
                        .asText())
                .contains("weekly")
                .doesNotContain("a-very-secret-key", "a-site");

        tab.click("Start run");

        tab.awaitText("Completed");
        assertThat(api.sandbox.peopleCount()).isEqualTo(40);
    }

    @Test
    void aPageThatIsReloadedInMidRunShowsTheWholeState() throws Exception {
        try (Gate gate = api.sandbox.hold()) {
            dropPeople(20);
            tab.click("Start run");
            tab.awaitText("Running");
            tab.awaitText("pending");

            tab.reload();

            tab.awaitText("Running");
            tab.await("document.querySelector('.equation').innerText.includes('20 pending')");
        }
        tab.awaitText("Completed");
        tab.await("document.querySelector('.equation').innerText.includes('20 delivered')");
    }

    @Test
    void twoTabsShowTheSameAndAStoppedRunGoesOn() throws Exception {
        try (Gate gate = api.sandbox.hold()) {
            dropPeople(20);
            tab.click("Start run");
            tab.awaitText("Running");
            try (Tab second = browser.open(tab.eval("location.href").asText())) {
                second.awaitText("Running");
                second.click("Pause");
                tab.front();
                tab.awaitText("Paused");
                tab.click("Continue");
                tab.awaitText("Running");
                tab.click("Pause");
                second.front();
                second.awaitText("Paused");
                second.click("Stop");
                second.awaitText("Stopping");
                gate.close();
                second.awaitText("Stopped");
                tab.front();
                tab.awaitText("Stopped");
                assertThat(second.errors()).isEmpty();
            }
        }
        if (tab.text().contains("20 delivered")) {
            return; // what was in flight was all that remained
        }
        tab.click("Resume");
        tab.awaitText("Completed");
    }

    @Test
    void aRunWithRefusedRowsShowsWhichAndWhy() throws Exception {
        api.sandbox.refuse("p7", "invalid", "email", "the address of p7 is not one");
        tab.drop(
                file("mapping.json", "{\"userId\": \"id\"}"),
                file("customers.json", people(9).replace("\"id\": \"p2\"", "\"id\": \"\"")));
        tab.awaitText("Ready");
        tab.click("Start run");
        tab.awaitText("Completed with problems");
        tab.awaitText("ID_MISSING");

        tab.type("Show", "deadLetters");
        tab.awaitText("REJECTED_BY_SERVER");
        assertThat(tab.text()).doesNotContain("p7@example.com");
        tab.eval("document.querySelector('label.check input').click()");
        tab.awaitText("p7@example.com");
        tab.type("Search", "nothing like this");
        tab.awaitText("No row holds this text.");

        tab.click("Problems");
        tab.awaitText("give the row an identifier");
    }

    @Test
    void anIncrementalRunShowsHowPeopleDifferFromWhatWasDelivered() throws Exception {
        var configuration = "{\"userId\": \"id\", \"incremental\": true, \"sync\": \"daily\"}";
        api.send(Form.of(configuration, people(3)));
        tab.drop(
                file("daily.json", configuration),
                file("customers.json", people(5).replace("\"seats\": 2", "\"seats\": 7")));
        tab.awaitText("Ready");
        tab.click("Start run");
        tab.awaitText("Completed");
        tab.awaitText("People: 2 added, 1 changed, 2 unchanged");
    }

    @Test
    void whatCannotBeUndoneIsDoneOnlyAfterAYesToItsNumber() throws Exception {
        api.send(Form.of("{\"userId\": \"id\", \"sync\": \"people\"}", people(5)));
        tab.drop(
                file("gone.json", "{\"type\": \"delete\", \"userId\": \"id\", \"sync\": \"gone\"}"),
                file("customers.json", people(3)));
        tab.awaitText("Ready");
        tab.click("Start run");
        tab.awaitText("Refused");
        assertThat(api.sandbox.peopleCount()).isEqualTo(5);
        tab.click("Yes, do this to 3 people");
        tab.awaitText("Completed");
        assertThat(api.sandbox.peopleCount()).isEqualTo(2);
    }

    @Test
    void eventsThatMayStartCampaignsAreSentAsChosen() throws Exception {
        long now = System.currentTimeMillis() / 1000;
        try (TestServer other = lasting()) {
            tab.drop(
                    file(
                            "orders.json",
                            "{\"type\": \"event\", \"userId\": \"id\", \"event\": \"Order Placed\", \"time\": \"at\"}"),
                    file(
                            "rows.json",
                            "[{\"id\": \"ana\", \"at\": " + now + "}, {\"id\": \"bo\", \"at\": 1700000000}]"));
            tab.awaitText("Ready");
            tab.click("Start run");
            tab.awaitText("Send them: campaigns may start");
            assertThat(other.sandbox.stats().entriesApplied()).isZero();
            tab.click("Leave out recent events");
            tab.awaitText("Completed");
            assertThat(other.sandbox.stats().entriesApplied()).isEqualTo(1);
        }
    }

    @Test
    void aRunThatIsRefusedSaysWhy() throws Exception {
        dropPeople(3);
        api.sandbox.answerNext(dev.upserter.sandbox.fault.Answer.status(401));
        tab.click("Start run");
        tab.awaitText("Refused");
        tab.click("Problems");
        tab.awaitText("AUTH_REJECTED");
    }

    @Test
    void whatElseTheSandboxHoldsIsShown() throws Exception {
        tab.drop(
                file("companies.json", "[{\"company\": \"acme\", \"size\": 7}, {\"company\": \"beta\", \"size\": 9}]"),
                file(
                        "objects.json",
                        "{\"type\": \"object\", \"objectType\": 1, \"objectId\": \"company\", \"mappings\": [{\"from\":"
                                + " \"size\", \"to\": \"size\"}]}"));
        tab.awaitText("Ready");
        tab.click("Start run");
        tab.awaitText("Completed");
        tab.go(api.server.address() + "/?sandbox#/people");
        tab.awaitText("Nobody has arrived yet.");
        show("objects");
        tab.awaitText("acme");
        tab.awaitText("beta");
        tab.type("Search", "beta");
        tab.await("!document.body.textContent.includes('acme')");
        show("events");
        tab.awaitText("Nothing holds this text.");
    }

    private void show(String kind) throws Exception {
        tab.eval("(() => { const kind = document.querySelector('select'); kind.value = '" + kind
                + "'; kind.dispatchEvent(new Event('change')); })()");
    }

    @Test
    void eventsThatTellOfChangesHaveALine() throws Exception {
        try (TestServer other = lasting()) {
            for (int i = 3; i <= 4; i++) {
                tab.go(other.server.address() + "/?" + i + "#/new");
                tab.drop(
                        file("customers.json", people(i)),
                        file(
                                "told.json",
                                "{\"userId\": \"id\", \"incremental\": true, \"changeEvents\": {\"added\": \"Joined\"},"
                                        + " \"mappings\": [{\"from\": \"plan\", \"to\": \"plan\"}]}"));
                tab.awaitText("Ready");
                tab.click("Start run");
                tab.awaitText("Completed");
            }
            tab.awaitText("Events that tell of changes: 1 sent");
        }
    }

    private void runTwice() throws Exception {
        for (int i = 1; i <= 2; i++) {
            tab.go(api.server.address() + "/?" + i + "#/new");
            dropPeople(3 + i);
            tab.click("Start run");
            tab.awaitText("Completed");
        }
    }

    @Test
    void earlierRunsAreFoundAndCompared() throws Exception {
        runTwice();
        tab.click("Runs");
        tab.awaitText("2 runs in the state folder");
        tab.type("Search", "nothing");
        tab.awaitText("No run is like this.");
        tab.type("Search", "customers");
        tab.await("document.querySelectorAll('tbody tr').length === 2");
        tab.eval("document.querySelectorAll('tbody input').forEach(box => box.click())");
        tab.click("Compare two");
        tab.awaitText("+1");
        tab.click("Runs");
        tab.type("Identifier", "p1");
        tab.click("Look");
        tab.awaitText("In the sandbox");
        tab.awaitText("nothing is kept by customers");
    }

    /** A server whose sandbox stands in for Customer.io, so that its state outlives a run. */
    private TestServer lasting() throws Exception {
        TestServer other = new TestServer(folder.resolve("lasting"), TestServer::withoutItsSandbox);
        tab.go(other.server.address() + "/");
        return other;
    }

    private void runKeepingValues(String people) throws Exception {
        tab.go(tab.eval("location.origin").asText() + "/?" + people.hashCode() + "#/new");
        tab.drop(
                file("customers.json", people),
                file(
                        "weekly.json",
                        "{\"userId\": \"id\", \"mode\": \"mirror\", \"removed\": \"delete\", \"keepValues\": true}"));
        tab.awaitText("customers.json");
        tab.awaitText("Ready");
    }

    @Test
    void whatWasSentLastOfAPersonIsShown() throws Exception {
        try (TestServer other = lasting()) {
            runKeepingValues(people(3));
            tab.click("Start run");
            tab.awaitText("Completed");
            tab.click("Runs");
            tab.type("Identifier", "p1");
            tab.click("Look");
            tab.awaitText("weekly: delivered");
            assertThat(tab.text()).contains("xxxx").doesNotContain("p1@example.com");

            tab.eval("document.querySelector('form label.check input').click()");

            tab.awaitText("p1@example.com");
            tab.type("Identifier", "p99");
            tab.click("Look");
            tab.awaitText("weekly does not know this person");
            tab.eval(axe());
            assertThat(tab.eval(SERIOUS).asText()).isEmpty();
            assertThat(other.sandbox.peopleCount()).isEqualTo(3);
        }
    }

    @Test
    void aPlanShowsWhatChangesAndExactlyThatIsSent() throws Exception {
        try (TestServer other = lasting()) {
            runKeepingValues(people(3));
            tab.click("Start run");
            tab.awaitText("Completed");
            runKeepingValues(people(2).replace("\"seats\": 1", "\"seats\": 7"));
            tab.click("Plan changes");
            tab.awaitText("Apply this plan");
            assertThat(tab.text()).contains("changed", "removed", "9 → 9").doesNotContain("1 → 7");
            tab.eval(
                    "[...document.querySelectorAll('label.check')].find(l => l.textContent === 'Show values').click()");
            tab.awaitText("1 → 7");
            assertThat(tab.text()).contains("p1", "p2");
            tab.eval(axe());
            assertThat(tab.eval(SERIOUS).asText()).isEmpty();
            tab.size(360, 740, 1);
            assertThat(tab.eval("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(360);

            tab.click("Apply this plan");

            tab.awaitText("Completed");
            tab.await("document.querySelector('.equation').innerText.includes('2 delivered')");
            assertThat(other.sandbox.person("p1").orElseThrow().attributes()).containsEntry("seats", "7");
            assertThat(other.sandbox.person("p2")).isEmpty();
        }
    }

    @Test
    void theSandboxShowsWhoHasArrived() throws Exception {
        runTwice();
        tab.click("Sandbox");
        tab.awaitText("p3@example.com");
        tab.type("Search", "p2");
        tab.await("document.querySelectorAll('tbody tr').length === 1");
    }

    @Test
    void itWorksByTheKeyboardAlone() throws Exception {
        dropPeople(3);
        tab.eval("document.activeElement.blur()");
        for (int i = 0;
                i < 100
                        && !tab.eval("document.activeElement.textContent === 'Start run'")
                                .asBoolean();
                i++) {
            tab.press("Tab");
            assertThat(tab.eval("getComputedStyle(document.activeElement).outlineStyle !== 'none' ||"
                                    + " document.activeElement.type === 'file' || document.activeElement ==="
                                    + " document.body")
                            .asBoolean())
                    .as("whoever has the focus is seen to have it")
                    .isTrue();
        }
        tab.press("Enter");
        tab.awaitText("Completed");
        tab.eval("document.querySelector('[role=tab]').focus()");
        tab.press("ArrowRight");
        tab.awaitText("There were no problems.");
    }

    @Test
    void nothingIsWiderThanAPhone() throws Exception {
        runTwice();
        String run = tab.eval("location.hash").asText();
        tab.size(360, 740, 1);
        for (String view : List.of(
                "#/new", run, "#/runs", "#/people", run.replace("runs/", "compare/") + "/" + run.substring(7))) {
            tab.eval("location.hash = '" + view + "'");
            tab.await("document.querySelector('main h1')");
            if (view.equals("#/new")) {
                dropPeople(3);
                tab.click("Preview first rows");
                tab.awaitText("Would be sent");
            }
            assertThat(tab.eval("document.documentElement.scrollWidth").asInt())
                    .as(view)
                    .isLessThanOrEqualTo(360);
        }
    }

    @Test
    void thePageWorksWithAScreenReader() throws Exception {
        runTwice();
        String run = tab.eval("location.hash").asText();
        tab.eval(axe());
        for (String theme : List.of("light", "dark")) {
            tab.eval("document.documentElement.dataset.theme = '" + theme + "'");
            for (String view : List.of(
                    "#/new", run, "#/runs", "#/people", run.replace("runs/", "compare/") + "/" + run.substring(7))) {
                tab.eval("location.hash = '" + view + "'");
                tab.await("document.querySelector('main h1')");
                if (view.equals("#/new")) {
                    dropPeople(3);
                    tab.click("Preview first rows");
                    tab.awaitText("Would be sent");
                }
                JsonNode serious = tab.eval(SERIOUS);
                assertThat(serious.asText()).as(theme + " " + view).isEmpty();
            }
        }
    }

    private static String axe() throws Exception {
        try (InputStream in = PageTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8) + "; true";
        }
    }
}
