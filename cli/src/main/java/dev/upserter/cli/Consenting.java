package dev.upserter.cli;

import dev.upserter.problem.Problem;
import dev.upserter.run.Consent;
import dev.upserter.run.StopSignal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Says yes to what cannot be undone where {@code --yes} was given, and otherwise asks whoever sits at the terminal.
 *
 * @param shell     where the question is put
 * @param given     whether {@code --yes} was given
 * @param isInTaken whether standard input holds the data, so that nobody can answer
 * @param stop      once this is so, no answer counts
 */
record Consenting(Shell shell, boolean given, boolean isInTaken, StopSignal stop) implements Consent {
    private static final int LONGEST = 80;

    @Override
    public boolean to(Problem what) {
        if (given) {
            shell.messages().print(what.code() + ": " + Printable.of(what.message()));
            return true;
        }
        if (isInTaken || !shell.terminal().input() || !shell.terminal().messages()) {
            return false;
        }
        shell.messages().print(Printable.of(what.message()) + "\nGo on? Type yes to suppress them:");
        return answer().equals("yes") && !stop.isStopped();
    }

    private String answer() {
        var line = new StringBuilder();
        byte[] one = new byte[1];
        try {
            while (line.length() < LONGEST && shell.in().read(one) == 1 && one[0] != '\n') {
                line.append(new String(one, StandardCharsets.ISO_8859_1));
            }
            return line.toString().strip();
        } catch (IOException nobody) {
            return "";
        }
    }
}
