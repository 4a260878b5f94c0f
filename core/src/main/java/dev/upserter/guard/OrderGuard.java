package dev.upserter.guard;

import dev.upserter.json.JsonValue;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.problem.Code;
import dev.upserter.record.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Finds several rows of one person, and those that come after a newer one. Its memory is constant. For one thread. */
final class OrderGuard {
    private static final String BOTH_ARE_SENT =
            "leave one row for each person in the export, or set incremental to true, where the key duplicates chooses";

    /** Tells kinds of identifiers apart that say the same. */
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private final RecentPeople recent = new RecentPeople();
    private final RowAge ages = new RowAge();
    private final boolean repeatsAreSent;
    private boolean isTimed;

    /** @param repeatsAreSent whether each of several rows of one person is sent; where not, whoever chooses reports them */
    OrderGuard(boolean repeatsAreSent) {
        this.repeatsAreSent = repeatsAreSent;
    }

    void check(IdentifyPerson operation, SourceRecord record, Findings findings) {
        Identifier person = operation.identifier();
        long key = person.subjectHash() + person.type().spelling().hashCode() * FACTOR;
        JsonValue time = operation.timestamp();
        isTimed |= time != null;
        long age = age(time, record);
        if (recent.has(key)) {
            if (repeatsAreSent) {
                findings.add(
                        Code.KEY_DUPLICATE,
                        "",
                        () -> "an earlier row is about the same person; later values replace earlier ones",
                        BOTH_ARE_SENT);
            }
            long before = recent.age(key);
            if (time != null && repeatsAreSent && RowAge.areAlike(age, before) && age < before) {
                findings.add(
                        Code.ROW_OLDER,
                        "",
                        () ->
                                "an earlier row of the same person has a later timestamp: Customer.io ignores this older one,"
                                        + " and does not say so",
                        "leave the newest row of each person in the export, or sort it by time");
            } else if (time == null && RowAge.areAlike(age, before) && age < before) {
                String field = ages.field(record);
                findings.add(
                        Code.ROW_OLDER,
                        "",
                        () -> "an earlier row of the same person is newer, says the field " + field
                                + "; this older row comes after it");
            }
        }
        recent.put(key, age);
    }

    /** Where rows have timestamps, what else a row says does not count: it may be in another unit. */
    private long age(@Nullable JsonValue time, SourceRecord record) {
        if (time != null) {
            return Long.parseLong(time.json());
        }
        return isTimed ? RecentPeople.UNDATED : ages.of(record);
    }
}
