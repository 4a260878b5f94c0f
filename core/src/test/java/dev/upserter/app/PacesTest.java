package dev.upserter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacesTest {
    private static final URI HOST = URI.create("https://api.customer.io");
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Paces paces = new Paces();

    @Test
    void tenMayBeUnderWayAndCountForASecondAfterTheirEnd() {
        var pace = new TenASecond();
        for (int i = 0; i < 10; i++) {
            assertThat(pace.begin(i)).isZero();
        }
        assertThat(pace.begin(10)).isEqualTo(SECOND);
        pace.ended(20);
        assertThat(pace.begin(30)).isEqualTo(SECOND - 10);
        assertThat(pace.begin(20 + SECOND)).isZero();
        assertThat(pace.begin(20 + SECOND)).isPositive();
        assertThat(pace.isIdle(3 * SECOND)).isFalse();
        for (int i = 0; i < 10; i++) {
            pace.ended(30 + SECOND);
        }
        assertThat(pace.isIdle(2 * SECOND)).isFalse();
        assertThat(pace.isIdle(30 + 2 * SECOND)).isTrue();
    }

    @Test
    void whoeverHasTheKeyOfAHostHasItsPace() {
        TenASecond one = paces.take(HOST, "key");
        assertThat(paces.take(URI.create("https://API.customer.io/"), "key")).isSameAs(one);
        assertThat(paces.take(HOST, "another")).isNotSameAs(one);
        assertThat(paces.take(URI.create("https://api-eu.customer.io"), "key")).isNotSameAs(one);
        assertThat(paces.size()).isEqualTo(3);
    }

    @Test
    void aPaceIsKeptAsLongAsItCounts() {
        TenASecond one = paces.take(HOST, "key");
        one.begin(System.nanoTime());
        one.ended(System.nanoTime());
        paces.giveBack(HOST, "key");
        assertThat(paces.take(HOST, "key")).isSameAs(one);
        paces.giveBack(HOST, "key");

        TenASecond idle = paces.take(HOST, "another");
        paces.giveBack(HOST, "another");
        paces.take(HOST, "third");
        assertThat(paces.take(HOST, "another")).isNotSameAs(idle);
    }
}
