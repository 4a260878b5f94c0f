package dev.upserter.run.pass;

import dev.upserter.guard.GuardConfig;
import dev.upserter.mapping.FieldSummary;
import dev.upserter.mapping.Mapper;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.NamedField;
import dev.upserter.mapping.spec.Need;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.record.Header;
import dev.upserter.run.execution.RunAccount;
import java.util.List;

/** Tells of fields what is known only when all rows have been read. */
final class FieldNotes {
    private static final int SHOWN = 8;
    private static final String NOT_FOUND =
            "correct the name in the configuration. A rule whose field may be missing can say so by optional: true";
    private static final String EMPTY =
            "check the export. A rule whose field may be without a value can say so by optional: true";
    private static final String ANOTHER = "check that this is the right file, and the names in the configuration";

    private final GuardConfig guards;
    private final RunAccount account;
    private final List<Header> headers;

    /**
     * For one reading.
     *
     * @param headers the columns of the source; empty where each row names its own fields
     */
    FieldNotes(GuardConfig guards, RunAccount account, List<Header> headers) {
        this.guards = guards;
        this.account = account;
        this.headers = List.copyOf(headers);
    }

    /** Tells what was found by the mapper that has seen all rows. */
    void tell(Mapper mapper) {
        FieldSummary summary = mapper.summary();
        account.fields(summary);
        Level level = guards.levels().getOrDefault(Code.COLUMN_MISSING, Level.WARN);
        if (level != Level.OFF) {
            summary.absent().forEach(absent -> noteAbsent(absent, level));
            noteNone(summary);
        }
    }

    /** Where the mapping says what becomes of a row without the field, its absence stops nothing. */
    private void noteAbsent(FieldSummary.Absent absent, Level chosen) {
        NamedField field = absent.field();
        Level level = field.need() == Need.REQUIRED ? chosen : Level.WARN;
        String meant =
                absent.suggestion().map(name -> ". Did you mean " + name + "?").orElse("");
        boolean isColumn = isColumn(field.path());
        var problem = new Problem(
                Code.COLUMN_MISSING,
                level,
                null,
                field.shown() + (isColumn ? " has a column, but no value in any row" : " occurs in no row" + meant),
                level == Level.STOP ? Code.COLUMN_MISSING.help() : isColumn ? EMPTY : NOT_FOUND);
        account.log().add(Code.COLUMN_MISSING, level, field.path().text(), () -> problem);
        if (level == Level.STOP) {
            account.stopForCounted(problem);
        }
    }

    private boolean isColumn(FieldPath field) {
        return headers.stream().anyMatch(field::isIn);
    }

    /** Each optional field may be missing by itself; that all are is a sign of another file. */
    private void noteNone(FieldSummary summary) {
        boolean isTold = summary.absent().stream().anyMatch(one -> one.field().part() == NamedField.Part.RULE);
        List<String> fields = summary.optional();
        if (summary.hasMapped()
                || isTold
                || fields.isEmpty()
                || fields.stream().map(FieldPath::new).anyMatch(this::isColumn)) {
            return;
        }
        String more = fields.size() > SHOWN ? " and " + (fields.size() - SHOWN) + " more" : "";
        account.log()
                .add(new Problem(
                        Code.COLUMN_MISSING,
                        Level.WARN,
                        null,
                        "none of the mapped fields is in any row: "
                                + String.join(", ", fields.subList(0, Math.min(SHOWN, fields.size()))) + more
                                + ". This may be another file",
                        ANOTHER));
    }
}
