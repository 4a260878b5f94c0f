package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.ChildJvm;
import dev.upserter.batch.Api;
import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.plan.ChangeEventNames;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.Resume;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A run in a process of its own, to be killed: goes on with the last one. */
final class CrashChild {
    static final int PARALLELISM = 6;

    private CrashChild() {}

    /**
     * Runs it in a process, which is killed as soon as more requests than these have arrived.
     *
     * @param requests  of all that the sandbox has counted
     * @param arguments those of {@link #main} after the endpoint
     * @return its report, or nothing if it was killed
     */
    static String execute(Sandbox sandbox, long requests, String... arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("crash", ".txt");
        List<String> command =
                ChildJvm.command(CrashChild.class, sandbox.endpoint().toString());
        command.addAll(List.of(arguments));
        try {
            Process child = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            while (!child.waitFor(1, TimeUnit.MILLISECONDS)) {
                if (sandbox.stats().requests() > requests) {
                    child.destroyForcibly();
                }
            }
            String report = Files.readString(output);
            boolean whole = child.exitValue() == 0;
            assertThat(whole || child.exitValue() == 137)
                    .as("exit code %d: %s", child.exitValue(), report)
                    .isTrue();
            return whole ? report : "";
        } finally {
            Files.delete(output);
        }
    }

    /** Arguments: endpoint, api, data, state folder; and a mode, for a run that sends only what changed, what
     * becomes of people who are gone, and whether events tell of changes. */
    public static void main(String[] arguments) {
        boolean mirrors = arguments.length > 4;
        Removal removed =
                arguments.length > 5 ? Removal.valueOf(arguments[5]) : mirrors ? Removal.DELETE : Removal.NOTHING;
        SyncConfig config = SyncConfig.builder("crash", "id")
                .endpoint(URI.create(arguments[0]))
                .credentials(new Credentials("sandbox-site", "sandbox-key"))
                .api(Api.valueOf(arguments[1]))
                .parallelism(PARALLELISM)
                .timeout(Duration.ofSeconds(2))
                .maxAttempts(100)
                .mode(mirrors ? Mode.valueOf(arguments[4]) : Mode.UPSERT)
                .removed(removed)
                .irreversible(true)
                .changeEvents(arguments.length > 6 ? new ChangeEventNames("Joined", "Altered", "Left") : null)
                .build();
        RunReport report = new Run(
                        config,
                        DataFile.of(Path.of(arguments[2])),
                        RunOptions.in(Path.of(arguments[3]))
                                .withResume(new Resume.Latest())
                                .withState(StateUse.CONFIGURED.withAllowRemovals()),
                        Trial.surroundings())
                .execute();
        System.out.println(report.toJson());
        System.exit(report.exitCode());
    }
}
