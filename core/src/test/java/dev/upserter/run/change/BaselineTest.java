package dev.upserter.run.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.history.Scope;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.problem.Code;
import dev.upserter.report.RunReport;
import dev.upserter.run.Trial;
import dev.upserter.run.option.StateUse;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that was taken as delivered shows later runs what a whole one looks like. */
class BaselineTest {
    private static final int PEOPLE = 40;

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private Path exports = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        exports = Files.createDirectory(folder.resolve("exports"));
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Trial mirror() {
        return new Trial(folder, sandbox)
                .config(config -> config.mode(Mode.MIRROR).mapping("n", "n").removed(Removal.CLEAR));
    }

    private RunReport baseline(DataFile data) {
        return mirror().options(options -> options.withState(StateUse.CONFIGURED.withScope(Scope.BASELINE)))
                .run(data);
    }

    private DataFile file(String name, String text) throws IOException {
        return DataFile.of(Files.writeString(exports.resolve(name), text));
    }

    private static String lines(int people, IntFunction<String> line) {
        return IntStream.rangeClosed(1, people).mapToObj(line).collect(Collectors.joining());
    }

    private static String csv(int people) {
        return "id,n\n" + lines(people, i -> i + "," + i + "\n");
    }

    private static String quoted(int people) {
        return "\"id\",\"n\"\n" + lines(people, i -> "\"" + i + "\",\"" + i + "\"\n");
    }

    private static String crlf(int people) {
        return csv(people).replace("\n", "\r\n");
    }

    private static String ndjson(int people) {
        return lines(people, i -> "{\"id\":" + i + ",\"n\":" + i + "}\n");
    }

    private static void assertHeld(RunReport report, String sign) {
        assertThat(report.exitCode()).as(report.toJson()).isEqualTo(1);
        assertThat(report.records().removed()).isZero();
        assertThat(report.problems()).anySatisfy(found -> {
            assertThat(found.code()).isEqualTo(Code.REMOVALS_HELD);
            assertThat(found.examples().getFirst().message()).contains(sign);
        });
    }

    private void assertHeldAfterBaseline(String name, String whole, String cut) throws IOException {
        assertThat(baseline(file(name, whole)).exitCode()).isZero();
        assertHeld(mirror().run(file(name, cut)), "has no end");
    }

    private static String without(String end, String text) {
        assertThat(text).endsWith(end);
        return text.substring(0, text.length() - end.length());
    }

    @Test
    void aCutBeforeTheEndOfALineOfCsvHoldsRemovals() throws IOException {
        assertHeldAfterBaseline("users.csv", csv(PEOPLE), without("\n", csv(PEOPLE - 2)));
    }

    @Test
    void aCutInsideTheEndOfALineHoldsRemovals() throws IOException {
        assertHeldAfterBaseline("users.csv", crlf(PEOPLE), without("\n", crlf(PEOPLE - 2)));
    }

    @Test
    void aCutBeforeTheEndOfALineOfJsonHoldsRemovals() throws IOException {
        assertHeldAfterBaseline("users.ndjson", ndjson(PEOPLE), without("\n", ndjson(PEOPLE - 2)));
    }

    @Test
    void aRowThatIsCutBeforeItsLastCellIsRejected() throws IOException {
        assertThat(baseline(file("users.csv", quoted(PEOPLE))).exitCode()).isZero();
        RunReport cut = mirror().run(file("users.csv", without("\"38\"\n", quoted(PEOPLE - 2))));
        assertHeld(cut, "has no end");
        assertThat(cut.records().rejected()).isEqualTo(1);
    }

    @Test
    void aMissingFileHoldsRemovals() throws IOException {
        file("users-a.ndjson", ndjson(PEOPLE - 2));
        DataFile second = file("users-b.ndjson", "{\"id\":\"x\",\"n\":1}\n");
        DataFile all = DataFile.find(exports.resolve("users-*.ndjson").toString());
        assertThat(baseline(all).exitCode()).isZero();
        Files.delete(((DataFile.OnDisk) second).path());
        assertHeld(
                mirror().run(DataFile.find(exports.resolve("users-*.ndjson").toString())),
                "1 held rows in the last whole run, and 0 do now");
    }

    @Test
    void aSourceThatHasLostTheEndOfItsLastLineIsNoReferenceEither() throws IOException {
        assertThat(mirror().run(file("users.csv", csv(PEOPLE))).exitCode()).isZero();
        assertThat(baseline(file("users.csv", without("\n", csv(PEOPLE - 1)))).exitCode())
                .isLessThan(2);
        assertHeld(mirror().run(file("users.csv", without("\n", csv(PEOPLE - 3)))), "has no end");
    }
}
