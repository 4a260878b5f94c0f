package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A folder with a sync, its data, and the runs that it left in the state folder beside them. */
final class SyncFolder {
    private final Path state;
    private final Path config;
    private final Path data;

    SyncFolder(Path folder, String config, String data) throws IOException {
        state = folder.resolve(".upserter");
        this.config = Files.writeString(folder.resolve("users.yaml"), config);
        this.data = Files.writeString(folder.resolve("users.csv"), data);
    }

    String config() {
        return config.toString();
    }

    Path data() {
        return data;
    }

    Path state() {
        return state;
    }

    /** What a command prints that ends with 0. */
    static String out(String... arguments) {
        var typed = new Typed();
        assertThat(typed.run(arguments)).as(typed.out() + typed.err()).isZero();
        return typed.out();
    }

    Path run(String id) {
        return state.resolve("runs").resolve(id);
    }

    List<String> ids() throws IOException {
        try (Stream<Path> runs = Files.list(state.resolve("runs"))) {
            return runs.map(run -> run.getFileName().toString()).sorted().toList();
        }
    }

    /** The id of an old run. */
    static String old(int i) {
        return String.format(Locale.ROOT, "20250101-0000%02d-0000", i);
    }

    /** Copies a run, as if so many old ones had been. */
    void copy(String id, int times) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(run(id))) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (int i = 0; i < times; i++) {
            Files.createDirectories(run(old(i)));
            for (Path file : files) {
                Files.copy(file, run(old(i)).resolve(file.getFileName()));
            }
        }
    }
}
