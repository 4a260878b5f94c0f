package dev.upserter.delivery.answer;

import dev.upserter.batch.BatchRow;
import dev.upserter.delivery.answer.BatchOutcome.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Counts refused rows by what they were refused for. Not thread-safe. */
public final class RefusalKinds {
    /** Rows that answers to batches named. */
    private static final int NAMED = 200;
    /** Rows that were alone in a request that was refused. */
    private static final int ALONE = 20;
    /** Reasons distinguished; more are not counted. */
    private static final int MOST = 16;

    private final List<RefusalKind> kinds = new ArrayList<>();

    /**
     * Counts rows, but those that do not count.
     *
     * @return a kind of which there are enough to take it for one that holds for all rows; empty if there is none yet
     */
    public Optional<RefusalKind> count(RefusedRows rows, List<DeadLetter> letters, Predicate<BatchRow> isLeftOut) {
        for (int i = 0; i < letters.size(); i++) {
            DeadLetter letter = letters.get(i);
            if (isLeftOut.test(letter.row())) {
                continue;
            }
            Optional<RefusalKind> kind = kind(rows.refusals().get(i), letter, rows.alone());
            if (kind.isPresent()) {
                kind.get().count(rows.refusals().get(i), letter);
                if (isEnough(kind.get())) {
                    return kind;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<RefusalKind> kind(Refusal refusal, DeadLetter letter, boolean alone) {
        for (RefusalKind kind : kinds) {
            if (kind.holds(refusal, letter, alone)) {
                return Optional.of(kind);
            }
        }
        if (kinds.size() == MOST) {
            return Optional.empty();
        }
        var another = new RefusalKind(refusal, letter, alone);
        kinds.add(another);
        return Optional.of(another);
    }

    public static boolean isEnough(RefusalKind kind) {
        return kind.rows() >= (kind.isAlone() ? ALONE : NAMED);
    }

    /** The kind of most rows; empty if none is that of more than half of them. */
    public Optional<RefusalKind> most() {
        long all = kinds.stream().mapToLong(RefusalKind::rows).sum();
        return kinds.stream().max(Comparator.comparingInt(RefusalKind::rows)).filter(kind -> kind.rows() * 2L > all);
    }

    public void clear() {
        kinds.clear();
    }
}
