package dev.upserter.run.pass;

import dev.upserter.mapping.RowValues;
import dev.upserter.operation.Operation;
import dev.upserter.pipeline.Sink;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.record.SourceRecord;
import dev.upserter.run.earlier.Members;

/** Reports rows about people whom no sync has delivered, and hands all on. For one thread. */
final class MemberWatch extends PassingSink {
    private final Members members;
    private final ProblemLog log;

    private MemberWatch(Sink next, Members members, ProblemLog log) {
        super(next);
        this.members = members;
        this.log = log;
    }

    /** What hands on to another; that one itself where nobody can be missed. */
    static Sink of(Sink next, Members members, ProblemLog log) {
        return members.isEmpty() ? next : new MemberWatch(next, members, log);
    }

    @Override
    public void add(Operation operation, RowValues values, SourceRecord record) throws InterruptedException {
        if (members.lacks(operation)) {
            log.add(Code.MEMBER_UNKNOWN, Code.MEMBER_UNKNOWN.level(), "", () -> unknown(record));
        }
        next.add(operation, values, record);
    }

    private static Problem unknown(SourceRecord record) {
        return Problem.of(
                Code.MEMBER_UNKNOWN,
                record.location(),
                "no sync of people in this state folder has delivered the person, so that Customer.io may ignore the row"
                        + " and answer as if it had taken it");
    }
}
