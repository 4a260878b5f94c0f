package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.plan.RemovalLimit;
import dev.upserter.report.RunReport;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Wherever a source is cut, a mirror that may remove everybody removes nobody; but for the cuts that nothing can show, which
 * this test names.
 */
class CutSourceTest {
    private static final int PEOPLE = 12;

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson", "json", "ndjson.gz", "ndjson.zst"})
    void aCutRemovesNobodyUnlessNothingShowsIt(String form) throws IOException {
        byte[] whole = whole(form);
        Set<Integer> unseen = unseen(form, whole);
        run(form, whole, whole.length);
        for (int length = 0; length < whole.length; length++) {
            if (!unseen.contains(length)) {
                RunReport report = run(form, whole, length);
                assertThat(report.records().removed()).as("cut after " + length).isZero();
                assertThat(sandbox.peopleCount()).as("cut after " + length).isEqualTo(PEOPLE);
            }
        }
        for (int length : unseen) {
            assertThat(run(form, whole, length).records().removed())
                    .as("cut after " + length)
                    .isPositive();
            run(form, whole, whole.length);
        }
    }

    /** Cuts exactly at the end of a line that is not the last, or between two frames or members. */
    private static Set<Integer> unseen(String form, byte[] whole) throws IOException {
        var unseen = new HashSet<Integer>();
        switch (form) {
            case "csv", "ndjson" -> {
                int lines = 0;
                for (int i = 0; i < whole.length - 1; i++) {
                    if (whole[i] == '\n' && lines++ > (form.equals("csv") ? 0 : -1)) {
                        unseen.add(i + 1);
                    }
                }
            }
            case "ndjson.gz", "ndjson.zst" -> unseen.add(packed(form, lines(1, PEOPLE / 2)).length);
            default -> assertThat(form).isEqualTo("json");
        }
        return unseen;
    }

    private static byte[] whole(String form) throws IOException {
        return switch (form) {
            case "csv" ->
                bytes(IntStream.rangeClosed(1, PEOPLE)
                        .mapToObj(i -> "p" + i + ",v" + i + "\n")
                        .collect(Collectors.joining("", "id,n\n", "")));
            case "ndjson" -> bytes(lines(1, PEOPLE));
            case "json" -> bytes("[" + lines(1, PEOPLE).strip().replace("\n", ",") + "]");
            default -> {
                var both = new ByteArrayOutputStream();
                both.write(packed(form, lines(1, PEOPLE / 2)));
                both.write(packed(form, lines(PEOPLE / 2 + 1, PEOPLE)));
                yield both.toByteArray();
            }
        };
    }

    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "{\"id\":\"p" + i + "\",\"n\":\"v" + i + "\"}\n")
                .collect(Collectors.joining());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] packed(String form, String text) throws IOException {
        if (form.endsWith("zst")) {
            return Zstd.compress(bytes(text));
        }
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes(text));
        }
        return packed.toByteArray();
    }

    private RunReport run(String form, byte[] whole, int length) throws IOException {
        Path file = Files.write(folder.resolve("people." + form), Arrays.copyOf(whole, length));
        return new Trial(folder, sandbox)
                .config(config -> config.mode(Mode.MIRROR)
                        .removed(Removal.DELETE)
                        .mapping("n", "n")
                        .maxRemoved(new RemovalLimit(100, true)))
                .start(DataFile.of(file))
                .execute();
    }
}
