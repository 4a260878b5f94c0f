package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.cli.text.Terminal;
import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command's messages and questions before it removes people, as typed. */
class RemovalTest {
    private static final Terminal SOMEBODY = new Terminal(true, true, true, 80);

    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private String config = "";
    private String all = "";
    private String fewer = "";
    private String out = "";
    private String err = "";

    @BeforeEach
    void prepare() throws IOException {
        config = write("users.yaml", "userId: id\nmode: mirror\nremoved: suppress\n");
        all = write("all.csv", "id\n1\n2\n3\n4\n");
        fewer = write("fewer.csv", "id\n1\n2\n3\n");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int run(String... arguments) {
        return run(new Typed(), arguments);
    }

    private int run(Typed typed, String... arguments) {
        var whole = new ArrayList<>(List.of(arguments));
        whole.addAll(List.of("--endpoint", sandbox.endpoint().toString()));
        typed.with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));
        int exitCode = typed.run(whole.toArray(String[]::new));
        out = typed.out();
        err = typed.err();
        return exitCode;
    }

    @Test
    void aFirstRunSaysOnStandardErrorWhomItDoesNotKnow() throws IOException {
        assertThat(run("sync", config, all, "--json")).isZero();
        assertThat(err).contains("STATE_NEW: there is no state at ", "are not removed\n  -> ", "--baseline");
        assertThat(out).startsWith("{").contains("\"code\" : \"STATE_NEW\"");

        Files.delete(folder.resolve(".upserter/syncs/users/state"));
        assertThat(run("sync", config, all)).isEqualTo(1);
        assertThat(err).contains("STATE_LOST: ");
        assertThat(out).startsWith("Completed with problems").contains("STATE_LOST  once, the run does not end with 0");
    }

    @Test
    void peopleAreSuppressedOnlyAfterAYes() {
        assertThat(run("sync", config, all)).isZero();
        long before = sandbox.stats().requests();

        assertThat(run("sync", config, fewer)).isEqualTo(2);
        assertThat(err).contains("Refused: nothing was sent", "would suppress 1 of the 4 people known", "--yes");
        assertThat(run("sync", config, fewer, "--allow-removals"))
                .as("is no yes")
                .isEqualTo(2);
        assertThat(sandbox.stats().requests()).isEqualTo(before);
        assertThat(run("sync", config, fewer, "--yes")).isZero();
        assertThat(err).startsWith("CONFIRM_IRREVERSIBLE: the run would suppress 1 of the 4 people known");
        assertThat(sandbox.person("4")).isEmpty();
    }

    @Test
    void aUserAtATerminalIsAsked() {
        assertThat(run("sync", config, all)).isZero();

        for (String no : List.of("", "no\n", "y\n", "\n")) {
            assertThat(run(new Typed().on(SOMEBODY).stdin(no), "sync", config, fewer))
                    .isEqualTo(2);
            assertThat(err).contains("would suppress 1 of the 4", "Go on? Type yes to do it:");
        }
        assertThat(run(new Typed().on(SOMEBODY).stdin("id\n1\n2\n3\nyes\n"), "sync", config, "-"))
                .as("data are no answer")
                .isEqualTo(2);
        assertThat(sandbox.peopleCount()).isEqualTo(4);
        assertThat(run(new Typed().on(SOMEBODY).stdin("yes\n"), "sync", config, fewer))
                .isZero();
        assertThat(sandbox.peopleCount()).isEqualTo(3);
    }

    /** A user at a terminal who presses Ctrl-C at the question and types nothing. */
    private static final class Silent extends InputStream {
        private final Runnable whenAsked;
        private final CountDownLatch never = new CountDownLatch(1);

        private Silent(Runnable whenAsked) {
            this.whenAsked = whenAsked;
        }

        @Override
        public int read() throws IOException {
            whenAsked.run();
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
            return -1;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return read();
        }
    }

    @Test
    @Timeout(30)
    void aStopEndsTheQuestionAsANo() {
        assertThat(run("sync", config, all)).isZero();
        var typed = new Typed().on(SOMEBODY);
        typed.stdin(new Silent(typed::interrupt));

        assertThat(run(typed, "sync", config, fewer)).isEqualTo(2);
        assertThat(err).contains("Go on? Type yes to do it:", "stopping once");
        assertThat(sandbox.peopleCount()).isEqualTo(4);
        assertThat(run("sync", config, fewer, "--yes")).as("the lock is free").isZero();
    }

    @Test
    void aScheduleSaysYesInItsConfiguration() throws IOException {
        write("users.yaml", Files.readString(Path.of(config)) + "irreversible: true\n");
        assertThat(run("sync", config, all)).isZero();
        assertThat(run("check", config, fewer)).isZero();
        assertThat(out + err).doesNotContain("CONFIRM_IRREVERSIBLE", "--yes");
        assertThat(run("sync", config, fewer)).isZero();
        assertThat(out + err).doesNotContain("CONFIRM_IRREVERSIBLE", "--yes");
        assertThat(sandbox.peopleCount()).isEqualTo(3);
    }

    @Test
    void aPlanShowsTheNumberAndIsAppliedWithAYes() {
        assertThat(run("sync", config, all)).isZero();
        String plan = folder.resolve("plan.json").toString();

        assertThat(run("plan", config, fewer, "--out", plan)).isZero();
        assertThat(out).contains("1  removed", "CONFIRM_IRREVERSIBLE", "would suppress 1 of the 4 people known");
        assertThat(run("apply", plan)).isEqualTo(2);
        assertThat(err).contains("CONFIRM_IRREVERSIBLE", "nothing was sent");
        assertThat(sandbox.peopleCount()).isEqualTo(4);
        assertThat(run("apply", plan, "--yes")).isZero();
        assertThat(sandbox.peopleCount()).isEqualTo(3);
    }

    @Test
    void suppressedPeopleAreReportedAndCanBeForgotten() {
        run("sync", config, all);
        run("sync", config, fewer, "--yes");
        assertThat(run("sync", config, all)).isZero();
        assertThat(out)
                .contains("4 read = 1 filtered out + 3 unchanged", "SUPPRESSED", "state reset CONFIG --suppressed");

        assertThat(run("state", "show", config)).isZero();
        assertThat(out).contains("1 suppression of the workspace is remembered");
        assertThat(run("state", "reset", config, "--suppressed")).isZero();
        assertThat(out).contains("forgot who was suppressed");
        assertThat(run("state", "show", config)).isZero();
        assertThat(out).contains("people   3, known by id").doesNotContain("suppression");
        assertThat(run("sync", config, all)).isZero();
        assertThat(out).contains("3 unchanged + 1 delivered");
    }

    @Test
    void removalsThatAreHeldEndWithOne() throws IOException {
        write("users.yaml", "userId: id\nmode: mirror\nremoved: delete\n");
        assertThat(run("sync", config, all)).isZero();
        assertThat(run("sync", config, write("cut.csv", "id\n1\n2\n3"))).isEqualTo(1);
        assertThat(out)
                .contains(
                        "Completed with problems",
                        "REMOVALS_HELD  once, the run does not end with 0",
                        "1 person who is no longer in the source is not removed");
        assertThat(run("sync", config, fewer)).isZero();
        assertThat(sandbox.peopleCount()).isEqualTo(3);
    }
}
