package dev.upserter.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemExceptionTest {
    @Test
    void theProblemsAreThereAfterSerialization() throws Exception {
        var exception = new ProblemException(List.of(
                Problem.of(Code.INPUT_UNREADABLE, new Location.InText("a.json", 2, 3), "no value"),
                Problem.of(Code.INPUT_UNREADABLE, new Location.InRows("a.parquet", 7), "no row"),
                Problem.of(Code.INPUT_NOT_FOUND, new Location.InFile("b.json"), "no file"),
                Problem.of(Code.CONFIG_INVALID, null, "no key")));

        ProblemException copy = copy(exception);

        assertThat(copy.problems()).isEqualTo(exception.problems());
        assertThat(copy).hasMessage(exception.getMessage());
    }

    private static ProblemException copy(ProblemException exception) throws IOException, ClassNotFoundException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(exception);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (ProblemException) in.readObject();
        }
    }
}
