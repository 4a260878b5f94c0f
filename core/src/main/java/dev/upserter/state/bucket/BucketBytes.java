package dev.upserter.state.bucket;

import dev.upserter.json.GrowingBytes;
import dev.upserter.memory.MemoryShare;
import dev.upserter.problem.Exhaustion;
import dev.upserter.state.PrivateFiles;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Bytes appended to 256 buckets in any order: part of each stays in memory, the rest goes to one file per bucket. Bytes
 * added in one call stay together. For one thread.
 */
final class BucketBytes implements AutoCloseable {
    /** One bucket for each first byte of a hash. */
    static final int BUCKETS = 256;

    private static final int FIRST_ROOM = 256;
    /** So many bytes of each bucket may stay in memory in any case. */
    private static final int SURE_ROOM = 1 << 11;
    /** The total size up to which no files are needed, in bytes. */
    private static final int FEW = 4 << 20;

    private final Path folder;
    private final String name;
    private final int kept;
    private final @Nullable GrowingBytes[] rest = new GrowingBytes[BUCKETS];
    private final long[] written = new long[BUCKETS];
    /** Stay open while bytes are added: opening a file for each spill costs as much as writing it. */
    private final @Nullable FileOutputStream[] files = new FileOutputStream[BUCKETS];

    private final MemoryShare memory;
    private long granted;
    private boolean staysOpen;
    /** Bytes added as long as there are no files. */
    private long inMemory;

    private boolean hasFiles;

    /**
     * Creates empty buckets.
     *
     * @param folder    for the files; created when needed
     * @param name      the start of their names
     * @param kept      the most bytes of each bucket to keep in memory
     * @param staysOpen whether the files stay open until they are read, as long as the system allows it
     * @param memory    of the run, which may grant less
     */
    BucketBytes(Path folder, String name, int kept, boolean staysOpen, MemoryShare memory) {
        this.memory = memory;
        this.folder = folder;
        this.name = name;
        this.kept = kept;
        this.staysOpen = staysOpen;
    }

    void add(int bucket, byte[] bytes, int from, int to) throws IOException {
        GrowingBytes here = rest[bucket];
        if (here == null) {
            here = new GrowingBytes(FIRST_ROOM);
            rest[bucket] = here;
        }
        int length = to - from;
        int needed = here.length() + length;
        if (needed > kept || needed > here.room() && !mayGrow(here, needed)) {
            spill(bucket, here);
        }
        if (length > kept || length > here.room() && !mayGrow(here, length)) {
            write(bucket, bytes, from, length);
        } else {
            here.put(bytes, from, to);
            inMemory += length;
        }
    }

    private boolean mayGrow(GrowingBytes bucket, int needed) {
        int room = GrowingBytes.grown(bucket.room(), needed);
        if (room <= SURE_ROOM) {
            return true;
        }
        int more = room - Math.max(SURE_ROOM, bucket.room());
        boolean may = memory.keep(more);
        granted += may ? more : 0;
        return may;
    }

    /** Ends the adding: unless there are few bytes, all of them go to the files. */
    void settle() throws IOException {
        boolean isLittle = !hasFiles && inMemory <= FEW;
        for (int bucket = 0; bucket < BUCKETS && !isLittle; bucket++) {
            GrowingBytes here = rest[bucket];
            if (here != null) {
                spill(bucket, here);
                rest[bucket] = null;
            }
        }
        if (!isLittle) {
            giveBack();
        }
        closeFiles();
    }

    private void giveBack() {
        memory.forget(granted);
        granted = 0;
    }

    private void spill(int bucket, GrowingBytes here) throws IOException {
        if (here.length() > 0) {
            write(bucket, here.bytes(), 0, here.length());
            here.clear();
        }
    }

    private void write(int bucket, byte[] bytes, int from, int length) throws IOException {
        FileOutputStream open = files[bucket];
        if (open == null) {
            open = open(bucket);
        }
        try {
            open.write(bytes, from, length);
        } finally {
            if (!staysOpen) {
                open.close();
                files[bucket] = null;
            }
        }
        written[bucket] += length;
    }

    private FileOutputStream open(int bucket) throws IOException {
        FileOutputStream opened;
        try {
            opened = openFile(bucket);
        } catch (IOException e) {
            if (!staysOpen || Exhaustion.of(e).filter(Exhaustion.FILES::equals).isEmpty()) {
                throw e;
            }
            closeFiles();
            staysOpen = false;
            opened = openFile(bucket);
        }
        files[bucket] = opened;
        return opened;
    }

    private FileOutputStream openFile(int bucket) throws IOException {
        Path file = file(bucket);
        if (written[bucket] == 0 && Files.notExists(file)) {
            PrivateFiles.makeFolders(folder);
            PrivateFiles.createFile(file);
            hasFiles = true;
        }
        return new FileOutputStream(file.toFile(), true);
    }

    private Path file(int bucket) {
        return folder.resolve(name + bucket);
    }

    /** The bytes of a bucket. */
    StoredBytes stored(int bucket) throws IOException {
        close(bucket);
        GrowingBytes here = rest[bucket];
        return new StoredBytes(file(bucket), written[bucket], here == null ? new GrowingBytes(0) : here);
    }

    private void close(int bucket) throws IOException {
        FileOutputStream open = files[bucket];
        if (open != null) {
            open.close();
            files[bucket] = null;
        }
    }

    /** Closes the files without deleting them; what is in memory is not used any more. */
    @Override
    public void close() throws IOException {
        giveBack();
        closeFiles();
    }

    private void closeFiles() throws IOException {
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            close(bucket);
        }
    }
}
