package dev.upserter.run.lost;

import dev.upserter.batch.Batch;
import dev.upserter.history.RunFolder;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.Identifier;
import dev.upserter.run.execution.Execution;
import dev.upserter.state.lost.LossLog;
import dev.upserter.state.lost.LostNow;
import java.io.IOException;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Records who is sent again after they were taken away, where a run of people keeps no state. Several threads tell of what was
 * delivered.
 */
public final class Returned implements AutoCloseable {
    private final LostNow lost;
    private final LossLog log;

    private Returned(LostNow lost, LossLog log) {
        this.lost = lost;
        this.log = log;
    }

    /** The record of a run; empty where nobody can come back by it. */
    public static Optional<Returned> of(Execution run) throws IOException {
        LostNow lost = Takings.mayBeBack(run);
        if (lost.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Returned(
                lost, LossLog.open(run.spec().lost(), run.surroundings().clock().instant())));
    }

    /**
     * Records those rows of a batch that were delivered.
     *
     * @throws dev.upserter.problem.ProblemException if it cannot be written
     */
    public void delivered(Batch batch, IntPredicate rows) {
        try {
            log.record(lines -> {
                for (int i = 0; i < batch.rows(); i++) {
                    var person = new Identifier(batch.typeOf(i), JsonValue.ofText(batch.keyOf(i)));
                    if (rows.test(i) && lost.has(person)) {
                        lines.isBack(person);
                    }
                }
            });
        } catch (IOException e) {
            throw RunFolder.unwritable("the record of what syncs have taken away", e);
        }
    }

    @Override
    public void close() throws IOException {
        try (log) {
            log.force();
        }
    }
}
