package dev.upserter.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {
    private static final List<String> KNOWN =
            List.of("parallelism", "userId", "mappings", "siteId", "apiKey", "first_name", "e-mail", "id");

    @ParameterizedTest
    @CsvSource({
        "paralelism, parallelism",
        "parallelisms, parallelism",
        "parallelsim, parallelism",
        "Parallelism, parallelism",
        "user_id, userId",
        "USERID, userId",
        "mapping, mappings",
        "sideId, siteId",
        "api_key, apiKey",
        "apikey, apiKey",
        "firstName, first_name",
        "first name, first_name",
        "email, e-mail",
        "ids, id",
    })
    void aMisspeltNameFindsTheOneThatWasMeant(String written, String meant) {
        assertThat(Nearest.to(written, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"plan", "segment", "x", "''", "lastVisit", "xy", "pa"})
    void aNameLikeNoOtherFindsNone(String written) {
        assertThat(Nearest.to(written, KNOWN)).isEmpty();
    }

    @Test
    void aNameDoesNotFindItself() {
        assertThat(Nearest.to("id", List.of("id"))).isEmpty();
        assertThat(Nearest.to("name", List.of("name", "Name"))).contains("Name");
    }

    @Test
    void theNearestOfSeveralIsFoundWhateverTheirOrder() {
        assertThat(Nearest.to("first_nam", List.of("fast_name", "first_name", "first_time")))
                .contains("first_name");
        assertThat(Nearest.to("first_nam", List.of("first_name", "first_time", "fast_name")))
                .contains("first_name");
    }

    @Test
    void ofTwoThatAreEquallyNearTheFirstInTheAlphabetIsFound() {
        assertThat(Nearest.to("name", List.of("name2", "name1"))).contains("name1");
    }

    @Test
    void nothingIsNearToNothing() {
        assertThat(Nearest.to("", List.of("", "a", "_"))).isEmpty();
        assertThat(Nearest.to("__", List.of("--", "a"))).isEmpty();
        assertThat(Nearest.to("name", List.of())).isEmpty();
    }

    @Test
    void namesLongerThanAnyoneTypesAreNotCompared() {
        String long1 = "a".repeat(50_000);
        String long2 = "b".repeat(40_000);
        assertThat(Nearest.to(long1, List.of(long2, "a", "name"))).isEmpty();
    }
}
