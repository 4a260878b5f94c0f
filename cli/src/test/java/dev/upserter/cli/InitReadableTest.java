package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code init} writes can be read whatever the data are, has each key once, and conditions that its own rows decide. */
final class InitReadableTest {
    private static final int SEEDS = 80;
    private static final int COLUMNS = 12;

    private static final List<String> NAMES = List.of(
            "createdAt",
            "birthday",
            "unsubscribed_at",
            "Opt-out date",
            "Newsletter opt-in date",
            "opt_out",
            "newsletter",
            "logins",
            "active",
            "balance",
            "phone",
            "tags",
            "status",
            "zip",
            "a \\\"quoted\\\" name",
            "it's",
            "unsubscribe_reason",
            "plan",
            "Updated",
            "score");

    private static final List<String> VALUES = List.of(
            "null",
            "null",
            "\"\"",
            "\" \"",
            "0",
            "1",
            "\"0\"",
            "\"1\"",
            "\"no\"",
            "\"yes\"",
            "\"x\"",
            "true",
            "false",
            "-1",
            "2.50",
            "\"1.299,50\"",
            "\"-\"",
            "\"n/a\"",
            "1714553717",
            "1714553717123",
            "\"1714553717\"",
            "46037",
            "\"2026-01-15\"",
            "\"2026-01-15T10:20:30Z\"",
            "\"1970-01-01\"",
            "\"1900-01-01 00:00:00\"",
            "\"15.01.2026\"",
            "\"1/15/26\"",
            "\"'0049\"",
            "\" padded \"",
            "\"{a,b}\"",
            "[\"a\",\"b\"]",
            "[]",
            "{\"a\":1}",
            "{\"$date\":\"2026-01-15T10:20:30Z\"}",
            "{\"$date\":{\"$numberLong\":\"1714553717123\"}}",
            "{\"$date\":{\"$numberLong\":\"-310608000000\"}}",
            "{\"$date\":{\"$numberLong\":\"0\"}}",
            "{\"$numberInt\":\"0\"}",
            "{\"$numberLong\":\"5\"}",
            "{\"$numberDecimal\":\"0.00\"}",
            "{\"booleanValue\":false}",
            "{\"stringValue\":\"no\"}",
            "{\"_seconds\":1714553717,\"_nanoseconds\":0}",
            "{\"N\":\"0\"}",
            "{\"S\":\"\"}");

    @TempDir
    private Path folder;

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theConfigurationCanBeReadAndItsConditionsDecided(int seed) throws IOException {
        var random = new Random(seed);
        for (String type : seed % 4 == 0 ? List.of("person", "event", "object") : List.of("person")) {
            Path data = Files.writeString(folder.resolve("data.ndjson"), rows(random));
            var init = new Typed();
            assertThat(init.run("init", data.toString(), "--type", type))
                    .as(init.err())
                    .isZero();
            assertKeysAreSingle(init.out());

            Path config = Files.writeString(folder.resolve("c.yaml"), init.out());
            var check = new Typed();
            check.run("check", config.toString(), data.toString(), "--sandbox");
            assertThat(check.out()).as(init.out() + check.err()).contains("8 read");
            assertThat(check.out() + check.err())
                    .as(init.out())
                    .doesNotContain("CONDITION_FAILED", "TEMPLATE_FAILED", "MAPPING_INVALID", "CONFIG_INVALID");
        }
    }

    /** A few values each, so that they meet in many ways. */
    private static String rows(Random random) {
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        List<List<String>> pools = IntStream.range(0, COLUMNS)
                .mapToObj(i -> IntStream.rangeClosed(0, 1 + random.nextInt(3))
                        .mapToObj(j -> VALUES.get(random.nextInt(VALUES.size())))
                        .toList())
                .toList();
        return IntStream.rangeClosed(1, 8)
                .mapToObj(row -> IntStream.range(0, COLUMNS)
                        .filter(i -> random.nextInt(10) > 0)
                        .mapToObj(i -> ",\"" + names.get(i) + "\":"
                                + pools.get(i).get(random.nextInt(pools.get(i).size())))
                        .collect(Collectors.joining(
                                "",
                                "{\"id\":" + row + ",\"email\":\"p" + row
                                        + "@x.example\",\"event\":\"e\",\"timestamp\":\"2026-01-15T10:20:30Z\"",
                                "}\n")))
                .collect(Collectors.joining());
    }

    private static void assertKeysAreSingle(String config) {
        var keys = new HashSet<String>();
        for (String line : config.lines().toList()) {
            if (!line.startsWith("    ")) {
                keys.clear();
            } else if (line.matches("    [a-zA-Z]+: .*")) {
                String key = line.substring(0, line.indexOf(':'));
                assertThat(keys.add(key))
                        .as(key + " is there twice:\n" + config)
                        .isTrue();
            }
        }
    }
}
