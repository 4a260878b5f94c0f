package dev.upserter.cli.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens a page in the user's browser, by the program that the system has for it. */
final class Browser {
    private static final List<String> OPENERS = List.of("xdg-open", "open", "wslview");

    private Browser() {}

    /** Whether there is such a program, and it was started. */
    static boolean open(String address, Map<String, String> environment) {
        Optional<Path> opener = OPENERS.stream()
                .flatMap(name -> onPath(name, environment.getOrDefault("PATH", "")))
                .findFirst();
        if (opener.isEmpty()) {
            return false;
        }
        try {
            new ProcessBuilder(opener.get().toString(), address)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Stream<Path> onPath(String name, String path) {
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable);
    }
}
