package dev.upserter.run.earlier;

import dev.upserter.batch.BatchRow;
import dev.upserter.history.ConfigDigests;
import dev.upserter.history.DeadLetterFile;
import dev.upserter.history.RunFolder;
import dev.upserter.history.RunHeader;
import dev.upserter.problem.Code;
import dev.upserter.run.execution.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which rows Customer.io has refused in the last runs of a sync before this one, by a hash of whom they are about. Read when it is first
 * asked, in bounded memory. For one thread at a time.
 */
public final class EarlierRefusals implements Predicate<BatchRow> {
    /** Runs with dead letters that are read. */
    private static final int MOST_RUNS = 3;
    /** Run folders, of whatever sync, that are looked at. */
    private static final int MOST_LOOKED_AT = 200;

    private static final int MOST_ROWS = 500_000;

    private final RunSpec run;
    private long @Nullable [] sorted;

    public EarlierRefusals(RunSpec run) {
        this.run = run;
    }

    @Override
    public boolean test(BatchRow row) {
        long[] found = sorted;
        if (found == null) {
            found = read();
            sorted = found;
        }
        return Arrays.binarySearch(found, hash(row.key())) >= 0;
    }

    /** FNV-1a, 64 bits; e-mail addresses are the same in any letter case. */
    static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        String folded = key.toLowerCase(Locale.ROOT);
        for (int i = 0; i < folded.length(); i++) {
            hash = (hash ^ folded.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /** Without an earlier run that can be read, nobody was refused. */
    private long[] read() {
        var hashes = new Hashes();
        for (Path folder : runs()) {
            try {
                DeadLetterFile.read(folder, line -> {
                    if (line.code() == Code.REJECTED_BY_SERVER) {
                        hashes.add(hash(line.key()));
                    }
                });
            } catch (IOException unreadable) {
                // As if it had refused nobody.
            }
        }
        return hashes.sorted();
    }

    private List<Path> runs() {
        String destination = run.header().digests().getOrDefault(ConfigDigests.DESTINATION, "");
        Path runs = run.folder().run(run.id()).getParent();
        if (runs == null) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.sorted(
                            Comparator.<Path, String>comparing(Path::toString).reversed())
                    .limit(MOST_LOOKED_AT)
                    .filter(folder -> Files.exists(folder.resolve(RunFolder.DEAD_LETTERS)))
                    .filter(folder -> isOfThisSync(RunHeader.read(folder), destination))
                    .limit(MOST_RUNS)
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** Runs of other syncs send other fields, which may be refused for other reasons. */
    private boolean isOfThisSync(Optional<RunHeader> header, String destination) {
        return header.filter(then -> !then.run().equals(run.id())
                        && then.sync().equals(run.config().sync())
                        && destination.equals(then.digests().get(ConfigDigests.DESTINATION)))
                .isPresent();
    }

    /** The first so many, in an array that grows. */
    static final class Hashes {
        private long[] hashes = new long[64];
        private int count;

        void add(long hash) {
            if (count < MOST_ROWS) {
                if (count == hashes.length) {
                    hashes = Arrays.copyOf(hashes, count * 2);
                }
                hashes[count++] = hash;
            }
        }

        long[] sorted() {
            long[] all = Arrays.copyOf(hashes, count);
            Arrays.sort(all);
            return all;
        }
    }
}
