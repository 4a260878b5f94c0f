package dev.upserter.cli.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The texts in the program's resources. */
public final class CliTexts {
    private CliTexts() {}

    /** The help of a command; for {@code upserter}, the help of the program. */
    public static String help(String command) {
        return read("help/" + command + ".txt").stripTrailing();
    }

    /** The script by which a shell completes command lines: {@code bash}, {@code zsh} or {@code fish}. */
    public static String completion(String shell) {
        return read("completion/" + shell + ".txt").stripTrailing();
    }

    /** The meaning of each problem code, one per line. */
    static String explanations() {
        return read("explain.txt");
    }

    private static String read(String name) {
        try (var in = CliTexts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the text " + name + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
