package dev.upserter.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.source.DataFile;
import dev.upserter.source.Pieces;
import dev.upserter.source.open.Sources;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class ProfilerTest {
    @Test
    void aColumnIsAKeyIfEveryRowHasAValueOfItsOwnThatCanIdentify() {
        Profile profile = profile("""
                {"id": 1, "email": "a@example.com", "same": 1, "some": 1, "half": 1.5, "blank": "a", "list": [1]}
                {"id": "2", "email": "b@example.com", "same": 1, "half": 2.5, "blank": " ", "list": [2]}
                """);
        assertThat(profile.keys()).extracting(Column::name).containsExactly("id", "email");
        assertThat(profile.identifier()).map(Column::name).contains("id");
    }

    @Test
    void theUsualNamesComeFirstAmongKeysAndEvenBeforeThem() {
        assertThat(profile("{\"name\":\"a\",\"customer_id\":1,\"User-ID\":2,\"row_id\":3}\n")
                        .keys())
                .extracting(Column::name)
                .containsExactly("User-ID", "customer_id", "row_id", "name");
        assertThat(profile("{\"name\":\"a\",\"id\":1}\n{\"name\":\"b\",\"id\":1}\n")
                        .identifier())
                .map(Column::name)
                .contains("id");
    }

    @Test
    void ofVeryManyDifferentValuesALowerBoundIsToldAndTheMemoryIsBounded() {
        long rows = 400_000;
        Profile profile = Profiler.read(
                Sources.open(new DataFile.Streamed(
                        Pieces.of(rows + 1, i -> i == 0 ? "id,few,many\n" : i + "," + i % 7 + "," + i / 2 + "\n"),
                        "a.csv")),
                OptionalLong.empty());
        assertThat(profile.rows()).isEqualTo(rows);
        Column id = profile.columns().get(0);
        Column few = profile.columns().get(1);
        Column many = profile.columns().get(2);
        assertThat(id.distinctIsExact()).isFalse();
        assertThat(id.distinct()).isEqualTo(1 << 18);
        assertThat(id.isKey(rows)).isTrue();
        assertThat(few.distinctIsExact()).isTrue();
        assertThat(few.distinct()).isEqualTo(7);
        assertThat(many.distinctIsExact()).isFalse();
        assertThat(many.isKey(rows)).isFalse();
    }

    @Test
    void onlySoManyColumnsAreLookedAt() {
        Profile profile = Profiler.read(
                Sources.open(new DataFile.Streamed(Pieces.of(100_000, i -> "{\"c" + i + "\":1}\n"), "a.ndjson")),
                OptionalLong.empty());
        assertThat(profile.columns()).hasSize(500);
        assertThat(profile.moreColumns()).isEqualTo(99_500);
    }

    @Test
    void noExampleIsInTheTextOfAColumnOrAProfile() {
        assertThat(profile("{\"id\": \"secret\"}\n").toString()).doesNotContain("secret");
    }

    private static Profile profile(String ndjson) {
        return Profiler.read(
                Sources.open(new DataFile.Streamed(
                        new ByteArrayInputStream(ndjson.getBytes(StandardCharsets.UTF_8)), "a.ndjson")),
                OptionalLong.empty());
    }
}
