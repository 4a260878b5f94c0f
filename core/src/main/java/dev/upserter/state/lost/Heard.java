package dev.upserter.state.lost;

import dev.upserter.state.AppendedFile;
import dev.upserter.state.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of the record of a workspace the state of a sync has heard: the file {@code heard} in its folder, {@code 1 <workspace>},
 * with {@code open} as long as a run sends, and then a line a month, {@code <month> <from> <to>}. Immutable.
 *
 * @param from   up to where the state has heard it
 * @param to     where the record ended when the last run of the sync did
 * @param isOpen whether that run is under way, or was cut off
 */
record Heard(SortedMap<String, Long> from, SortedMap<String, Long> to, boolean isOpen) {
    private static final String FILE = "heard";
    private static final String FORMAT = "1 ";
    private static final String OPEN = " open";
    private static final String LINE = "[0-9]{4}-[0-9]{2} [0-9]{1,18} [0-9]{1,18}";

    static final Heard NOTHING = new Heard(Collections.emptySortedMap(), Collections.emptySortedMap(), false);

    /** What was heard; a file that is missing, damaged or about another workspace counts as nothing. */
    static Heard read(Path folder, String workspace) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return NOTHING;
        }
        List<String> lines = List.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).split("\n", -1));
        boolean isOpen = lines.getFirst().endsWith(OPEN);
        if (!lines.getFirst().equals(FORMAT + workspace + (isOpen ? OPEN : ""))) {
            return NOTHING;
        }
        var from = new TreeMap<String, Long>();
        var to = new TreeMap<String, Long>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.matches(LINE)) {
                String[] words = line.split(" ", -1);
                from.put(words[0], Long.parseLong(words[1]));
                to.put(words[0], Long.parseLong(words[2]));
            }
        }
        return new Heard(from, to, isOpen);
    }

    /** Replaces what was heard before. */
    void write(Path folder, String workspace) throws IOException {
        var text = new StringBuilder(FORMAT + workspace + (isOpen ? OPEN : "") + "\n");
        for (String month : to.keySet()) {
            text.append(month + " " + from.getOrDefault(month, 0L) + " " + to.get(month) + "\n");
        }
        PrivateFiles.makeFolders(folder);
        Path temporary = folder.resolve(FILE + ".tmp");
        Files.deleteIfExists(temporary);
        try (var file = new AppendedFile(PrivateFiles.createFile(temporary))) {
            file.append(text.toString().getBytes(StandardCharsets.ISO_8859_1));
            file.force();
        }
        PrivateFiles.replace(temporary, folder.resolve(FILE));
    }
}
