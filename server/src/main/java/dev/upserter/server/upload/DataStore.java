package dev.upserter.server.upload;

import dev.upserter.carried.jetty.server.Request;
import dev.upserter.server.admission.Admission;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Data uploaded before they are run, so that they can be previewed. They are removed on request, when too many newer ones
 * have come, and when the server ends. Thread-safe.
 */
public final class DataStore {
    private static final int MAX = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final UploadFolder folder;
    private final UploadReader reader;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    public DataStore(UploadFolder folder, UploadReader reader) {
        this.folder = folder;
        this.reader = reader;
    }

    /** One uploaded file; it stays until it is removed and no longer in use. Thread-safe. */
    public static final class Entry {
        private final String id;
        private final String name;
        private final DataFile.OnDisk data;
        private final long bytes;
        private final StoredFile file;
        private int users;
        private boolean removed;

        private Entry(String id, String name, DataFile.OnDisk data, long bytes, StoredFile file) {
            this.id = id;
            this.name = name;
            this.data = data;
            this.bytes = bytes;
            this.file = file;
        }

        public String id() {
            return id;
        }

        /** The file, as the syncs of a configuration may name it. */
        public UploadedFiles.Named named() {
            return new UploadedFiles.Named(name, data);
        }

        public DataFile.OnDisk data() {
            return data;
        }

        public long bytes() {
            return bytes;
        }

        public synchronized boolean isRemoved() {
            return removed;
        }

        /** Keeps the file until {@link #release()}; throws if it was removed. */
        public synchronized void use() {
            if (removed) {
                throw gone();
            }
            users++;
        }

        public synchronized void release() {
            users--;
            closeIfUnused();
        }

        private synchronized void remove() {
            removed = true;
            closeIfUnused();
        }

        private void closeIfUnused() {
            if (removed && users == 0) {
                file.close();
            }
        }

        private synchronized boolean isIdle() {
            return users == 0;
        }
    }

    /**
     * Stores the body of a request.
     *
     * @param name the name that the client gave
     * @throws RefusedException if it is too large, too slow or empty
     */
    public Entry take(Request request, String name, Admission admission) throws IOException, InterruptedException {
        reader.checkRaw(request.getHeaders());
        StoredFile file = folder.create();
        boolean kept = false;
        try {
            long bytes = reader.readRaw(request, file::write, admission);
            if (bytes == 0) {
                throw new RefusedException(Refusal.UPLOAD_INVALID, "the file is empty");
            }
            file.end();
            byte[] id = new byte[16];
            RANDOM.nextBytes(id);
            String shown = FileName.shown(name, "data");
            var data = new DataFile.OnDisk(file.path(), shown);
            var entry = new Entry(HexFormat.of().formatHex(id), FileName.base(name), data, bytes, file);
            add(entry);
            kept = true;
            return entry;
        } finally {
            if (!kept) {
                file.close();
            }
        }
    }

    private synchronized void add(Entry entry) {
        entries.put(entry.id(), entry);
        for (Entry old : entries.values().stream().filter(Entry::isIdle).toList()) {
            if (entries.size() > MAX && old != entry) {
                remove(old.id());
            }
        }
    }

    /**
     * The data with this id.
     *
     * @throws RefusedException if they were removed
     */
    public synchronized Entry get(String id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            throw gone();
        }
        return entry;
    }

    public synchronized void remove(String id) {
        Entry entry = entries.remove(id);
        if (entry != null) {
            entry.remove();
        }
    }

    private static RefusedException gone() {
        return new RefusedException(Refusal.DATA_GONE, "the uploaded data are not there, or no longer");
    }
}
