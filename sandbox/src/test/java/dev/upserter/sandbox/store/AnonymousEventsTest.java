package dev.upserter.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.entry.EntryRules;
import dev.upserter.sandbox.entry.Strictness;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** By the documented rule, an anonymous event belongs to a person if it arrives in the five minutes after the identify. */
class AnonymousEventsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Stores stores = new Stores(
            new EntryRules(Strictness.DOCUMENTED, true),
            new Made() {
                @Override
                public boolean hasSegment(long number) {
                    return false;
                }

                @Override
                public boolean hasType(String number) {
                    return false;
                }
            },
            nanos::get);

    private void seed(String json) {
        new SeedReader(stores).apply(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void fiveMinutesAreTheLimit() {
        seed("""
                {"batch": [{"type": "person", "action": "identify", "identifiers": {"id": "ana"},
                  "attributes": {"anonymous_id": "a1"}}]}
                """);
        nanos.set(TimeUnit.MINUTES.toNanos(5));
        seed("{\"anonymousEvents\": [{\"name\": \"in time\", \"anonymous_id\": \"a1\"}]}");
        nanos.addAndGet(1);
        seed("{\"anonymousEvents\": [{\"name\": \"late\", \"anonymous_id\": \"a1\"}]}");

        assertThat(stores.contents("events").orElseThrow().values())
                .containsExactly("event id:ana in time now {}", "event anonymous_id:a1 late now {}");
    }
}
