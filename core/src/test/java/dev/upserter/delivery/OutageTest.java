package dev.upserter.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutageTest {
    private final Outage outage = new Outage();

    private boolean unavailable(long batch, @Nullable Long previous, long now) {
        return outage.failed(batch, false, "status 503", previous, now);
    }

    private boolean error(long batch, @Nullable Long previous, long now) {
        return outage.failed(batch, true, "status 500", previous, now);
    }

    @Test
    void whileNothingIsAnsweredOnlyTheFirstFailureCounts() {
        assertThat(unavailable(1, null, 10)).isTrue();
        assertThat(unavailable(1, 10L, 20)).isFalse();
        assertThat(unavailable(2, null, 30)).isFalse();
        assertThat(unavailable(2, 30L, 40)).isFalse();
        assertThat(outage.lasting(50)).isEqualTo(40);
        assertThat(outage.what()).contains("status 503");
    }

    @Test
    void aFailureCountsIfSomethingElseWasAnsweredInTheMeantime() {
        unavailable(1, null, 10);
        outage.answered(15);

        assertThat(unavailable(1, 10L, 20)).isTrue();
        assertThat(unavailable(1, 20L, 30)).isFalse();
    }

    @Test
    void anAnswerEndsTheOutage() {
        assertThat(outage.answered(5)).isFalse();
        unavailable(1, null, 10);

        assertThat(outage.answered(15)).isTrue();
        assertThat(outage.lasting(20)).isZero();
        assertThat(outage.what()).isEmpty();
        assertThat(unavailable(2, null, 30)).isTrue();
        assertThat(outage.lasting(35)).isEqualTo(5);
    }

    @Test
    void failuresThatMayLieInTheRequestCountAsLongAsFewRequestsFail() {
        for (long now = 10; now < 20; now++) {
            assertThat(error(1, now == 10 ? null : now - 1, now)).isTrue();
        }
        assertThat(error(2, null, 20)).isTrue();
        assertThat(error(3, null, 21)).isTrue();
        assertThat(error(4, null, 22)).isFalse();
        assertThat(error(1, 19L, 23)).isFalse();

        outage.answered(24);
        assertThat(error(1, 23L, 25)).isTrue();
    }

    @Test
    void timesMayBeNegative() {
        assertThat(unavailable(1, null, -10)).isTrue();
        outage.answered(-5);
        assertThat(unavailable(1, -10L, -1)).isTrue();
        assertThat(outage.lasting(4)).isEqualTo(5);
    }
}
