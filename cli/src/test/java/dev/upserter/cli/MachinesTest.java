package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.Zstd;
import dev.upserter.cli.Machine.Ended;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.store.Person;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real command on machines set up as servers are: each time it works, or says what is missing and which setting helps.
 */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
final class MachinesTest {
    private static final String TEMPORARY = "/mnt";

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private Machine machine;
    private String config;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start();
        machine = new Machine(folder);
        config = config(sandbox.endpoint().toString());
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String config(String endpoint) throws IOException {
        return Files.writeString(
                        folder.resolve("users.json"), """
                            {"userId": "id", "endpoint": "%s", "siteId": "%s", "apiKey": "%s"}\
                            """.formatted(endpoint, sandbox.siteId(), sandbox.apiKey()))
                .toString();
    }

    private String data() throws IOException {
        return Files.writeString(folder.resolve("data.json"), "[{\"id\": \"ana\"}]")
                .toString();
    }

    private String packed() throws IOException {
        byte[] rows = "[{\"id\": \"ana\"}]".getBytes(StandardCharsets.UTF_8);
        return Files.write(folder.resolve("data.json.zst"), Zstd.compress(rows)).toString();
    }

    private void assertDelivered(Ended ended) throws IOException {
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.report().at("/records/delivered").intValue()).isOne();
        assertThat(sandbox.people())
                .singleElement()
                .extracting(Person::identifier)
                .isEqualTo("ana");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mount -t tmpfs -o noexec tmpfs /mnt",
                "mount -t tmpfs -o ro tmpfs /mnt",
                "mount -t tmpfs -o size=64k tmpfs /mnt; head -c 64k /dev/zero >/mnt/zero",
                "TMPDIR=/mnt/missing"
            })
    void aTemporaryFolderThatCannotBeUsedIsReplacedByTheProgramsOwn(String trouble) throws Exception {
        assumeTrue(Machine.canMount(), "mounting is not possible here");
        machine.with("TMPDIR", TEMPORARY);
        assertDelivered(machine.mounting(trouble + "; exec \"$@\"", "sync", config, packed(), "--json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "nowhere", "/dev/null", "/nowhere/mit blank", "/"})
    void ofATemporaryFolderThatIsMissingJavaSaysNothing(String missing) throws Exception {
        machine.with("TMPDIR", missing);
        assertThat(machine.run("--version").err()).isEmpty();
        Ended ended = machine.run("sync", config, packed(), "--json");
        assertDelivered(ended);
        assertThat(ended.err()).doesNotContain("WARNING", "java.io");
    }

    @Test
    void whereNoFolderCanBeUsedEachIsNamedWithTheSetting() throws Exception {
        assumeTrue(Machine.canMount(), "mounting is not possible here");
        Ended ended = machine.with("TMPDIR", "/nowhere")
                .mounting(
                        "mount -t tmpfs -o ro,noexec tmpfs /mnt; mount --bind -o ro program program; exec \"$@\"",
                        "sync",
                        config,
                        packed(),
                        "--state",
                        "/mnt/state",
                        "--json");
        assertThat(ended.exitCode()).as(ended.err()).isIn(2, 3);
        assertThat(ended.report().at("/problems/0/code").textValue()).isEqualTo("STATE_UNWRITABLE");
    }

    @Test
    void ifEveryFolderIsMountedWithNoexecTheReasonIsReported() throws Exception {
        assumeTrue(Machine.canMount(), "mounting is not possible here");
        Ended ended = machine.with("TMPDIR", TEMPORARY)
                .with("HOME", TEMPORARY)
                .mounting(
                        "mount -t tmpfs -o noexec tmpfs /mnt; mount --bind program program;"
                                + " mount -o remount,bind,noexec program; exec sh \"$@\"",
                        "sync",
                        config,
                        packed(),
                        "--state",
                        "/mnt/state",
                        "--json");
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(3);
        assertThat(ended.report().at("/problems/0/code").textValue()).isEqualTo("OUT_OF_RESOURCES");
        assertThat(ended.report().at("/problems/0/examples/0/message").textValue())
                .contains("/mnt (mounted with noexec: no code may run from it)", "/mnt/state (mounted");
        assertThat(ended.report().at("/problems/0/help").textValue()).contains("TMPDIR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xx_YY.UTF-8", "xx_YY", "tr_TR.UTF-8", "de_DE.UTF-8", "C", ""})
    void namesOfFilesDoNotDependOnTheLocale(String locale) throws Exception {
        String data = Files.writeString(folder.resolve("größe-日本.json"), "[{\"id\": \"ana\"}]")
                .toString();
        assertDelivered(machine.with("LC_ALL", locale).run("sync", config, data, "--json"));
    }

    @Test
    void closedStandardInputIsReportedAndNothingElseIsReadInItsPlace() throws Exception {
        Ended ended = machine.shell("exec \"$@\" <&-", "sync", config, "-", "--json");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).isEqualTo("""
            error: standard input is closed, and DATA is -, which means standard input
            hint: give DATA as a file, or by a pipe: export-users | upserter sync CONFIG -
            """);
        assertThat(ended.report().at("/status").textValue()).isEqualTo("refused");
        assertDelivered(machine.shell("exec \"$@\" <&-", "sync", config, data(), "--json"));
    }

    @Test
    void standardErrorThatIsClosedChangesNothing() throws Exception {
        assertDelivered(machine.shell("exec \"$@\" 2>&-", "sync", config, data(), "--json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {">&-", ">/dev/full"})
    void aReportThatCouldNotBeWrittenIsNoSuccessAndItsFileIsNamed(String redirection) throws Exception {
        for (String form : new String[] {"--json", "--limit=1"}) {
            Ended ended = machine.shell("exec \"$@\" " + redirection, "sync", config, data(), form);
            assertThat(ended.exitCode()).as(ended.err()).isEqualTo(3);
            assertThat(ended.err())
                    .startsWith("error: the result could not be written to standard output: ")
                    .containsPattern("hint: the report is in .*/report\\.json\n$");
        }
        assertThat(machine.shell("exec \"$@\" " + redirection, "plan", config, data(), "--detailed-exitcode")
                        .exitCode())
                .isEqualTo(3);
        assertThat(machine.shell("exec \"$@\" " + redirection, "--help").exitCode())
                .isEqualTo(3);
    }

    @Test
    void aReaderWhoHasSeenEnoughIsNoTrouble() throws Exception {
        Ended ended = machine.shell("\"$@\" | true", "--help");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void withoutAHomeTheProgramWorks() throws Exception {
        machine.with("HOME", "");
        assertDelivered(machine.run("sync", config, packed(), "--json"));
    }

    @Test
    void hostsWithAnUnderscoreAreReachedAsComposeNamesThem() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 my_sandbox my_proxy\n");
        String endpoint = "http://my_sandbox:" + sandbox.endpoint().getPort();
        config = config(endpoint);
        machine.with("UPSERTER_JAVA_OPTS", "-Djdk.net.hosts.file=" + hosts);
        assertDelivered(machine.run("sync", config, data(), "--json"));
        assertThat(machine.run("sync", config, data(), "--endpoint", endpoint).exitCode())
                .isZero();
        // the sandbox answers for any host, so it can take the place of a proxy
        machine.with("HTTP_PROXY", "http://my_proxy:" + sandbox.endpoint().getPort());
        assertDelivered(machine.run("sync", config("http://api.test"), data(), "--json"));
    }

    @Test
    void aUserWithoutAnEntryInPasswdAndAHomeIsNoTrouble() throws Exception {
        String nobody = "unshare -U --map-user=54321 --map-group=54321 ";
        assumeTrue(machine.shell(nobody + "true").exitCode() == 0, "user namespaces are not possible here");
        machine.with("HOME", "");
        assertDelivered(machine.shell("exec " + nobody + "\"$@\"", "sync", config, packed(), "--json"));
    }

    @Test
    void whereOnlyTheStateFolderCanBeWrittenTemporaryFilesGoThere() throws Exception {
        assumeTrue(Machine.canMount(), "mounting is not possible here");
        String state = Files.createDirectory(folder.resolve("state")).toString();
        machine.with("HOME", "").with("TMPDIR", "/nowhere");
        String readOnly = "mount --bind -o ro program program && exec \"$@\"";
        assertDelivered(machine.mounting(readOnly, "sync", config, packed(), "--json", "--state", state));
    }

    @Test
    void tooFewDescriptorsAreReportedBeforeJavaStarts() throws Exception {
        Ended ended = machine.shell("ulimit -n 40; exec \"$@\"", "sync", config, data());
        assertThat(ended.exitCode()).isEqualTo(70);
        assertThat(ended.err()).isEqualTo("""
            error: only 40 files may be open at once, which is too few
            hint: raise the limit, as with ulimit -n 1024, or that of the container or the service
            """);
        assertDelivered(machine.shell("ulimit -n 128; exec \"$@\"", "sync", config, data(), "--json"));
    }

    @Test
    void aShellThatCannotForkStartsNothing() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        String nobody = System.getProperty("user.name").equals("root")
                ? "setpriv --reuid=54321 --regid=54321 --clear-groups "
                : "";
        assumeTrue(machine.shell(nobody + "true").exitCode() == 0, "users cannot be changed here");
        Ended ended = machine.shell("ulimit -p 1 2>/dev/null || ulimit -u 1; exec " + nobody + "\"$@\"", "--version");
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(70);
        assertThat(ended.err()).contains("ulimit -u");
    }

    @ParameterizedTest
    @ValueSource(strings = {"300000", "700000", "900000", "1000000", "1100000", "1300000"})
    void withLittleAddressSpaceTheProgramWorksOrIsNotStarted(String kilobytes) throws Exception {
        Ended ended = machine.shell("ulimit -v " + kilobytes + "; exec \"$@\"", "sync", config, packed(), "--json");
        if (ended.exitCode() == 70) {
            assertThat(ended.err()).contains("ulimit -v");
        } else {
            assertDelivered(ended);
        }
    }

    @Test
    void aWorkingFolderThatIsGoneIsReported() throws Exception {
        String gone = Files.createDirectory(folder.resolve("gone")).toString();
        Ended ended = machine.shell("cd " + gone + " && rmdir " + gone + " && exec \"$@\"", "sync", config, data());
        assertThat(ended.exitCode()).isEqualTo(70);
        assertThat(ended.err()).contains("error: the folder in which this was started is gone\n");
    }

    @Test
    void aWorkingFolderThatCannotBeWrittenIsReportedWithTheSetting() throws Exception {
        assumeTrue(Machine.canMount(), "mounting is not possible here");
        data();
        String readOnly = "mount --bind . . && mount -o remount,bind,ro . && cd \"$PWD\" && exec \"$@\"";
        Ended ended = machine.mounting(readOnly, "sync", config, "data.json", "--json");
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(2);
        assertThat(ended.report().at("/problems/0/code").textValue()).isEqualTo("STATE_UNWRITABLE");
        assertThat(ended.report().at("/problems/0/help").textValue()).contains("--state", "UPSERTER_STATE");
    }

    @Test
    void withoutProcTheProgramWorks() throws Exception {
        assumeTrue(Machine.canMount(), "mounting is not possible here");
        String hidden = "mount -t tmpfs tmpfs /proc; exec \"$@\"";
        assertDelivered(machine.mounting(hidden, "sync", config, packed(), "--json"));
        String missing = folder.resolve("missing.json").toString();
        assertThat(machine.mounting(hidden, "sync", config, missing, "--json").exitCode())
                .isEqualTo(2);
    }

    @Test
    void aJavaWhoseLibrariesAreMissingIsNotStarted() throws Exception {
        Path jdk = folder.resolve("jdk");
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"999\"\n");
        Files.copy(Path.of(System.getProperty("java.home"), "bin", "java"), jdk.resolve("bin/java"));
        Ended ended = machine.with("JAVA_HOME", jdk.toString()).run("sync", config, data());
        assertThat(ended.exitCode()).isEqualTo(70);
        assertThat(ended.err()).contains("error: Java 999 does not start");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xmx1x",
                "-Xfoo",
                "-XX:+UseFoo",
                "-XX:Foo=1",
                "--nope",
                "-Xmx64m -Xfoo",
                "x.jar",
                "-Xmx64m x.jar",
                "-jar x.jar",
                "-m x",
                "-version",
                "--version",
                "-help",
                "--dry-run"
            })
    void optionsThatJavaDoesNotKnowOrMisusesAreReportedWithTheirVariable(String options) throws Exception {
        Ended ended = machine.with("UPSERTER_JAVA_OPTS", options).run("sync", config, data());
        assertThat(ended.exitCode()).isEqualTo(70);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("error: ", "UPSERTER_JAVA_OPTS").doesNotContain("Exception");
        assertThat(sandbox.peopleCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xmx128m -Dmine=1",
                "--add-opens java.base/java.lang=ALL-UNNAMED",
                "-XX:+UnlockDiagnosticVMOptions -XX:-PrintCompilation",
                "-ea"
            })
    void optionsThatJavaKnowsAreTaken(String options) throws Exception {
        assertDelivered(machine.with("UPSERTER_JAVA_OPTS", options).run("sync", config, data(), "--json"));
    }
}
