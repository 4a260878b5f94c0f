package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.kind.Kind;
import dev.upserter.kind.Kinds;
import dev.upserter.kind.SegmentRef;
import dev.upserter.kind.Slot;
import dev.upserter.plan.Mode;
import dev.upserter.plan.RemovalLimit;
import dev.upserter.report.RunReport;
import dev.upserter.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A segment is kept like the rows of a source: who is new joins, who is gone leaves. */
class MembershipTest {
    private static final String THREE = "[{\"id\":\"1\"},{\"id\":\"2\"},{\"id\":\"3\"}]";

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @BeforeEach
    void people() {
        new Trial(folder, sandbox, "people").run(THREE);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @SuppressWarnings("unchecked") // its first key is a segment
    private static SyncConfigBuilder segment(SyncConfigBuilder config, Mode mode, int number) {
        Kind segment = Kinds.spelled("segment");
        return config.kind(segment)
                .mode(mode)
                .slot((Slot<SegmentRef>) segment.slots().getFirst(), SegmentRef.numbered(number));
    }

    private RunReport run(Mode mode, int number, String rows) {
        return new Trial(folder, sandbox)
                .config(config -> segment(config, mode, number).maxRemoved(new RemovalLimit(100, true)))
                .run(rows);
    }

    private Map<String, String> members() {
        return Objects.requireNonNull(sandbox.contents().get("segments"));
    }

    @Test
    void aMirrorAddsWhoIsNewAndRemovesWhoIsGone() {
        run(Mode.MIRROR, 7, "[{\"id\":\"1\"},{\"id\":\"2\"}]");
        assertThat(members()).containsEntry("7", "1 2");

        RunReport second = run(Mode.MIRROR, 7, "[{\"id\":\"2\"},{\"id\":\"3\"}]");
        assertThat(members()).containsEntry("7", "2 3");
        assertThat(second.records().unchanged()).isEqualTo(1);
        assertThat(second.records().removed()).isEqualTo(1);
        assertThat(second.records().delivered()).isEqualTo(2);
        assertThat(second.exitCode()).isZero();
    }

    @Test
    void anotherSegmentIsAnotherState() {
        run(Mode.MIRROR, 7, "[{\"id\":\"1\"},{\"id\":\"2\"}]");
        RunReport other = run(Mode.MIRROR, 8, "[{\"id\":\"1\"}]");

        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.problems().getFirst().examples().getFirst().message())
                .contains("knows members of segment 7 by id, but the configuration says members of segment 8 by id");
        assertThat(members()).containsOnlyKeys("7");
    }
}
