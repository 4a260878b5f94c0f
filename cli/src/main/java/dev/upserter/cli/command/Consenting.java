package dev.upserter.cli.command;

import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.text.Printable;
import dev.upserter.problem.Problem;
import dev.upserter.run.option.Consent;
import dev.upserter.run.option.StopSignal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Consents to what cannot be undone if {@code --yes} was given, and otherwise asks the user at the terminal.
 *
 * @param shell     where to ask
 * @param given     whether {@code --yes} was given
 * @param isInTaken whether standard input holds the data, so that it cannot hold an answer
 * @param stop      ends the wait for an answer; after that, no answer counts
 */
record Consenting(Shell shell, boolean given, boolean isInTaken, StopSignal stop) implements Consent {
    private static final int LONGEST = 80;
    private static final String NOBODY = "";

    @Override
    public boolean to(Problem what, long count) {
        if (given) {
            shell.messages().print(what.code() + ": " + Printable.of(what.message()));
            return true;
        }
        if (isInTaken || !shell.terminal().input() || !shell.terminal().messages()) {
            return false;
        }
        shell.messages().ask(Printable.of(what.message()) + "\nGo on? Type yes to do it:");
        try {
            return answer().equals("yes") && !stop.isStopped();
        } finally {
            shell.messages().answered();
        }
    }

    /** Waits for the answer; a request to stop ends the wait. */
    private String answer() {
        var first = new CompletableFuture<String>();
        Thread.ofPlatform().daemon().name("answer").start(() -> first.complete(typed()));
        Thread stopping = Thread.ofPlatform().daemon().name("answer-stop").start(() -> stopInstead(first));
        try {
            return first.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NOBODY;
        } catch (ExecutionException failed) {
            return NOBODY;
        } finally {
            stopping.interrupt();
        }
    }

    private void stopInstead(CompletableFuture<String> first) {
        try {
            if (stop.await(Long.MAX_VALUE)) {
                first.complete(NOBODY);
            }
        } catch (InterruptedException answered) {
            Thread.currentThread().interrupt();
        }
    }

    private String typed() {
        var line = new StringBuilder();
        byte[] one = new byte[1];
        try {
            while (line.length() < LONGEST && shell.in().read(one) == 1 && one[0] != '\n') {
                line.append(new String(one, StandardCharsets.ISO_8859_1));
            }
            return line.toString().strip();
        } catch (IOException nobody) {
            return NOBODY;
        }
    }
}
