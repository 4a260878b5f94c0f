package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.kind.Kind;
import dev.upserter.kind.Kinds;
import dev.upserter.kind.Slot;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Mode;
import dev.upserter.plan.RemovalLimit;
import dev.upserter.problem.Code;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices are kept like the rows of a source. */
class DevicesTest {
    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @BeforeEach
    void people() {
        new Trial(folder, sandbox, "people")
                .config(config -> config.identifyBy(IdentifierType.EMAIL))
                .run("[{\"id\":\"a@x.example\"},{\"id\":\"b@x.example\"}]");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @SuppressWarnings("unchecked") // its keys are rules
    private static SyncConfigBuilder device(SyncConfigBuilder config, Mode mode) {
        Kind kind = Kinds.spelled("device");
        config.kind(kind).mode(mode).identifyBy(IdentifierType.EMAIL).maxRemoved(new RemovalLimit(100, true));
        kind.slots()
                .forEach(slot -> config.slot(
                        (Slot<Expression>) slot, Expression.of(new ValueOrigin.Field(new FieldPath(slot.name())))));
        return config.mapping("push", "push_enabled");
    }

    private RunReport run(Mode mode, String rows) {
        return new Trial(folder, sandbox).config(config -> device(config, mode)).run(rows);
    }

    private static String row(String email, String token, boolean push) {
        return "{\"id\":\"" + email + "\",\"device\":\"" + token
                + "\",\"platform\":\"iOS\",\"lastUsed\":1700000000,\"push\":" + push + "}";
    }

    private Map<String, String> devices() {
        return Objects.requireNonNull(sandbox.contents().get("devices"));
    }

    @Test
    void aMirrorAddsChangesAndTakesAway() {
        run(Mode.MIRROR, "[" + row("a@x.example", "t,[1]", true) + "," + row("b@x.example", "t2", true) + "]");
        assertThat(devices().get("a@x.example"))
                .contains("\"push_enabled\":\"true\"")
                .contains("platform=\"ios\"");

        RunReport second =
                run(Mode.MIRROR, "[" + row("A@X.example", "t,[1]", false) + "," + row("a@x.example", "t3", true) + "]");
        assertThat(second.exitCode()).isZero();
        assertThat(second.records().removed()).isEqualTo(1);
        assertThat(devices()).containsOnlyKeys("a@x.example");
        assertThat(devices().get("a@x.example")).contains("t3").contains("\"push_enabled\":\"false\"");

        RunReport third = run(Mode.MIRROR, "[" + row("a@x.example", "t3", true) + "]");
        assertThat(third.records().removed()).isEqualTo(1);
        assertThat(third.records().unchanged()).isEqualTo(1);
        assertThat(devices().get("a@x.example")).doesNotContain("t,[1]");
    }

    @Test
    void aRowThatMakesNoDeviceIsRejected() {
        RunReport report = run(
                Mode.UPSERT,
                "[{\"id\":\"a@x.example\",\"platform\":\"ios\"},"
                        + "{\"id\":\"a@x.example\",\"device\":\"t\",\"platform\":\"windows\"},"
                        + "{\"id\":\"a@x.example\",\"device\":\"t\",\"platform\":\"ios\",\"lastUsed\":1700000000000},"
                        + row("a@x.example", "t4", true) + "," + row("b@x.example", "t5", true) + ","
                        + row("b@x.example", "t6", true) + "]");

        assertThat(report.records().rejected()).isEqualTo(3);
        assertThat(report.problems()).extracting(Finding::code).contains(Code.PART_MISSING, Code.PART_MALFORMED);
        assertThat(devices()).hasSize(2);
    }

    /** A rejected row keeps its own device, and no other. */
    @Test
    void aRowThatNamesItsDeviceDoesNotHoldTheOthers() {
        run(
                Mode.MIRROR,
                "[" + row("a@x.example", "t1", true) + "," + row("a@x.example", "t2", true) + ","
                        + row("b@x.example", "t3", true) + "]");
        RunReport report = run(
                Mode.MIRROR,
                "[" + row("a@x.example", "t1", true).replace("iOS", "windows") + "," + row("b@x.example", "t3", true)
                        + "]");

        assertThat(report.records().rejected()).isEqualTo(1);
        assertThat(report.records().removed()).isEqualTo(1);
        assertThat(devices().get("a@x.example")).contains("t1").doesNotContain("t2");

        RunReport unclear = run(
                Mode.MIRROR,
                "[" + row("null", "t1", true).replace("iOS", "windows") + "," + row("b@x.example", "t3", true) + "]");
        assertThat(unclear.records().removed()).isZero();
        assertThat(unclear.problems()).extracting(Finding::code).contains(Code.REMOVALS_HELD);
    }

    @Test
    void pushIsEnabledOrNot() {
        RunReport report = run(
                Mode.UPSERT,
                "[" + row("a@x.example", "t7", true).replace("true}", "\"yes\"}") + ","
                        + row("a@x.example", "t8", true).replace("true}", "1}") + ","
                        + row("a@x.example", "t9", true).replace("true}", "\"false\"}") + ","
                        + row("b@x.example", "t4", true) + "," + row("b@x.example", "t5", true) + "]");

        assertThat(report.records().rejected()).isEqualTo(2);
        assertThat(report.records().delivered()).isEqualTo(3);
    }

    @Test
    void aNullSaysNothingOfWhetherPushIsAllowed() {
        String row = "[" + row("a@x.example", "t", true).replace("true", "null") + "]";
        RunReport report = run(Mode.UPSERT, row);

        assertThat(report.records().rejected()).isEqualTo(1);
        assertThat(report.problems()).extracting(Finding::code).contains(Code.PART_MALFORMED);
        assertThat(devices()).isEmpty();
    }
}
