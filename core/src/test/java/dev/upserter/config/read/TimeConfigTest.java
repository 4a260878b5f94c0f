package dev.upserter.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a configuration may say of the time of events. */
final class TimeConfigTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "time: {run: time}; 4:1: eventId must be",
                "time: {value: 1.5}; 4:15: a constant time must be whole Unix seconds",
                "time: {value: '1.5', unit: ms}; 4:15: a constant time must be whole Unix seconds"
            })
    void whatIsWrongWithATimeIsToldAtItsPlace(String time, String message) {
        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> ConfigReader.local(Map.of())
                        .read(
                                ("type: event\nuserId: id\nevent: Seen\n" + time + "\n")
                                        .getBytes(StandardCharsets.UTF_8),
                                "c.yaml"));

        assertThat(refused.problems()).hasSize(1);
        assertThat(refused.problems().getFirst().toString()).contains(message);
    }
}
