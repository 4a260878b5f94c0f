package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.traffic.RecordedRequest;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent, written and said does not depend on the machine's language, digits, calendar, time zone, encoding or line ends. */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
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

    @TempDir
    private static Path program;

    private static final Sandbox SANDBOX = Sandbox.start();
    private static Map<String, String> plain = Map.of();
    private static List<String> sent = List.of();

    @BeforeAll
    static void runPlainly(@TempDir Path folder) throws Exception {
        Launched.in(program);
        SANDBOX.recordRequests(true);
        plain = all(folder, List.of("-Duser.language=en", "-Duser.country=US", "-Duser.timezone=UTC"));
        sent = requests(0);
        assertThat(sent).isNotEmpty();
    }

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @Execution(ExecutionMode.SAME_THREAD)
    @ParameterizedTest
    @CsvSource({
        "tr, TR, , Europe/Istanbul, windows-1254",
        "ar, EG, nu-arab, Africa/Cairo, windows-1256",
        "th, TH, ca-buddhist-nu-thai, Asia/Bangkok, windows-874",
        "hi, IN, nu-deva, Asia/Kolkata, UTF-16"
    })
    void whatIsDoneDoesNotDependOnTheMachinesDefaults(
            String language, String country, String extensions, String zone, String encoding) throws Exception {
        int before = SANDBOX.requests().size();
        Map<String, String> here = all(
                folder,
                List.of(
                        "-Duser.language=" + language,
                        "-Duser.country=" + country,
                        "-Duser.extensions=" + (extensions == null ? "" : "u-" + extensions),
                        "-Duser.timezone=" + zone,
                        "-Dfile.encoding=" + encoding,
                        "-Dline.separator=\r\n"));

        assertThat(requests(before)).isEqualTo(sent);
        assertThat(here.keySet()).isEqualTo(plain.keySet());
        plain.forEach((name, content) -> assertThat(here.get(name)).as(name).isEqualTo(content));
    }

    /** In the order of their bytes: several are sent at once. */
    private static List<String> requests(int from) {
        List<RecordedRequest> all = SANDBOX.requests();
        return all.subList(from, all.size()).stream()
                .map(request -> request.method() + " " + request.rawPath() + " " + request.bodyText())
                .sorted()
                .toList();
    }

    /** What all commands print, and the files that they leave. */
    private static Map<String, String> all(Path own, List<String> options) throws Exception {
        SANDBOX.clearPeople();
        Files.writeString(
                own.resolve("sync.yaml"),
                SYNC.replace("ENDPOINT", SANDBOX.endpoint().toString()));
        Files.writeString(
                own.resolve("events.yaml"),
                EVENTS.replace("ENDPOINT", SANDBOX.endpoint().toString()));
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
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xlog:disable",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + program.resolve("classes.jsa"),
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8"));
        command.addAll(options);
        command.addAll(
                List.of("-cp", Launched.app(program).resolve("upserter.jar").toString(), Main.class.getName()));
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
                .replaceAll("\\d+(\\.\\d+)? (ms|s)\\b", "DURATION")
                .replaceAll("DURATION, [\\d,]+ rows/s", "DURATION") // told of runs of a second and more
                .replaceAll("(?<=modified\":|\"at\":|\"time\":)\\d+", "TIME");
    }
}
