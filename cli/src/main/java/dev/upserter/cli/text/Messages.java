package dev.upserter.cli.text;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard error: lines, and one live line below them that is redrawn in place. Thread-safe. */
public final class Messages {
    private static final Messages PROCESS =
            new Messages(new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8));
    private static final String ERASE = "\r\033[K";

    private final PrintStream out;
    private String live = "";
    private boolean isAsking;

    public Messages(PrintStream out) {
        this.out = out;
    }

    /** The standard error of this process. */
    public static Messages ofProcess() {
        return PROCESS;
    }

    /** Prints one or more lines, above the live line. */
    public synchronized void print(String lines) {
        boolean isShown = !live.isEmpty() && !isAsking;
        out.print((isShown ? ERASE : "") + Printable.escaped(lines) + "\n" + (isShown ? live : ""));
        out.flush();
    }

    /** Prints a question; no live line is drawn over what the user types until the answer is complete. */
    public synchronized void ask(String question) {
        live("");
        isAsking = true;
        print(question);
    }

    /** Draws the live line again. */
    public synchronized void answered() {
        isAsking = false;
        out.print(live);
        out.flush();
    }

    /** Redraws the live line; an empty text removes it. */
    synchronized void live(String line) {
        if (!line.equals(live)) {
            if (!isAsking) {
                out.print(ERASE + line);
                out.flush();
            }
            live = line;
        }
    }
}
