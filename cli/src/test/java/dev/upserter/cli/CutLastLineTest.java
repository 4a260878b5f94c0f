package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value cut off at the end of a CSV file does not overwrite a good one. */
class CutLastLineTest {
    private static final String WHOLE = "id,city\n1,Lagos\n2,Amsterdam\n";
    private static final String CUT = "id,city\n1,Quito\n2,Amst";
    private static final String TOLD = "the last line has no end, which it had in the last run that completed";

    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private String said = "";

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private int sync(String keys, String data, String... options) throws IOException {
        return command("sync", keys, data, options);
    }

    private int command(String command, String keys, String data, String... options) throws IOException {
        String config = Files.writeString(folder.resolve("users.yaml"), "userId: id\n" + keys + "\n")
                .toString();
        String file = Files.writeString(folder.resolve("users.csv"), data).toString();
        var typed = new Typed()
                .with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));
        var arguments = new ArrayList<>(
                List.of(command, config, file, "--endpoint", sandbox.endpoint().toString()));
        arguments.addAll(List.of(options));
        int exitCode = typed.run(arguments.toArray(String[]::new));
        said = typed.out() + typed.err();
        return exitCode;
    }

    private String city(String id) {
        return String.valueOf(sandbox.person(id).orElseThrow().attributes().get("city"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "incremental: true", "mode: mirror\nremoved: delete", "api: single"})
    void theRowIsRejectedAndTheOthersAreSent(String keys) throws IOException {
        assertThat(sync(keys, WHOLE)).isZero();

        assertThat(command("check", keys, CUT)).isEqualTo(1);
        assertThat(sync(keys, CUT)).isEqualTo(1);

        assertThat(said).contains("RECORD_UNREADABLE", "users.csv:3:1: " + TOLD);
        assertThat(city("1")).contains("Quito");
        assertThat(city("2")).contains("Amsterdam");
        assertThat(sync(keys, WHOLE)).isZero();
        assertThat(city("1")).contains("Lagos");
    }

    @Test
    void aWriterThatNeverEndsTheLastLineIsBelieved() throws IOException {
        for (int night = 0; night < 3; night++) {
            assertThat(sync("", CUT)).as(said).isZero();
        }
        assertThat(city("2")).contains("Amst");
    }

    @Test
    void aWriterThatNoLongerEndsTheLastLineIsBelievedTheSecondTime() throws IOException {
        assertThat(sync("", WHOLE)).isZero();
        assertThat(sync("", CUT)).isEqualTo(1);
        assertThat(sync("", CUT)).isZero();
        assertThat(city("2")).contains("Amst");
    }

    @Test
    void theRowIsSentIfTheSourceIsDeclaredWhole() throws IOException {
        String keys = "mode: mirror\nremoved: delete";
        assertThat(sync(keys, WHOLE)).isZero();
        assertThat(sync(keys, CUT, "--allow-removals")).isZero();
        assertThat(city("2")).contains("Amst");
    }
}
