package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static final List<String> WRONG = List.of(
            "snyc a b",
            "frobnicate",
            "--verison",
            "help snyc",
            "sync",
            "sync --resume=latest users.yaml users.json",
            "sync users.yaml",
            "sync users.yaml users.json more.json",
            "sync users.yaml users.json --dryrun",
            "sync users.yaml users.json --frobnicate=7",
            "sync users.yaml users.json --limit",
            "sync users.yaml users.json --limit many",
            "sync users.yaml users.json --limit 0",
            "sync users.yaml users.json --limit 1 --limit 2",
            "sync users.yaml users.json --sandbox=yes",
            "sync users.yaml users.json --endpoint track.customer.io",
            "sync users.yaml users.json --sandbox --endpoint http://127.0.0.1:3030",
            "sync - users.json",
            "check users.yaml",
            "check users.yaml users.json --dry-run",
            "peek",
            "peek users.xyz",
            "peek users.csv --format xml",
            "peek users.csv --delimiter abc",
            "init users.csv --encoding latin-9000",
            "sandbox users.yaml",
            "sandbox --port 70000",
            "sandbox --region mars",
            "sandbox --faults 429=2",
            "explain DATE_AS_TXT",
            "explain FROBNICATE");

    @Test
    void errorsInACommandLineAreReportedWithTheClosestMatch() {
        var all = new StringBuilder();
        for (String line : WRONG) {
            var typed = new Typed();
            assertThat(typed.run(line.split(" "))).as(line).isEqualTo(2);
            assertThat(typed.out()).as(line).isEmpty();
            all.append("$ upserter ")
                    .append(line)
                    .append('\n')
                    .append(typed.err())
                    .append('\n');
        }
        Golden.assertSame("usage-errors.txt", all.toString().strip());
    }

    @Test
    void aWrongEndpointIsNotRepeatedSinceItMayHoldAPassword() {
        var typed = new Typed();
        typed.run("sync", "users.yaml", "users.json", "--endpoint", "http://user:secret@localhost");
        assertThat(typed.err()).contains("--endpoint").doesNotContain("secret");
    }

    @Test
    void theSandboxKnowsWhichIdentifiersThereAre() {
        var typed = new Typed();
        assertThat(typed.run("sandbox", "--port", "0", "--without", "email,name"))
                .isEqualTo(2);
        assertThat(typed.err()).contains("id, email, phone or cio_id");
    }

    @Test
    void controlCharactersOfArgumentsNeverReachTheTerminal() {
        var typed = new Typed();
        typed.run("sync\033[2J");
        assertThat(typed.err()).doesNotContain("\033").contains("sync?[2J");
    }

    @Test
    void optionsThatOtherProgramsHaveAreAnsweredWithWhatIsMeant() {
        for (String option : List.of("--config", "-c", "--data=x.json")) {
            var typed = new Typed();
            assertThat(typed.run("sync", option, "users.yaml", "data.json")).isEqualTo(2);
            assertThat(typed.err()).contains("hint: files are written without an option: upserter sync CONFIG DATA\n");
        }
        var typed = new Typed();
        assertThat(typed.run("-v")).isEqualTo(2);
        assertThat(typed.run("sync", "-v", "users.yaml")).isEqualTo(2);
        assertThat(typed.err()).contains("hint: upserter --version shows the version\n", "--debug shows where");
    }

    @Test
    void theCodesOfProblemsAreExplained() {
        var one = new Typed();
        assertThat(one.run("explain", "date-as-text")).isZero();
        var all = new Typed();
        assertThat(all.run("explain")).isZero();
        Golden.assertSame("explain.txt", one.out() + "\n" + all.out().strip());
    }
}
