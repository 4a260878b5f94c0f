package dev.upserter.run;

import dev.upserter.batch.Api;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.Region;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.traffic.RecordedRequest;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes a state folder as a build leaves it: of a sync that mirrors and one that sends all rows, each with a run that was
 * cut off while its requests were under way. {@link EarlierBuildTest} reads the one that an earlier build made, which is
 * never made again; a build with another format gets a folder of its own beside it.
 */
final class EarlierBuild {
    static final String MIRROR = "mirror";
    static final String ALL = "all";
    static final int PEOPLE = 40;
    private static final int CUT_AT = 12;
    private static final Credentials CREDENTIALS = new Credentials("sandbox-site", "sandbox-key");

    private final Path folder;
    private final Sandbox sandbox;

    EarlierBuild(Path folder, Sandbox sandbox) {
        this.folder = folder;
        this.sandbox = sandbox;
    }

    /** Argument: the folder to make it in. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        try (var sandbox = Sandbox.start()) {
            new EarlierBuild(folder, sandbox).make();
        }
    }

    private void make() throws IOException {
        sandbox.refuse("p7", "invalid", "score", "score is not valid");
        run(MIRROR, Api.BATCH, first());
        run(MIRROR, Api.BATCH, second());
        sandbox.refuse("p6", "invalid", "score", "score is not valid");
        cut(MIRROR, third());
        run(ALL, Api.BATCH, first());
        cut(ALL, third());
    }

    /** Everybody. */
    static String first() {
        return json(IntStream.range(0, PEOPLE).mapToObj(i -> row(i, i)));
    }

    /** Without the last two, whom the state has as marked from then on. */
    static String second() {
        return json(IntStream.range(0, PEOPLE - 2).mapToObj(i -> row(i, i)));
    }

    /** Ten who changed, two who are gone, one of the two before who returned, and five who are new. */
    static String third() {
        return json(Stream.of(
                        IntStream.range(0, PEOPLE - 4).mapToObj(i -> row(i, i < 10 ? i + 100 : i)),
                        Stream.of(row(PEOPLE - 1, PEOPLE - 1)),
                        IntStream.range(PEOPLE, PEOPLE + 5).mapToObj(i -> row(i, i)))
                .flatMap(rows -> rows));
    }

    private static String row(int person, int score) {
        return "{\"id\":\"p" + person + "\",\"name\":\"Person " + person + "\",\"score\":" + score + "}";
    }

    private static String json(Stream<String> rows) {
        return rows.toList().toString();
    }

    private RunReport run(String sync, Api api, String json) throws IOException {
        Path data = folder.resolve(sync + ".json");
        Files.writeString(data, json);
        return run(sync, api, data, RunOptions.in(folder.resolve("state")));
    }

    RunReport run(String sync, Api api, Path data, RunOptions options) {
        return new Run(
                        config(sync, api),
                        DataFile.of(data),
                        options,
                        Trial.surroundings()
                                .withHosts(Map.of(Region.US, sandbox.endpoint(), Region.EU, sandbox.endpoint())))
                .execute();
    }

    private static SyncConfig config(String sync, Api api) {
        SyncConfigBuilder config = SyncConfig.builder(sync, "id")
                .region(Region.US)
                .credentials(CREDENTIALS)
                .mapping("name", "full_name")
                .mapping("score", "score")
                .api(api)
                .parallelism(1);
        return (sync.equals(MIRROR)
                        ? config.mode(Mode.MIRROR).removed(Removal.SET).changedFieldsOnly(true)
                        : config)
                .build();
    }

    /** Runs, and keeps the folder as it is while a request is under way, as if the process had been killed. */
    private void cut(String sync, String json) throws IOException {
        var requests = new AtomicInteger();
        sandbox.recordRequests(true);
        int before = sent(sandbox).size();
        Path kept = folder.resolve("kept");
        sandbox.onRequest(request -> {
            if (request.rawPath().contains("/customers/") && requests.incrementAndGet() == CUT_AT) {
                copy(folder.resolve("state"), kept);
            }
        });
        run(sync, Api.SINGLE, json);
        List<String> answered = sent(sandbox).subList(before, before + CUT_AT - 1);
        Files.writeString(folder.resolve(sync + ".answered"), String.join("\n", answered) + "\n");
        delete(folder.resolve("state"));
        Files.move(kept, folder.resolve("state"));
    }

    /** Whom requests for single people named, in order. */
    static List<String> sent(Sandbox sandbox) {
        return sandbox.requests().stream()
                .map(RecordedRequest::rawPath)
                .filter(path -> path.contains("/customers/"))
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .toList();
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
