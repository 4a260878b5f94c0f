package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent, written and said does not depend on the machine's language, digits, calendar, time zone, encoding or line ends. */
@Timeout(300)
final class DefaultsTest {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("check", "sync.yaml", "data.csv"),
            List.of("preview", "sync.yaml", "data.csv"),
            List.of("plan", "sync.yaml", "data.csv"),
            List.of("sync", "sync.yaml", "data.csv", "--json"),
            List.of("sync", "sync.yaml", "next.csv"),
            List.of("sync", "events.yaml", "data.csv"),
            List.of("runs"),
            List.of("state", "sync.yaml"),
            List.of("explain", "DATE_AS_TEXT"),
            List.of("sync", "nothing.yaml", "data.csv"),
            List.of("sync", "--limit", "x"),
            List.of("--help"));

    private static final String SYNC = """
            sync: people
            userId: id
            siteId: site
            apiKey: key
            endpoint: ENDPOINT
            incremental: true
            keepValues: true
            mappings:
              - {template: "{{ email | downcase }}", to: email}
              - {template: "{{ name | upcase }} {{ name | capitalize }} {{ n | round: 2 }}", to: name}
              - {template: "{{ day | date: '%A %d %B %Y %H:%M %s %x %c' }}", to: day}
              - {from: iso, to: iso, as: unix}
              - {from: date, to: date, as: unix, zone: Asia/Bangkok, pattern: d MMM yyyy}
              - {from: yes, to: yes, as: boolean}
              - {from: n, to: n, as: number}
              - {from: phone, to: phone}
            """;

    private static final String EVENTS = """
            sync: orders
            type: event
            userId: id
            siteId: site
            apiKey: key
            endpoint: ENDPOINT
            event: TITLE ISSUED
            time: iso
            triggers: allow
            filter: "n > 1"
            mappings: [{from: n, to: n, as: number}, {from: name, to: name}]
            """;

    private static final String DATA = """
            ID,EMAIL,NAME,N,DAY,ISO,DATE,YES,PHONE
            7,INFO@WIKI.COM,istanbul,19.996,2026-01-15,2026-01-15T00:00:00Z,15 May 2026,TRUE,+15551234567
            8,IDIL@FIRMA.COM,ılgın İ,1234567.5,2026-03-29,2026-03-29T02:30:00+01:00,1 Jan 2026,YES,n/a
            9,x,NULL,abc,31.12.2025,yesterday,1 Oca 2026,maybe,1
            """;

    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @BeforeEach
    void record() {
        sandbox.recordRequests(true);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({
        "tr, TR, , Europe/Istanbul, windows-1254",
        "ar, EG, nu-arab, Africa/Cairo, windows-1256",
        "th, TH, ca-buddhist-nu-thai, Asia/Bangkok, windows-874",
        "hi, IN, nu-deva, Asia/Kolkata, UTF-16"
    })
    void whatIsDoneDoesNotDependOnTheMachinesDefaults(
            String language, String country, String extensions, String zone, String encoding) throws Exception {
        Map<String, String> plain =
                all("plain", List.of("-Duser.language=en", "-Duser.country=US", "-Duser.timezone=UTC"));
        int sent = sandbox.requests().size();
        Map<String, String> here = all(
                "here",
                List.of(
                        "-Duser.language=" + language,
                        "-Duser.country=" + country,
                        "-Duser.extensions=" + (extensions == null ? "" : "u-" + extensions),
                        "-Duser.timezone=" + zone,
                        "-Dfile.encoding=" + encoding,
                        "-Dline.separator=\r\n"));

        assertThat(sent).isPositive();
        assertThat(requests(sent, 2 * sent)).isEqualTo(requests(0, sent));
        assertThat(here.keySet()).isEqualTo(plain.keySet());
        plain.forEach((name, content) -> assertThat(here.get(name)).as(name).isEqualTo(content));
    }

    /** In the order of their bytes: several are sent at once. */
    private List<String> requests(int from, int to) {
        return sandbox.requests().subList(from, to).stream()
                .map(request -> request.method() + " " + request.rawPath() + " " + request.bodyText())
                .sorted()
                .toList();
    }

    /** What all commands print, and the files that they leave. */
    private Map<String, String> all(String name, List<String> options) throws Exception {
        Path own = Files.createDirectory(folder.resolve(name));
        sandbox.clearPeople();
        Files.writeString(
                own.resolve("sync.yaml"),
                SYNC.replace("ENDPOINT", sandbox.endpoint().toString()));
        Files.writeString(
                own.resolve("events.yaml"),
                EVENTS.replace("ENDPOINT", sandbox.endpoint().toString()));
        Files.writeString(own.resolve("data.csv"), DATA.toLowerCase(Locale.ROOT));
        Files.writeString(own.resolve("next.csv"), DATA.toLowerCase(Locale.ROOT).replace("istanbul", "izmir"));
        var found = new TreeMap<String, String>();
        for (List<String> command : COMMANDS) {
            found.put("printed by " + command, neutral(run(own, options, command), own));
        }
        try (Stream<Path> files = Files.walk(own)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .sorted(Comparator.naturalOrder())
                    .toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                String named = neutral(own.relativize(file).toString(), own);
                found.put(named, named.endsWith("/run.json") ? unordered(neutral(text, own)) : neutral(text, own));
            }
        }
        return found;
    }

    private static String run(Path own, List<String> options, List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(own.toFile())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The digests of a configuration stand in any order. */
    private static String unordered(String json) {
        return json.lines().map(line -> line.replaceAll(",$", "")).sorted().collect(Collectors.joining("\n"));
    }

    /** Without what differs from run to run: folder, run ids, times, durations, rates. */
    private static String neutral(String text, Path own) {
        return text.replace(own.toString(), "FOLDER")
                .replaceAll("\"modified\" : \"\\d+\"", "MODIFIED")
                .replaceAll("process \\d+", "PROCESS")
                .replaceAll("\"rules\" : \"[0-9a-f]+\"", "RULES") // the endpoint is among them
                .replaceAll("\\d{8}-\\d{6}-[0-9a-f]{4}", "RUN")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d)?(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)?", "TIME")
                .replaceAll("\"durationMillis\" : \\d+", "DURATION")
                .replaceAll("\\d+(\\.\\d+)? (ms|s)\\b(, [\\d,]+ rows/s)?", "DURATION")
                .replaceAll("(?<=modified\":|\"at\":|\"time\":)\\d+", "TIME");
    }
}
