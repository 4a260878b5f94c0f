package dev.upserter.state.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.GrowingBytes;
import dev.upserter.memory.MemoryBudget;
import dev.upserter.memory.MemoryShare;
import dev.upserter.plan.Fingerprinter;
import dev.upserter.state.EntryKind;
import dev.upserter.state.StateEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketOrderTest {
    private static final int SURE = 2_048;

    @TempDir
    private Path folder;

    private static StateEntry entry(long hash, String key) {
        return StateEntry.of(
                EntryKind.PRESENT,
                hash,
                new byte[Fingerprinter.LENGTH],
                key.getBytes(StandardCharsets.UTF_8),
                new byte[0]);
    }

    private static void add(Buckets buckets, long hash, String key, byte[] payload) throws IOException {
        var written = new GrowingBytes(64);
        entry(hash, key).write(written);
        var bytes = new GrowingBytes(payload.length);
        bytes.put(payload);
        buckets.add(written, bytes);
    }

    /** The hash and the key of each entry of a bucket, and how long its payload is. */
    private static List<String> read(Buckets buckets, int number) throws IOException {
        Bucket bucket = buckets.sorted(number);
        var view = new StateEntry();
        var read = new ArrayList<String>();
        for (int i = 0; i < bucket.size(); i++) {
            StateEntry entry = bucket.entry(i, view);
            read.add(Long.toHexString(entry.hash()) + " " + entry.key() + " " + bucket.length(i));
        }
        return read;
    }

    private Buckets buckets(MemoryShare memory) throws IOException {
        return new Buckets(folder.resolve("b"), memory);
    }

    /** A state is sorted like this: by hashes as numbers without a sign, then by keys. */
    @Test
    void entriesAreInTheOrderOfAStateWhereverTheirHashesDiffer() throws IOException {
        long[] hashes = {
            0x80FF_FFFF_FFFF_FFFFL,
            0x8000_0000_0000_0000L,
            0x8000_0000_0000_0001L,
            0x8000_0000_0100_0000L,
            0x8000_0000_00FF_FFFFL,
            0x8000_0000_0200_0000L,
            0x8080_0000_0000_0000L,
            0x807F_FFFF_FFFF_FFFFL,
        };
        try (Buckets buckets = buckets(MemoryShare.UNLIMITED)) {
            for (long hash : hashes) {
                buckets.add(entry(hash, "k"));
            }
            buckets.settle();

            assertThat(read(buckets, 0x80))
                    .containsExactly(Arrays.stream(hashes)
                            .sorted()
                            .mapToObj(hash -> Long.toHexString(hash) + " k 0")
                            .toArray(String[]::new));
            assertThat(buckets.count()).isEqualTo(hashes.length);
        }
    }

    @Test
    void entriesOfOneHashAreInTheOrderOfTheirKeysAndThoseOfOnePersonInThatInWhichTheyWereAdded() throws IOException {
        try (Buckets buckets = buckets(MemoryShare.UNLIMITED)) {
            add(buckets, 5, "b", new byte[1]);
            add(buckets, 5, "c", new byte[2]);
            add(buckets, 5, "a", new byte[3]);
            add(buckets, 5, "b", new byte[4]);
            add(buckets, 4, "z", new byte[5]);
            add(buckets, 5, "a", new byte[0]);
            buckets.settle();

            assertThat(read(buckets, 0)).containsExactly("4 z 5", "5 a 3", "5 a 0", "5 b 1", "5 b 4", "5 c 2");
            assertThat(read(buckets, 1)).isEmpty();
        }
    }

    @Test
    void eachFirstByteOfAHashHasABucketOfItsOwn() throws IOException {
        try (Buckets buckets = buckets(MemoryShare.UNLIMITED)) {
            for (long first = 0; first < Buckets.COUNT; first++) {
                buckets.add(entry(first << 56 | 0xFF_FFFFL, "k" + first));
            }
            for (int first = 0; first < Buckets.COUNT; first++) {
                assertThat(read(buckets, first)).singleElement().asString().endsWith(" k" + first + " 0");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void manyEntriesInAnyOrderAreSorted(boolean settles) throws IOException {
        var random = new Random(11);
        try (Buckets buckets = buckets(MemoryShare.UNLIMITED)) {
            var expected = new ArrayList<Long>();
            for (int i = 0; i < 3_000; i++) {
                long hash = random.nextLong() & 0x00FF_FFFF_FFFF_FFFFL;
                expected.add(hash);
                add(buckets, hash, "k", new byte[random.nextInt(20)]);
            }
            if (settles) {
                buckets.settle();
            }
            expected.sort(Long::compareUnsigned);

            assertThat(read(buckets, 0).stream().map(line -> line.substring(0, line.indexOf(' '))))
                    .containsExactlyElementsOf(
                            expected.stream().map(Long::toHexString).toList());
        }
    }

    /** Files that are older are of a run that was cut off. */
    @Test
    void whatIsInTheFolderBeforeIsNotRead() throws IOException {
        Path left = folder.resolve("b/keys-0");
        Files.createDirectories(left.resolveSibling("."));
        Files.writeString(left, "left");
        try (Buckets buckets = buckets(MemoryShare.UNLIMITED)) {
            assertThat(left).doesNotExist();
            buckets.add(entry(1, "k"));
            assertThat(read(buckets, 0)).containsExactly("1 k 0");
        }
    }

    private List<String> files() throws IOException {
        if (!Files.exists(folder.resolve("b"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.resolve("b"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aBucketOfFewBytesStaysInMemoryEvenWhereTheRunHasNone() throws IOException {
        MemoryBudget budget = MemoryBudget.of(MemoryBudget.LEAST);
        try (MemoryShare share = budget.open()) {
            share.keep(MemoryBudget.LEAST / 3 * 2);
            long before = budget.taken();
            try (Buckets buckets = buckets(share)) {
                add(buckets, 1, "k", new byte[SURE]);
                assertThat(files()).isEmpty();
                add(buckets, 2, "k", new byte[1]);
                assertThat(files()).containsExactly("rows-0");
                assertThat(Files.size(folder.resolve("b/rows-0"))).isEqualTo(SURE);
                add(buckets, 3, "k", new byte[SURE + 1]);
                assertThat(Files.size(folder.resolve("b/rows-0"))).isEqualTo(SURE + 1 + SURE + 1);

                assertThat(read(buckets, 0)).containsExactly("1 k " + SURE, "2 k 1", "3 k " + (SURE + 1));
                assertThat(budget.taken()).isEqualTo(before);
            }
        }
    }

    /** Beside what each bucket has in any case. */
    @Test
    void memoryIsTakenAsBucketsGrowAndGivenBackOnceAllIsInFiles() throws IOException {
        MemoryBudget budget = MemoryBudget.of(64 << 20);
        try (MemoryShare share = budget.open();
                Buckets buckets = buckets(share)) {
            for (long bucket = 0; bucket < 200; bucket++) {
                add(buckets, bucket << 56, "k", new byte[20_000]);
            }
            long few = budget.taken();
            assertThat(few).isBetween(200L * (20_000 - SURE), 200L * 40_000);
            for (long bucket = 0; bucket < 200; bucket++) {
                add(buckets, bucket << 56 | 1, "k", new byte[8_000]);
            }
            assertThat(files()).as("all fits").isEmpty();

            buckets.settle();
            assertThat(budget.taken()).as("5 MB are more than stay").isLessThan(few / 100);
            assertThat(files()).hasSize(200).allMatch(file -> file.startsWith("rows-"));
            assertThat(read(buckets, 7)).hasSize(2);
        }
        assertThat(budget.taken()).isZero();
        assertThat(folder.resolve("b")).doesNotExist();
    }

    @Test
    void upToFourMillionBytesStayInMemory() throws IOException {
        MemoryBudget budget = MemoryBudget.of(64 << 20);
        try (MemoryShare share = budget.open();
                Buckets buckets = buckets(share)) {
            for (long bucket = 0; bucket < 128; bucket++) {
                add(buckets, bucket << 56, "k", new byte[1 << 15]);
            }
            buckets.settle();
            assertThat(files()).isEmpty();
            assertThat(budget.taken()).isPositive();
            assertThat(read(buckets, 127)).hasSize(1);
        }
        assertThat(budget.taken()).isZero();
    }

    @Test
    void moreThanThatGoesToFiles() throws IOException {
        try (Buckets buckets = buckets(MemoryShare.UNLIMITED)) {
            for (long bucket = 0; bucket < 129; bucket++) {
                add(buckets, bucket << 56, "k", new byte[1 << 15]);
            }
            buckets.settle();
            assertThat(files()).hasSize(129);
        }
    }

    @Test
    void payloadsAreReadInAnyOrderFromFilesAndMemory() throws IOException {
        var random = new Random(3);
        try (Buckets buckets = buckets(MemoryShare.UNLIMITED)) {
            var payloads = new ArrayList<byte[]>();
            for (int i = 0; i < 60; i++) {
                byte[] payload = new byte[i % 7 == 0 ? 70_000 : 3_000 + i];
                random.nextBytes(payload);
                payloads.add(payload);
                add(buckets, i, "k", payload);
            }
            Bucket bucket = buckets.sorted(0);
            try (Payloads read = buckets.payloads(0)) {
                for (int step : new int[] {1, 59, 7, 1}) {
                    for (int i = 0; i < 60; i++) {
                        int at = i * step % 60;
                        byte[] bytes = read.bytes(bucket.place(at), bucket.length(at));
                        int start = read.start(bucket.place(at));
                        assertThat(Arrays.copyOfRange(bytes, start, start + bucket.length(at)))
                                .as("%d by %d", at, step)
                                .isEqualTo(payloads.get(at));
                    }
                }
            }
        }
    }

    /** The files of the buckets that this process has open. */
    private List<String> open() throws IOException {
        String prefix = folder.resolve("b").toRealPath() + "/";
        var open = new ArrayList<String>();
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            for (Path handle : handles.toList()) {
                try {
                    String file = Files.readSymbolicLink(handle).toString();
                    if (file.startsWith(prefix)) {
                        open.add(file.substring(prefix.length()));
                    }
                } catch (NoSuchFileException closed) {
                    // that of another thread
                }
            }
        }
        open.sort(null);
        return open;
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void filesOfRowsAreOpenWhileRowsAreAddedAndThoseOfKeysWhileTheyAreWritten() throws IOException {
        try (Buckets buckets = buckets(MemoryShare.UNLIMITED)) {
            for (long bucket = 0; bucket < 3; bucket++) {
                add(buckets, bucket << 56, "k", new byte[40_000]);
            }
            for (int i = 0; i < 200; i++) {
                add(buckets, i, "k".repeat(100), new byte[0]);
            }
            assertThat(files()).containsExactly("keys-0", "rows-0", "rows-1", "rows-2");
            assertThat(open()).containsExactly("rows-0", "rows-1", "rows-2");

            buckets.payloads(1).close();
            assertThat(open()).as("one that is read").containsExactly("rows-0", "rows-2");
            add(buckets, 1L << 56, "k", new byte[40_000]);
            assertThat(open()).hasSize(3);

            buckets.settle();
            assertThat(open()).isEmpty();
            assertThat(files()).contains("keys-0", "keys-1", "keys-2");
            try (Payloads payloads = buckets.payloads(1)) {
                assertThat(payloads.bytes(40_000, 40_000)).isNotEmpty();
                assertThat(open()).containsExactly("rows-1");
            }
            assertThat(open()).isEmpty();
            assertThat(read(buckets, 1)).hasSize(2);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void filesThatAreOpenAreClosedWhereARunIsCutShort() throws IOException {
        Path kept = folder.resolve("b");
        var buckets = buckets(MemoryShare.UNLIMITED);
        add(buckets, 0, "k", new byte[40_000]);
        assertThat(open()).hasSize(1);
        buckets.close();

        assertThat(kept).doesNotExist();
        Files.createDirectory(kept);
        assertThat(open()).isEmpty();
    }
}
