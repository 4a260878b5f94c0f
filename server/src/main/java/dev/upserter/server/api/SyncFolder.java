package dev.upserter.server.api;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.problem.ProblemException;
import dev.upserter.server.answer.JsonObject;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The saved syncs: configurations that the operator has put into one folder. They may do things that an uploaded one may
 * not. Read-only. Thread-safe.
 */
public final class SyncFolder {
    private static final Pattern NAME = Pattern.compile("[^./\\\\][^/\\\\]*\\.(json|ya?ml)", Pattern.CASE_INSENSITIVE);
    private static final int MAX_BYTES = 1 << 20;

    private final @Nullable Path folder;
    private final ConfigReader reader;

    public SyncFolder(@Nullable Path folder, ConfigReader reader) {
        this.folder = folder;
        this.reader = reader;
    }

    boolean isThere() {
        return folder != null;
    }

    private List<Path> files() throws IOException {
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(SyncFolder::isConfiguration).sorted().toList();
        }
    }

    private static boolean isConfiguration(Path file) {
        return NAME.matcher(file.getFileName().toString()).matches()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * All of them, including invalid ones. Data files beside a configuration may end in .json: a file that names no userId
     * is not a sync.
     */
    List<JsonObject> list() throws IOException {
        return configurations().stream().map(this::entry).toList();
    }

    /**
     * The files of all of them.
     *
     * @throws IOException if the folder cannot be read
     */
    public List<Path> configurations() throws IOException {
        var list = new ArrayList<Path>();
        for (Path file : files()) {
            if (mayBeSync(file)) {
                list.add(file);
            }
        }
        return list;
    }

    /** One that cannot be read may be a sync: its reading says what is wrong. One that is gone by now is none. */
    private static boolean mayBeSync(Path file) {
        try {
            return Files.size(file) <= MAX_BYTES
                    && read(file, StandardCharsets.ISO_8859_1).contains("userId");
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException unreadable) {
            return true;
        }
    }

    private static String read(Path file, Charset charset) throws IOException {
        return new String(Files.readAllBytes(file), charset);
    }

    private JsonObject entry(Path file) {
        String name = file.getFileName().toString();
        try {
            SyncSet set = reader.readAll(file);
            JsonObject entry = new JsonObject()
                    .with("file", name)
                    .with("sync", String.join(", ", set.names()))
                    .with("valid", true)
                    .with("data", data(set));
            return set.isSeveral() ? entry.withTexts("syncs", set.names()) : entry;
        } catch (ProblemException e) {
            return new JsonObject()
                    .with("file", name)
                    .withNull("sync")
                    .with("valid", false)
                    .withNull("data");
        }
    }

    /** Where the rows come from; null where one at least must be given some. */
    private static @Nullable String data(SyncSet set) {
        var named = new LinkedHashSet<String>();
        for (SyncSet.Group group : set.groups()) {
            SyncConfig sync = group.first();
            String file = sync.source().query() == null ? sync.source().file() : "a query";
            if (file == null) {
                return null;
            }
            named.add(file);
        }
        return String.join(", ", named);
    }

    /**
     * @throws RefusedException if there is no such file in the folder
     */
    Path file(String name) throws IOException {
        return files().stream()
                .filter(file -> file.getFileName().toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Refusal.SYNC_UNKNOWN, "there is no such saved sync"));
    }

    /** Whether a file is a saved sync. */
    boolean holds(Path file) throws IOException {
        return folder != null
                && files().stream()
                        .anyMatch(known -> known.toAbsolutePath().normalize().equals(file));
    }

    /**
     * What is in the folder.
     *
     * @param sets       by their files, of all configurations that can be read
     * @param unreadable how many configurations have a mistake
     */
    public record Contents(SortedMap<Path, SyncSet> sets, int unreadable) {
        public Contents {
            sets = Collections.unmodifiableSortedMap(new TreeMap<>(sets));
        }
    }

    /** Reads all configurations; empty if there is no folder of saved syncs. */
    public Optional<Contents> contents() throws IOException {
        if (folder == null) {
            return Optional.empty();
        }
        var sets = new TreeMap<Path, SyncSet>();
        List<Path> files = configurations();
        files.forEach(file -> find(file).ifPresent(set -> sets.put(file, set)));
        return Optional.of(new Contents(sets, files.size() - sets.size()));
    }

    /** The names of the syncs that keep their state in a database. */
    Set<String> inDatabases() throws IOException {
        var names = new HashSet<String>();
        for (Path file : files()) {
            find(file).stream()
                    .flatMap(set -> set.syncs().stream())
                    .filter(sync -> sync.state() != null)
                    .forEach(sync -> names.add(sync.sync()));
        }
        return names;
    }

    private Optional<SyncSet> find(Path file) {
        try {
            return Optional.of(reader.readAll(file));
        } catch (ProblemException wrong) {
            return Optional.empty();
        }
    }

    /**
     * Reads one.
     *
     * @throws ProblemException if it cannot be read or is wrong
     */
    public SyncSet read(Path file) {
        return reader.readAll(file);
    }

    /** The text without secrets and comments; empty if it cannot be read as a configuration. */
    Optional<String> text(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            return ConfigReader.withoutSecrets(
                    Files.readAllBytes(file), file.getFileName().toString());
        } catch (ProblemException unreadable) {
            return Optional.empty();
        }
    }
}
