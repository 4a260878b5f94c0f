package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.history.DeadLetterFile;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.report.Counts;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.option.Resume;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.SandboxConfig;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.sandbox.store.Person;
import dev.upserter.sandbox.traffic.RecordedRequest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows of one person that are joined end as if they had been sent one by one, whatever is in them and whatever the
 * network does: held against a second sandbox that gets each row in a request of its own.
 */
class JoinLawTest {
    private static final String FAULTS =
            "429=0.01,500=0.03,503=0.04,500-applied=0.04,slow=0.05:5ms,reset=0.04,lost=0.04";
    private static final String REFUSED = "p0";
    private static final int PEOPLE = 6;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    /** A row: whose it is, and its attributes as the members of a JSON object. */
    private record Given(String person, List<String> attributes) {
        String row() {
            return "{\"id\":\"" + person + "\""
                    + attributes.stream().map(","::concat).reduce("", String::concat) + "}";
        }

        String entry() {
            return "{\"batch\":[{\"type\":\"person\",\"identifiers\":{\"id\":\"" + person
                    + "\"},\"action\":\"identify\",\"attributes\":{" + String.join(",", attributes) + "}}]}";
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void peopleEndAsIfEachRowHadBeenSentAlone(long seed) throws Exception {
        var random = new Random(seed);
        List<Given> rows = rows(random);
        try (var sandbox = Sandbox.start(SandboxConfig.defaults().withSeed(seed));
                var oneByOne = Sandbox.start()) {
            for (Sandbox each : List.of(sandbox, oneByOne)) {
                each.refuse(REFUSED, "invalid", "id", "no");
                for (int i = 0; i < PEOPLE; i += 2) {
                    send(each, knownByEmail("a" + i + "@x.org"));
                }
            }
            var refused = new TreeSet<Long>();
            for (int i = 0; i < rows.size(); i++) {
                if (send(oneByOne, rows.get(i).entry()) != 200) {
                    refused.add(i + 1L);
                }
            }

            sandbox.recordRequests(true);
            sandbox.faults(Faults.parse(FAULTS));
            sandbox.latency(Duration.ZERO, Duration.ofMillis(2));
            RunReport report = runWithStops(sandbox, rows, random);

            assertThat(report.records())
                    .isEqualTo(new Counts(rows.size(), 0, 0, rows.size() - refused.size(), 0, refused.size(), 0));
            assertThat(deadLetters(report)).isEqualTo(refused);
            assertThat(people(sandbox)).isEqualTo(people(oneByOne));
            assertThat(sandbox.stats().overlaps()).isZero();
            assertThat(sandbox.requests()).allSatisfy(JoinLawTest::nobodyIsInItTwice);

            retry(sandbox, oneByOne, report, rows);
        }
    }

    private static List<Given> rows(Random random) {
        List<Given> rows = new ArrayList<>(IntStream.range(0, 400)
                .mapToObj(i -> row("p" + random.nextInt(PEOPLE), i, random))
                .toList());
        switch (random.nextInt(3)) {
            case 0 -> rows.sort(Comparator.comparing(Given::person));
            case 1 -> rows.sort(Comparator.comparing(Given::person).reversed());
            default -> {}
        }
        return rows;
    }

    private static Given row(String person, int i, Random random) {
        String own = person.substring(1) + "@x.org\"";
        List<String> values = List.of(
                "\"n\":" + i,
                "\"n\":null",
                "\"a\":{\"b\":" + i + ",\"c\":[null,{}]}",
                "\"a\":{\"c\":\"€\\n\"}",
                "\"t" + random.nextInt(40) + "\":\"" + "x".repeat(random.nextInt(900)) + "\"",
                "\"unsubscribed\":" + random.nextBoolean(),
                "\"created_at\":" + (1_700_000_000 + i),
                "\"cio_subscription_preferences.topics.topic_1\":" + random.nextBoolean(),
                "\"email\":\"" + (random.nextInt(4) > 0 ? "a" : "b") + own,
                "\"t" + random.nextInt(3) + "\":\"" + "y".repeat(random.nextInt(6) == 0 ? 1_001 : 800) + "\"");
        var attributes = new TreeMap<String, String>();
        for (int k = random.nextInt(5); k > 0; k--) {
            String attribute = values.get(random.nextInt(values.size()));
            attributes.put(attribute.substring(0, attribute.indexOf(':')), attribute);
        }
        return new Given(person, List.copyOf(attributes.values()));
    }

    private static String knownByEmail(String email) {
        return "{\"batch\":[{\"type\":\"person\",\"identifiers\":{\"email\":\"" + email
                + "\"},\"action\":\"identify\",\"attributes\":{\"old\":true}}]}";
    }

    private static int send(Sandbox sandbox, String body) throws IOException, InterruptedException {
        String credentials = sandbox.siteId() + ":" + sandbox.apiKey();
        HttpRequest request = HttpRequest.newBuilder(sandbox.endpoint().resolve("/api/v2/batch"))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.US_ASCII)))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** The report of the last of several executions of one run: the others are stopped at a random request. */
    private RunReport runWithStops(Sandbox sandbox, List<Given> rows, Random random) {
        String data = Rows.of(rows.size(), i -> rows.get(i).row());
        while (true) {
            boolean stops = random.nextInt(3) > 0;
            if (stops) {
                for (int i = random.nextInt(4); i > 0; i--) {
                    sandbox.answerNext(Answer.normal());
                }
                sandbox.answerNext(Answer.status(401));
            }
            RunReport report = trial(sandbox).run(data);
            if (report.status() == Status.COMPLETED || report.status() == Status.COMPLETED_WITH_PROBLEMS) {
                return report;
            }
        }
    }

