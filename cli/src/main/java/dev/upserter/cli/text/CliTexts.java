package dev.upserter.cli.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts that come with the program. */
public final class CliTexts {
    private CliTexts() {}

    /** The help of a command, or that of the program for {@code upserter}. */
    public static String help(String command) {
        return read("help/" + command + ".txt").stripTrailing();
    }

    /** What each problem code means, a line each. */
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
