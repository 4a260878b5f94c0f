package dev.upserter.guard;

import dev.upserter.operation.Subject;
import dev.upserter.problem.Code;
import dev.upserter.record.SourceRecord;

/** Finds several rows of one person, and those that come after a newer one. Its memory is constant. For one thread. */
final class OrderGuard {
    private static final String BOTH_ARE_SENT =
            "leave one row for each person in the export, or set incremental to true, where the key duplicates chooses";

    private final RecentPeople recent = new RecentPeople();
    private final RowAge ages = new RowAge();
    private final boolean repeatsAreSent;

    /** @param repeatsAreSent whether each of several rows of one person is sent; where not, whoever chooses reports them */
    OrderGuard(boolean repeatsAreSent) {
        this.repeatsAreSent = repeatsAreSent;
    }

    void check(Subject person, SourceRecord record, Findings findings) {
        check(person, "person", BOTH_ARE_SENT, record, findings);
    }

    /**
     * The same of any subject.
     *
     * @param what it is, in messages
     * @param hint what can be done about several rows
     */
    void check(Subject subject, String what, String hint, SourceRecord record, Findings findings) {
        long key = subject.subjectHash();
        long age = ages.of(record);
        if (recent.has(key)) {
            if (repeatsAreSent) {
                findings.add(
                        Code.KEY_DUPLICATE,
                        "",
                        () -> "an earlier row is about the same " + what + "; later values replace earlier ones",
                        hint);
            }
            long before = recent.age(key);
            if (RowAge.areAlike(age, before) && age < before) {
                String field = ages.field(record);
                findings.add(
                        Code.ROW_OLDER,
                        "",
                        () -> "an earlier row of the same " + what + " is newer, says the field " + field
                                + "; this older row comes after it");
            }
        }
        recent.put(key, age);
    }
}
