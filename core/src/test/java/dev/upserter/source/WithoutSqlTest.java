package dev.upserter.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.open.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library alone, without the module that reads Parquet and queries databases. */
class WithoutSqlTest {
    private static final Location PLACE = new Location.InText("users.yaml", 3, 10);

    @TempDir
    Path folder;

    @Test
    void aSourceThatNeedsTheModuleSaysWhatToDo() throws Exception {
        Path parquet = Files.writeString(folder.resolve("users.parquet"), "PAR1");
        assertSaid(DataFile.of(parquet), new Location.InFile(parquet.toString()), "a Parquet file needs the module");
        assertSaid(
                new DataFile.Query(new QueryConfig("select 1", null, PLACE), folder, "<query>"),
                PLACE,
                "a query needs the module");
    }

    private static void assertSaid(DataFile data, Location place, String message) {
        assertThatThrownBy(() -> Sources.open(data)).isInstanceOfSatisfying(ProblemException.class, e -> {
            Problem problem = e.problems().getFirst();
            assertThat(problem.code()).isEqualTo(Code.INPUT_UNREADABLE);
            assertThat(problem.location()).isEqualTo(place);
            assertThat(problem.message()).startsWith(message);
            assertThat(problem.hint()).contains("./upserter", "upserter-sql");
        });
    }
}
