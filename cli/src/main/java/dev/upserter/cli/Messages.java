package dev.upserter.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard error: lines, and one live line below them that is redrawn in place. Threads may share it. */
final class Messages {
    private static final Messages PROCESS =
            new Messages(new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8));
    private static final String ERASE = "\r\033[K";

    private final PrintStream out;
    private String live = "";

    Messages(PrintStream out) {
        this.out = out;
    }

    /** The one of this process. */
    static Messages ofProcess() {
        return PROCESS;
    }

    /** Prints one or more lines, above the live line. */
    synchronized void print(String lines) {
        out.print((live.isEmpty() ? "" : ERASE) + lines + "\n" + live);
        out.flush();
    }

    /** Draws the live line anew; an empty text takes it away. */
    synchronized void live(String line) {
        if (!line.equals(live)) {
            out.print(ERASE + line);
            out.flush();
            live = line;
        }
    }
}
