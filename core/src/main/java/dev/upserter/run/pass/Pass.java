package dev.upserter.run.pass;

import dev.upserter.guard.GuardConfig;
import dev.upserter.pipeline.Intake;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.Header;
import dev.upserter.run.execution.RunAccount;
import dev.upserter.source.Source;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** One reading of a source, from the first row to the last. For one thread. */
final class Pass {
    private final Intake intake;
    private final GuardConfig guards;
    private final RunAccount account;
    private List<Header> headers = List.of();
    private int warned;

    /**
     * A pass that has not started.
     *
     * @param intake  takes the rows
     * @param guards  changed levels
     * @param account of the run
     */
    Pass(Intake intake, GuardConfig guards, RunAccount account) {
        this.intake = intake;
        this.guards = guards;
        this.account = account;
    }

    /**
     * Reads the rows and hands all on that may be sent. Where the source breaks off, the rows before the break are sent
     * only if others have been sent already. Whatever ends the pass, each row that was read is counted.
     *
     * @param limit   rows to read at most; empty for all
     * @param stopped asked before each row
     * @throws ProblemException     if the source broke off, or what is not sent cannot be written down
     * @throws InterruptedException if the thread was interrupted while it waited for room
     */
    void run(Source source, OptionalLong limit, BooleanSupplier stopped) throws InterruptedException {
        try {
            boolean isRead = read(source, limit.orElse(Long.MAX_VALUE), stopped);
            source.warnings().stream().skip(warned).forEach(intake::warn);
            boolean wholly = isRead && account.stop().isEmpty();
            if (wholly && (limit.isEmpty() || !source.hasNext())) {
                account.readAll();
            }
            if (wholly && intake.complete()) {
                intake.requireRows();
            }
        } catch (ProblemException e) {
            intake.breakOff();
            throw e;
        } finally {
            intake.finish();
            new FieldNotes(guards, account, headers).tell(intake.mapper());
        }
    }

    /** True if nothing stopped the reading. */
    private boolean read(Source source, long most, BooleanSupplier stopped) throws InterruptedException {
        if (source.hasNext()) {
            List<Problem> warnings = source.warnings();
            warnings.forEach(intake::warn);
            warned = warnings.size();
            headers = source.headers();
        }
        for (long rows = 0; rows < most && account.stop().isEmpty() && source.hasNext(); rows++) {
            if (stopped.getAsBoolean() || !intake.take(source.next())) {
                return false;
            }
        }
        return account.stop().isEmpty() && !stopped.getAsBoolean();
    }
}
