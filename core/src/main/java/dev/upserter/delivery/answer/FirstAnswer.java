package dev.upserter.delivery.answer;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether anything has ever answered at an address that the user gave. As long as nothing has, and every attempt was
 * refused, the address may be wrong, which no patience helps. Threads may share it. Times are nanoseconds of one clock.
 */
public final class FirstAnswer {
    private final @Nullable Duration patience;
    private @Nullable Long since;
    private boolean isProven;
    private boolean isOver;

    /**
     * Nothing was tried yet.
     *
     * @param patience how long refusals are borne; empty where the address is known to be right
     */
    public FirstAnswer(Optional<Duration> patience) {
        this.patience = patience.orElse(null);
        this.isOver = patience.isEmpty();
    }

    /** Notes that something answered there: the address is right. */
    public synchronized void came() {
        isOver = true;
    }

    /**
     * Notes that an attempt failed.
     *
     * @return whether the run has borne nothing but refusals for as long as it may
     */
    public synchronized boolean failed(Fault fault, long now) {
        if (isOver || patience == null) {
            return false;
        }
        switch (fault) {
            case UNREACHABLE -> isProven = true;
            case NAMELESS -> {
                // as the failure before it
            }
            case CROWDED -> {
                return false;
            }
            case NETWORK, TIMEOUT -> {
                since = null;
                isProven = false;
                return false;
            }
            case THROTTLED, UNAVAILABLE, SERVER_ERROR -> {
                isOver = true;
                return false;
            }
        }
        since = since == null ? Long.valueOf(now) : since;
        return isProven && now - since >= patience.toNanos();
    }

    /** How long refusals are still borne; empty where none was, or where that is no matter. */
    public synchronized Optional<Duration> left(long now) {
        return isOver || patience == null || since == null
                ? Optional.empty()
                : Optional.of(patience.minusNanos(now - since));
    }

    /** How long refusals are borne in all; zero where the address is known to be right. */
    public Duration patience() {
        return patience == null ? Duration.ZERO : patience;
    }
}
