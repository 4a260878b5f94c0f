package dev.upserter.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ChangeKindTest {
    @Test
    void eachHasAWordForPeopleToRead() {
        assertThat(ChangeKind.values())
                .extracting(ChangeKind::spelling)
                .containsExactly("added", "changed", "returned", "removed", "dropped");
    }

    @Test
    void thePeopleWhoDifferAreThoseOfEachKind() {
        assertThat(new JoinCounts(1, 20, 300, 4_000, 50_000, 600_000, 7_000_000).changes())
                .isEqualTo(50_321);
        assertThat(JoinCounts.NONE.changes()).isZero();
    }

    @Test
    void onlyTwoRemovalsLeaveNobodyAtCustomerIo() {
        assertThat(Arrays.stream(Removal.values()).filter(Removal::deletes))
                .containsExactly(Removal.DELETE, Removal.SUPPRESS);
    }
}
