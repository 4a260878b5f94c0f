package dev.upserter.cli;

import dev.upserter.cli.shell.ClosedInput;
import dev.upserter.cli.shell.DefectReport;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.Results;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.text.Messages;
import dev.upserter.cli.text.Terminal;
import dev.upserter.problem.Problem;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;

/** The command {@code upserter}. */
public final class Main {
    private Main() {}

    /** Runs the command in the arguments and ends the process with its exit code. */
    public static void main(String[] arguments) {
        int code = ExitCode.STOPPED;
        try {
            code = run(shell(), arguments);
        } catch (LinkageError e) { // even what prints messages is missing
            new PrintStream(new FileOutputStream(FileDescriptor.err), true).println(broken(e));
            code = ExitCode.NOT_STARTED;
        } finally {
            Runtime.getRuntime().exit(code); // whatever was thrown: the JVM's own code would be 1
        }
    }

    /** An uncaught exception would end the process with 1, the code for rejected rows. */
    private static int run(Shell shell, String... arguments) {
        try {
            return Program.run(shell, arguments);
        } catch (LinkageError e) {
            shell.messages().print(broken(e));
            return ExitCode.NOT_STARTED;
        } catch (RuntimeException | Error e) {
            Problem problem = DefectReport.problem(e);
            shell.messages().print("error: " + problem.message() + "\nhint: " + problem.hint());
            return ExitCode.STOPPED;
        }
    }

    private static String broken(LinkageError e) {
        return "error: a part of the program is missing, damaged or may not be read (" + e.getMessage() + ")\n"
                + "hint: install the program again. In a clone, remove the folder cli/target/app, and the next use builds it";
    }

    private static Shell shell() {
        String closed = System.getProperty("upserter.closed", "");
        return new Shell(
                closed.contains("0") ? new ClosedInput() : standardInput(),
                new Results(closed.contains("1") ? new ClosedOutput() : new FileOutputStream(FileDescriptor.out)),
                Messages.ofProcess(),
                Terminal.ofProcess(),
                System.getenv(),
                new Signals());
    }

    /** Standard output that was closed before the program started. */
    private static final class ClosedOutput extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("it is closed");
        }
    }

    /** Standard input that another thread can close while a read waits: {@code System.in} would keep waiting. */
    private static InputStream standardInput() {
        return Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel());
    }
}
