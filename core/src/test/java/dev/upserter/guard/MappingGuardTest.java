package dev.upserter.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.mapping.FieldPath;
import dev.upserter.mapping.MappingConfig;
import dev.upserter.mapping.Nulls;
import dev.upserter.mapping.Rule;
import dev.upserter.mapping.Unmapped;
import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.Problem;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MappingGuardTest {

    @Test
    void rulesToOrdinaryNamesAreFine() {
        assertThat(check("plan", "id", "email", "created_at", "unsubscribed", "anonymous_id", "x".repeat(150)))
                .isEmpty();
        assertThat(check("cio_subscription_preferences.topics.topic_1")).isEmpty();
        assertThat(check()).isEmpty();
    }

    @Test
    void aRuleThatEveryRowWouldBeRejectedForStopsTheRunBeforeTheFirst() {
        assertThat(check("plan", "cio_id", "cio_subscription_preferences", "_update", "é".repeat(76)))
                .extracting(Rows::show)
                .containsExactly(
                        "RESERVED_NAME stop: mappings[1]: the attribute name cio_id is reserved",
                        "SUBSCRIPTION_OVERWRITE stop: mappings[2]: the whole object cio_subscription_preferences would be"
                                + " replaced",
                        "RESERVED_NAME stop: mappings[3]: the attribute name _update is reserved",
                        "ATTRIBUTE_NAME_TOO_LONG stop: mappings[4]: the attribute name " + "é".repeat(40)
                                + "... has 152 bytes, more than 150");
    }

    private static List<Problem> check(String... targets) {
        List<Rule> rules = Arrays.stream(targets)
                .map(to -> new Rule(new FieldPath("a"), to))
                .toList();
        return MappingGuard.check(
                new MappingConfig(new FieldPath("id"), IdentifierType.ID, rules, Unmapped.DROP, Nulls.KEEP, false));
    }
}
