package dev.upserter.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PersonTableTest {
    @Test
    void aPersonNeverSeenHasNoEntry() {
        var table = new PersonTable(() -> 1);

        assertThat(table.lastEntry(0)).isZero();
        assertThat(table.lastEntry(-5)).isZero();
    }

    @Test
    void theLastEntryOfAPersonCounts() {
        var table = new PersonTable(() -> 1);
        table.put(0, 1, 6);
        table.put(0, 3, 65_535);

        assertThat(PersonTable.batch(table.lastEntry(0))).isEqualTo(3);
        assertThat(PersonTable.place(table.lastEntry(0))).isEqualTo(65_535);
    }

    @Test
    void nobodyIsForgottenWhoseBatchIsUnfinished() {
        var oldest = new AtomicLong(1);
        var table = new PersonTable(oldest::get);
        var model = new HashMap<Long, Long>();
        var random = new Random(7);
        for (long batch = 1; batch <= 3_000; batch++) {
            for (int i = 0; i < 20; i++) {
                // Few bits differ, so that many fall onto the same place.
                long person = (long) random.nextInt(50_000) << 32;
                table.put(person, batch, i);
                model.put(person, batch);
            }
            oldest.set(Math.max(1, batch - random.nextInt(1, 800)));
        }

        for (Map.Entry<Long, Long> person : model.entrySet()) {
            long found = PersonTable.batch(table.lastEntry(person.getKey()));
            if (person.getValue() >= oldest.get()) {
                assertThat(found).isEqualTo(person.getValue());
            } else {
                assertThat(found).isLessThan(oldest.get());
            }
        }
    }

    @Test
    void aTableWhoseBatchesHaveTheirEndDoesNotGrow() {
        var oldest = new AtomicLong(1);
        var table = new PersonTable(oldest::get);
        for (long person = 0; person < 1_000_000; person++) {
            oldest.set(person / 100);
            table.put(person, person / 100 + 1, 0);
        }

        assertThat(table.capacity()).isLessThanOrEqualTo(4_096);
    }
}
