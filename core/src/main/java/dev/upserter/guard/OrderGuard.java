package dev.upserter.guard;

import dev.upserter.json.JsonValue;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.operation.Subject;
import dev.upserter.problem.Code;
import dev.upserter.record.SourceRecord;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Finds several rows of one person or thing, and those that come after a newer one. Its memory is constant. For one thread. */
final class OrderGuard {
    private static final String BOTH_ARE_SENT =
            "leave one row for each person in the export, or set incremental to true, where the key duplicates chooses";

    /** Tells kinds of identifiers apart that say the same. */
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    /** Clocks differ by less. */
    private static final Duration LEEWAY = Duration.ofHours(1);

    private final RecentPeople recent = new RecentPeople();
    private final RowAge ages = new RowAge();
    private final boolean repeatsAreSent;
    private final InstantSource clock;
    private boolean isTimed;
    private long latest;

    /**
     * A guard at the start of a run.
     *
     * @param repeatsAreSent whether each of several rows of one person is sent; where not, whoever chooses reports them
     * @param clock          tells which timestamps are in the future
     */
    OrderGuard(boolean repeatsAreSent, InstantSource clock) {
        this.repeatsAreSent = repeatsAreSent;
        this.clock = clock;
    }

    void check(IdentifyPerson operation, SourceRecord record, Findings findings) {
        Identifier person = operation.identifier();
        long key = person.subjectHash() + person.type().spelling().hashCode() * FACTOR;
        check(key, operation.timestamp(), "person", BOTH_ARE_SENT, record, findings);
        checkFuture(operation.timestamp(), findings);
    }

    private void checkFuture(@Nullable JsonValue time, Findings findings) {
        long seconds = time == null ? 0 : Long.parseLong(time.json());
        if (seconds <= latest) {
            return;
        }
        latest = clock.instant().plus(LEEWAY).getEpochSecond();
        if (seconds > latest) {
            findings.add(
                    Code.TIMESTAMP_FUTURE,
                    "",
                    () -> "the timestamp is more than an hour in the future: until then, Customer.io would ignore each"
                            + " other change of this person, and not say so");
        }
    }

    /**
     * The same of any subject.
     *
     * @param what it is, in messages
     * @param hint what can be done about several rows
     */
    void check(Subject subject, String what, String hint, SourceRecord record, Findings findings) {
        check(subject.subjectHash(), null, what, hint, record, findings);
    }

    private void check(
            long key, @Nullable JsonValue time, String what, String hint, SourceRecord record, Findings findings) {
        isTimed |= time != null;
        long age = age(time, record);
        if (recent.has(key)) {
            if (repeatsAreSent) {
                findings.add(
                        Code.KEY_DUPLICATE,
                        "",
                        () -> "an earlier row is about the same " + what + ". Later values replace earlier ones",
                        hint);
            }
            long before = recent.age(key);
            if (RowAge.areAlike(age, before) && age < before) {
                noteOlder(time != null, what, record, findings);
            }
        }
        recent.put(key, age);
    }

    private void noteOlder(boolean hasTime, String what, SourceRecord record, Findings findings) {
        if (!hasTime) {
            String field = ages.field(record);
            findings.add(
                    Code.ROW_OLDER,
                    "",
                    () -> "an earlier row of the same " + what + " is newer, says the field " + field
                            + ". This older row comes after it");
        } else if (repeatsAreSent) {
            findings.add(
                    Code.ROW_OLDER,
                    "",
                    () -> "an earlier row of the same " + what
                            + " has a later timestamp: Customer.io ignores this older one, and does not say so",
                    "leave the newest row of each " + what + " in the export, or sort it by time");
        }
    }

    /** Where rows have timestamps, what else a row says does not count: it may be in another unit. */
    private long age(@Nullable JsonValue time, SourceRecord record) {
        if (time != null) {
            return Long.parseLong(time.json());
        }
        return isTimed ? RecentPeople.UNDATED : ages.of(record);
    }
}
