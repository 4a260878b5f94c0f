package dev.upserter.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.ProblemException;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.open.Sources;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random tables, written in every format, encoding and compression, are read back. A truncated or damaged file ends with an
 * error, or with a result that the documentation describes as undetectable. {@code -Dfuzz.rounds=100000 -Dfuzz.seed=7} runs
 * more rounds from another seed.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SourceFuzzTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 500);
    private static final long SEED = Long.getLong("fuzz.seed", 0);

    /** A rejected row. */
    private static final String TOLD = "(:\\d+:1 )?[A-Z_]+( ~)?";

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
            var random = new Random(seed);
            Written written = written(random);
            RandomPacking packed = RandomPacking.of(random, written.name(), written.text());
            var rows = new ArrayList<String>();
            read(packed, packed.bytes(), written.config(), random, rows);
            assertThat(rows)
                    .as("seed %s: %s %s", seed, packed.name(), written.config())
                    .isEqualTo(written.rows());
        }
    }

    @Test
    void aCutIsAnErrorOrLeavesTheRowsBeforeIt() throws IOException {
        for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
            var random = new Random(seed);
            Written written = written(random);
            RandomPacking packed = RandomPacking.of(random, written.name(), written.text());
            int length = random.nextInt(packed.bytes().length + 1);
            var rows = new ArrayList<String>();
            boolean silent = true;
            try {
                read(packed, Arrays.copyOf(packed.bytes(), length), written.config(), random, rows);
            } catch (ProblemException e) {
                assertSaid(e);
                silent = false;
            }
            String what = "seed %s: %s, %s of %s bytes, %s"
                    .formatted(seed, packed.name(), length, packed.bytes().length, written.config());
            if (silent && packed.kind() != RandomPacking.Kind.NOT) {
                assertThat(packed.ends()).as(what).contains(length);
            }
            if (silent && written.config().dialect().footer() != null) {
                assertThat(rows).as(what).isEqualTo(written.rows());
            }
            assertPrefix(what, rows, written.rows());
        }
    }

    /** All rows but the last are those that were written; the last one is marked as open-ended, or rejected. */
    private static void assertPrefix(String what, List<String> rows, List<String> all) {
        int whole = 0;
        while (whole < rows.size() && whole < all.size() && rows.get(whole).equals(all.get(whole))) {
            whole++;
        }
        List<String> rest = rows.subList(whole, rows.size());
        if (!rest.isEmpty()
                && !rows.getFirst().contains("col0=")
                && !all.isEmpty()
                && all.getFirst().contains("col0=")) {
            return; // the header is truncated
        }
        assertThat(rest)
                .as(what + all)
                .hasSizeLessThanOrEqualTo(1)
                .allSatisfy(row -> assertThat(row).as(what + all).matches("(?s).* ~|" + TOLD));
    }

    @Test
    void whatIsDamagedIsReportedOrStillTheSame() throws IOException {
        int told = 0;
        for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
            var random = new Random(seed);
            Written written = written(random);
            RandomPacking packed = RandomPacking.of(random, written.name(), written.text());
            byte[] damaged = packed.bytes().clone();
            if (damaged.length == 0) {
                continue;
            }
            int at = random.nextInt(damaged.length);
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            var rows = new ArrayList<String>();
            try {
                read(packed, damaged, written.config(), random, rows);
                if (packed.kind() != RandomPacking.Kind.NOT && !rows.equals(written.rows())) {
                    String what = "seed %s: %s, damaged at %s, %s".formatted(seed, packed.name(), at, written.config());
                    assertThat(rows).as(what).isNotEmpty().allMatch(row -> row.matches(TOLD));
                }
            } catch (ProblemException e) {
                assertSaid(e);
                told++;
            }
        }
        assertThat(told).isPositive();
    }

    private static void assertSaid(ProblemException e) {
        assertThat(e.problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.place()).isPresent());
    }

    private static Written written(Random random) {
        RandomEncoding encoding = RandomEncoding.of(random);
        return random.nextInt(3) == 0 ? RandomObjects.write(random, encoding) : RandomCsv.write(random, encoding);
    }

    private void read(RandomPacking packed, byte[] bytes, SourceConfig config, Random random, List<String> rows)
            throws IOException {
        boolean onDisk = packed.kind() == RandomPacking.Kind.ZIP || random.nextInt(4) == 0;
        DataFile data = onDisk
                ? DataFile.of(Files.write(folder.resolve(packed.name()), bytes))
                : new DataFile.Streamed(inPieces(bytes, random), packed.name());
        try (Source source = Sources.open(data, config)) {
            while (source.hasNext()) {
                SourceRecord record = source.next();
                if (record.isFooter()) {
                    continue;
                }
                String row = Written.show(record);
                rows.add(packed.name().contains("json") ? row.substring(row.indexOf(' ') + 1) : row);
            }
        }
    }

    private static InputStream inPieces(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(99)));
            }
        };
    }
}
