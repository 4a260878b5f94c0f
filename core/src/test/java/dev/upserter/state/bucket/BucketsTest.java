package dev.upserter.state.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.GrowingBytes;
import dev.upserter.memory.MemoryBudget;
import dev.upserter.memory.MemoryShare;
import dev.upserter.state.EntryKind;
import dev.upserter.state.StateEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketsTest {
    @TempDir
    private Path folder;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(7);

    /** Payloads of one bucket, each with its own bytes, with sizes around the limits of what stays in memory. */
    private List<byte[]> fill(Buckets buckets, int longest) throws IOException {
        var payloads = new ArrayList<byte[]>();
        var entry = new GrowingBytes(64);
        var written = new GrowingBytes(64);
        for (int i = 0; i < 300; i++) {
            byte[] payload = new byte[1 + random.nextInt(longest)];
            Arrays.fill(payload, (byte) i);
            byte[] key = {(byte) (i >> 8), (byte) i};
            entry.clear();
            StateEntry.writeHead(EntryKind.PRESENT, i, new byte[16], key, 0, 2, entry);
            StateEntry.writeNoValues(entry);
            written.clear();
            written.put(payload);
            buckets.add(entry, written);
            payloads.add(payload);
        }
        return payloads;
    }

    private static void assertRead(Buckets buckets, List<byte[]> payloads) throws IOException {
        Bucket bucket = buckets.sorted(0);
        assertThat(bucket.size()).isEqualTo(payloads.size());
        try (Payloads read = buckets.payloads(0)) {
            for (int i = 0; i < bucket.size(); i++) {
                byte[] bytes = read.bytes(bucket.place(i), bucket.length(i));
                int start = read.start(bucket.place(i));
                assertThat(Arrays.copyOfRange(bytes, start, start + bucket.length(i)))
                        .isEqualTo(payloads.get(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 100_000})
    void whatWasAddedIsReadAgainHoweverLargeItIs(int longest) throws IOException {
        for (boolean settles : new boolean[] {true, false}) {
            try (var buckets = new Buckets(folder.resolve("b"), MemoryShare.UNLIMITED)) {
                List<byte[]> payloads = fill(buckets, longest);
                if (settles) {
                    buckets.settle();
                }
                assertRead(buckets, payloads);
            }
            assertThat(folder.resolve("b")).doesNotExist();
        }
    }

    @Test
    void withLessMemoryMoreGoesToFilesAndAllIsReadAgain() throws IOException {
        MemoryBudget budget = MemoryBudget.of(MemoryBudget.LEAST);
        try (MemoryShare share = budget.open()) {
            share.keep(MemoryBudget.LEAST / 3 * 2);
            try (var buckets = new Buckets(folder.resolve("b"), share)) {
                List<byte[]> payloads = fill(buckets, 1_000);

                assertThat(folder.resolve("b/rows-0")).exists();
                assertRead(buckets, payloads);
            }
            assertThat(budget.taken()).isEqualTo(MemoryBudget.LEAST / 3 * 2);
        }
    }

    @Test
    void fewEntriesNeedNoFile() throws IOException {
        try (var buckets = new Buckets(folder.resolve("b"), MemoryShare.UNLIMITED)) {
            fill(buckets, 10);
            buckets.settle();

            assertThat(folder.resolve("b")).doesNotExist();
        }
    }

    @Test
    void ofManyEntriesNothingStaysInMemoryOnceAllAreAdded() throws IOException {
        try (var buckets = new Buckets(folder.resolve("b"), MemoryShare.UNLIMITED)) {
            long length =
                    fill(buckets, 100_000).stream().mapToLong(p -> p.length).sum();
            buckets.settle();

            assertThat(Files.size(folder.resolve("b/rows-0"))).isEqualTo(length);
        }
    }
}
