package dev.upserter.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LineTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final URI HOST = URI.create("https://track.customer.io");
    private static final URI SAME_HOST = URI.create("https://Track.customer.io/");

    private final OpenLines lines = new OpenLines();

    /** How long it takes to be given so many tokens by each of two, in turn, asking as fast as possible. */
    private static long time(Line one, Line other, int tokensEach, long start) {
        long time = start;
        for (int i = 0; i < tokensEach; i++) {
            time += one.reserve(time);
            time += other.reserve(time);
        }
        return time - start;
    }

    @Test
    void whoSendsToOneWorkspaceSharesOneCeilingTheLowest() {
        try (Line quick = lines.open(HOST, "site", 1000);
                Line slow = lines.open(SAME_HOST, "site", 100)) {
            assertThat(lines.size()).isEqualTo(1);
            assertThat(time(quick, slow, 60, 0)).isBetween(SECOND, SECOND * 11 / 10);
            assertThat(quick.rate(SECOND)).isEqualTo(100);
            assertThat(quick.isHeldByOther()).isTrue();
            assertThat(slow.isHeldByOther()).isFalse();
        }
    }

    @Test
    void workspacesAndHostsDoNotHoldEachOtherUp() {
        try (Line one = lines.open(HOST, "site", 10);
                Line other = lines.open(HOST, "other", 1000);
                Line elsewhere = lines.open(URI.create("http://127.0.0.1:3030"), "site", 1000)) {
            assertThat(lines.size()).isEqualTo(3);
            assertThat(one.rate(0)).isEqualTo(10);
            assertThat(other.rate(0)).isEqualTo(1000);
            assertThat(elsewhere.rate(0)).isEqualTo(1000);
        }
    }

    @Test
    void whoComesAfterA429KeepsItsPauseAndItsRate() {
        long now = System.nanoTime();
        try (Line first = lines.open(HOST, "site", 1000)) {
            first.throttled(now, Duration.ofSeconds(30));
        }
        try (Line next = lines.open(HOST, "site", 1000)) {
            assertThat(next.isClosed(now + 29 * SECOND)).isTrue();
            assertThat(next.reserve(now)).isGreaterThanOrEqualTo(30 * SECOND);
            assertThat(next.isSlowed()).isTrue();
            assertThat(next.throttles()).isZero();
        }
        try (Line elsewhere = lines.open(HOST, "other", 1000)) {
            assertThat(elsewhere.isClosed(now)).isFalse();
        }
    }

    @Test
    void theCeilingRisesWhenTheLowestLeavesAndIsForgottenWithTheLast() {
        Line slow = lines.open(HOST, "site", 100);
        try (Line quick = lines.open(HOST, "site", 1000)) {
            slow.close();
            slow.close();

            assertThat(quick.rate(0)).isEqualTo(1000);
            assertThat(quick.isHeldByOther()).isFalse();
            assertThat(lines.size()).isEqualTo(1);
        }
        assertThat(lines.size()).isZero();
    }

    @Test
    void anAnswer429SlowsAllAndIsToldOfTheOneThatGotIt() {
        long now = System.nanoTime();
        try (Line one = lines.open(HOST, "site", 100);
                Line other = lines.open(HOST, "site", 100)) {
            one.throttled(now, Duration.ofSeconds(3));

            assertThat(other.isSlowed()).isTrue();
            assertThat(other.isClosed(now + 2 * SECOND)).isTrue();
            assertThat(other.rate(now)).isEqualTo(50);
            assertThat(one.throttles()).isEqualTo(1);
            assertThat(one.lowest()).isEqualTo(50);
            assertThat(other.throttles()).isZero();
            assertThat(other.lowest()).isEqualTo(100);
        }
    }

    @Test
    void whoComesLaterDoesNotEndTheSlownessOfA429() {
        long now = System.nanoTime();
        try (Line one = lines.open(HOST, "site", 100)) {
            one.throttled(now, Duration.ZERO);
            try (Line late = lines.open(HOST, "site", 80)) {
                assertThat(late.rate(now)).isBetween(50, 51);
                assertThat(late.isSlowed()).isTrue();
            }
        }
    }
}
