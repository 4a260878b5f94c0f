package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the page says about a problem agrees with its consequence. */
class UndoneCodesTest {
    @Test
    void thePageKnowsTheProblemsThatLeaveWorkUndone() throws IOException {
        String undone = Arrays.stream(Code.values())
                .filter(Code::leavesUndone)
                .map(code -> "'" + code + "'")
                .collect(Collectors.joining(", "));
        try (InputStream script = UpserterServer.class.getResourceAsStream("page/view-new.js")) {
            assertThat(new String(script.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("LEFT_UNDONE = new Set([" + undone + "])");
        }
    }
}