    private Trial trial(Sandbox sandbox) {
        return new Trial(folder, sandbox)
                .config(config -> config.parallelism(4)
                        .requestsPerSecond(1000)
                        .maxAttempts(100)
                        .guard(Code.VALUE_TOO_LONG, Level.WARN))
                .options(options -> options.withResume(new Resume.Latest()));
    }

    private static Set<Long> deadLetters(RunReport report) throws IOException {
        var rows = new TreeSet<Long>();
        Path letters = report.files().deadLetters();
        if (letters != null) {
            for (String line : Files.readAllLines(letters)) {
                assertThat(rows.add(DeadLetterFile.rowOf(line).orElseThrow())).isTrue();
            }
        }
        return rows;
    }

    private static Map<String, Object> people(Sandbox sandbox) {
        var people = new TreeMap<String, Object>();
        for (Person person : sandbox.people()) {
            people.put(person.identifier(), List.of(person.email(), new TreeMap<>(person.attributes())));
        }
        return people;
    }

    private static void nobodyIsInItTwice(RecordedRequest request) {
        var people = new HashSet<JsonNode>();
        JSON.readTree(request.body())
                .path("batch")
                .forEach(entry ->
                        assertThat(people.add(entry.get("identifiers"))).isTrue());
    }

    /** The person who was refused whatever the rows said is not refused any more. */
    private void retry(Sandbox sandbox, Sandbox oneByOne, RunReport report, List<Given> rows) throws Exception {
        for (Sandbox each : List.of(sandbox, oneByOne)) {
            each.heal(REFUSED);
        }
        int refused = 0;
        for (Given row : rows) {
            if (row.person().equals(REFUSED)) {
                refused += send(oneByOne, row.entry()) == 200 ? 0 : 1;
            }
        }

        RunReport retry = trial(sandbox).retry(report.run());

        assertThat(retry.records().pending()).isZero();
        assertThat(retry.records().deadLetters()).isGreaterThanOrEqualTo(refused);
        assertThat(sandbox.person(REFUSED).map(Person::attributes))
                .isEqualTo(oneByOne.person(REFUSED).map(Person::attributes));
    }
}
