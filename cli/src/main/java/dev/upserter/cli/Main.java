package dev.upserter.cli;

import dev.upserter.problem.Problem;
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
        System.exit(run(shell, arguments));
    }

    /** What nobody caught would end the process with 1, the code for rejected rows. */
    private static int run(Shell shell, String... arguments) {
        try {
            return Program.run(shell, arguments);
        } catch (LinkageError e) {
            shell.messages()
                    .print("error: a part of the program is missing or damaged (" + e.getMessage()
                            + ")\nhint: remove the folder cli/target/app; the next use builds the program anew");
            return ExitCode.NOT_STARTED;
        } catch (RuntimeException | Error e) {
            Problem problem = Defect.problem(e);
            shell.messages().print("error: " + problem.message() + "\nhint: " + problem.hint());
            return ExitCode.STOPPED;
        }
    }

    /** Standard input, which can be closed while somebody waits for it: {@code System.in} would wait on. */
    private static InputStream standardInput() {
        return Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel());
    }
}
