package dev.upserter.run.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.history.CompletedRun;
import dev.upserter.pipeline.RejectionLimit;
import dev.upserter.plan.Allowance;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RejectionLimitTest {
    private static final Allowance HALF = new Allowance(50, true);

    /** A run of 10,000 rows. */
    private static Optional<CompletedRun> before(long rejected, Map<String, String> facts) {
        return Optional.of(new CompletedRun("1", Map.of(), 10_000, 0, rejected, Map.of(), facts));
    }

    /** Counts rows of which the first are rejected; whether they ever were too many. */
    private static boolean stops(RejectionLimit limit, int rejected, int rows) {
        for (int i = 0; i < rows; i++) {
            limit.count(i < rejected);
            if (limit.isDue() && limit.exceeded(false).isPresent()) {
                return true;
            }
        }
        return limit.exceeded(true).isPresent();
    }

    @Test
    void aShareThatIsLittleMoreThanTheLastIsNoSurprise() {
        Optional<CompletedRun> last = before(5500, Map.of());
        assertThat(stops(SourceCheck.limit(HALF, last), 551, 1000)).isFalse();
        assertThat(stops(SourceCheck.limit(HALF, last), 700, 1000)).isTrue();
        assertThat(stops(SourceCheck.limit(HALF, Optional.empty()), 551, 1000)).isTrue();
    }

    @Test
    void rejectedRowsThatComeFirstEachNightAreNoSurprise() {
        var first = SourceCheck.limit(new Allowance(95, true), Optional.empty());
        assertThat(stops(first, 900, 10_000)).isFalse();
        assertThat(first.highest()).isEqualTo(0.9);

        var facts = Map.of(CompletedRun.HIGHEST_SHARE, Double.toString(first.highest()));
        assertThat(stops(SourceCheck.limit(HALF, before(900, facts)), 905, 10_000))
                .isFalse();
        assertThat(stops(SourceCheck.limit(HALF, before(900, facts)), 1000, 1000))
                .isTrue();
    }
}
