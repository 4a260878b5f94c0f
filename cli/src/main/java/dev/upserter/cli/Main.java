package dev.upserter.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;

/** The command {@code upserter}. */
public final class Main {
    private Main() {}

    /** Runs the command that was typed, and ends the process. */
    public static void main(String[] arguments) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        var shell = new Shell(
                standardInput(), out, Messages.ofProcess(), Terminal.ofProcess(), System.getenv(), new Signals());
        System.exit(Program.run(shell, arguments));
    }

    /** Standard input, which can be closed while somebody waits for it: {@code System.in} would wait on. */
    private static InputStream standardInput() {
        return Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel());
    }
}
