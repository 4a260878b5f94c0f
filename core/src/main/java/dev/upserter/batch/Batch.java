package dev.upserter.batch;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Subject;
import dev.upserter.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/**
 * The people sent in one request, and the rows they come from.
 *
 * <p>Filled by a {@link Packer}, read-only afterwards: threads may share it then. What it returns is good until it is
 * released.
 */
public final class Batch {
    private static final byte[] CLOSING = "]}".getBytes(StandardCharsets.US_ASCII);

    private Route route;
    private byte[] opening;
    private long sequence;
    /** The entry of each row, one after the other: the body, as long as nobody has several rows. */
    private final GrowingBytes entries = new GrowingBytes(1024);

    private int[] entryEnds = new int[16];
    private final BatchRows rows = new BatchRows();
    private final Joins joins = new Joins();
    /** The body, if some have several rows. */
    private final GrowingBytes joined = new GrowingBytes(0);

    private final Predecessors predecessors = new Predecessors();
    private IdentifierType keyType = IdentifierType.ID;
    /** Of the memory of the process, bytes. */
    private long granted;

    Batch(Route route) {
        this.route = route;
        this.opening = opening(route);
    }

    private static byte[] opening(Route route) {
        String text = route.isList() ? "{\"" + route.list() + "\":[" : "";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void begin(long number, Route to) {
        if (!route.is(to)) {
            route = to;
            opening = opening(to);
        }
        sequence = number;
        entries.clear();
        joined.clear();
        rows.clear();
        joins.clear();
        predecessors.clear();
        entries.put(opening);
    }

    /** No less than the length of the body if an entry of this length came in. */
    int lengthWith(int entryLength) {
        return entries.length() + (rows() == 0 ? 0 : 1) + entryLength + CLOSING.length;
    }

    int recordBytesWith(SourceRecord record) {
        return rows.recordBytes() + record.json().length();
    }

    int noteBytesWith(int noteLength) {
        return rows.noteBytes() + noteLength;
    }

    /** @param length of the operation in the form of the route */
    void add(Operation operation, int length, SourceRecord record) {
        write(operation, length);
        keep(operation, record);
        joins.add();
    }

    private void write(Operation operation, int length) {
        entries.reserve(length + 1);
        separate();
        operation.write(route.form(), entries.bytes(), entries.length());
        entries.advance(length);
    }

    private void separate() {
        if (rows() > 0) {
            entries.put(',');
        }
    }

    private void keep(Operation operation, SourceRecord record) {
        endEntry();
        Subject subject = operation.subject();
        rows.add(record, subject.value());
        Identifier person = subject.person();
        keyType = person == null ? IdentifierType.ID : person.type();
    }

    private void endEntry() {
        if (rows() == entryEnds.length) {
            entryEnds = Arrays.copyOf(entryEnds, rows() * 2);
        }
        entryEnds[rows()] = entries.length();
    }

    /**
     * Adds a row of a person who is in the batch to their entry, if that says what the rows say one by one.
     *
     * @param person the place of their entry
     * @param length of the row's entry
     * @param header the length of what precedes its attributes there
     * @return whether it was added
     */
    boolean join(int person, Operation operation, int length, int header, SourceRecord record) {
        int before = entries.length();
        write(operation, length);
        int start = entries.length() - length;
        if (!joins.join(person, entries.bytes(), entryStart(joins.firstRow(person)), start, header)) {
            entries.cut(before);
            return false;
        }
        keep(operation, record);
        return true;
    }

    /** Gives the last row a note; either all rows of a batch have one, or none. */
    void note(byte[] note, int length) {
        rows.note(note, length);
    }

    /** Makes sure that the batch is sent after another. */
    void follow(long batch) {
        predecessors.add(batch);
    }

    void close() {
        if (route.isList()) {
            entries.put(CLOSING);
        }
        if (joins.isAny()) {
            joinEntries();
        }
    }

    private void joinEntries() {
        joined.put(opening);
        for (int person = 0; person < people(); person++) {
            if (person > 0) {
                joined.put(',');
            }
            int first = joins.firstRow(person);
            if (!joins.write(person, entries.bytes(), joined)) {
                joined.put(entries.bytes(), entryStart(first), entryEnds[first]);
            }
        }
        joined.put(CLOSING);
        joins.forget();
    }

    /** The request it is for. */
    public Route route() {
        return route;
    }

    /** Its number among the batches of the run, from 1. */
    public long sequence() {
        return sequence;
    }

    /** How many people are in it, each with one entry. */
    public int people() {
        return joins.people();
    }

    /** How many rows they come from: no fewer than there are people. */
    public int rows() {
        return rows.size();
    }

    /** The place of the person whom the i-th row is about. */
    public int personOf(int i) {
        return joins.personOf(i);
    }

    /** The first row of a person. */
    public int firstRow(int person) {
        return joins.firstRow(person);
    }

    /** Whether a person's entry comes from several rows. */
    public boolean isJoined(int person) {
        return joins.isJoined(person);
    }

    /** The request's body is the first {@link #bodyLength()} of these bytes; not to be changed. */
    public byte[] body() {
        return sent().bytes();
    }

    /** The length of the request's body, bytes. */
    public int bodyLength() {
        return sent().length();
    }

    private GrowingBytes sent() {
        return joins.isAny() ? joined : entries;
    }

    /** How much memory it takes, bytes. */
    public long memory() {
        long ends = (long) entryEnds.length * Integer.BYTES;
        return (long) entries.room() + joined.room() + ends + rows.memory() + joins.memory();
    }

    /** How much memory its pool has taken for it, bytes. */
    long granted() {
        return granted;
    }

    /** Notes that its pool has taken more, or given some back. */
    void grant(long more) {
        granted += more;
    }

    /** What its last row is about; for {@link Route.Alone}, whom the path of the request names. */
    public String key() {
        return rows.key(rows() - 1);
    }

    /** Which identifier {@link #key()} is. */
    public IdentifierType keyType() {
        return keyType;
    }

    /** The numbers of the batches that must have an end before this one is sent: they touch the same people. */
    public long[] predecessors() {
        return predecessors.numbers();
    }

    /** The record number of the i-th row. */
    public long number(int i) {
        return rows.number(i);
    }

    /** How many runs of record numbers without a gap there are. */
    public int runs() {
        return rows.runs();
    }

    /** The first record number of the i-th run. */
    public long firstOfRun(int i) {
        return rows.firstOfRun(i);
    }

    /** The last record number of the i-th run. */
    public long lastOfRun(int i) {
        return rows.lastOfRun(i);
    }

    /** The i-th row. */
    public BatchRow row(int i) {
        return rows.row(i, attributesOf(i));
    }

    private JsonValue attributesOf(int i) {
        return switch (route) {
            case Route.Entries many ->
                Nested.find(entry(i), "attributes")
                        .or(() -> Nested.find(entry(i), "cio_relationships"))
                        .orElse(JsonValue.NULL);
            case Route.Ids ids -> JsonValue.NULL;
            case Route.Alone alone -> onlyEntry();
            case Route.Fixed fixed -> onlyEntry();
        };
    }

    private JsonValue onlyEntry() {
        return bodyLength() == 0 ? JsonValue.NULL : entry(0);
    }

    JsonValue entry(int i) {
        return new JsonValue(entries.bytes(), entryStart(i), entryEnds[i], ValueKind.OBJECT);
    }

    /** The identifier that the i-th row is sent under. */
    public String keyOf(int i) {
        return rows.key(i);
    }

    /** Which identifier {@link #keyOf} of a row about a person is. */
    public IdentifierType typeOf(int i) {
        if (!(route instanceof Route.Entries)) {
            return keyType;
        }
        JsonValue named = Nested.find(entry(i), "identifiers").orElseThrow();
        return IdentifierType.valueOf(Nested.names(named).getFirst().toUpperCase(Locale.ROOT));
    }

    /** Writes the notes of the rows that the filter lets through, one after the other; nothing if there are none. */
    public void writeNotes(IntPredicate filter, GrowingBytes out) {
        rows.writeNotes(filter, out);
    }

    /** Gives the rows that the filter lets through other notes, if they have any; not once the batch is being sent. */
    public void changeNotes(IntPredicate filter, UnaryOperator<byte[]> change) {
        rows.changeNotes(filter, change);
    }

    private int entryStart(int i) {
        return i == 0 ? opening.length : entryEnds[i - 1] + 1;
    }

    /** The rows that the filter lets through, in bytes of their own; it lets all of a person through or none. */
    public Batch part(IntPredicate filter) {
        List<Batch> parts = new Parts(this).of(filter);
        return parts.isEmpty() ? emptyPart() : parts.getFirst();
    }

    /** All rows without some of their attributes, in bytes of their own: by row, the names of those that it loses. */
    public Batch without(IntFunction<Set<String>> attributes) {
        return new Parts(this).without(attributes);
    }

    /** Two parts, to be sent one after the other: half of the people each, or of the rows where it is one person. */
    public List<Batch> halves() {
        return new Parts(this).halves();
    }

    /**
     * The same people twice, to be sent one after the other: with the first half of their rows, and with the second. Some more
     * parts where the rows of a half do not say joined what they say one by one.
     */
    public List<Batch> rowHalves() {
        return new Parts(this).rowHalves();
    }

    /** An open batch with the number of this one, for some of its rows. */
    Batch emptyPart() {
        var part = new Batch(route);
        part.begin(sequence, route);
        part.keyType = keyType;
        for (long before : predecessors()) {
            part.follow(before);
        }
        return part;
    }

    /**
     * Adds a row of another batch, unless its person is in this one and it cannot be joined.
     *
     * @param entry  its entry there, or one that differs in its attributes alone
     * @param places by person of the other batch, their place in this one plus one; 0 for those who are not in it
     */
    boolean copyRow(Batch other, int i, JsonValue entry, int[] places) {
        int before = entries.length();
        separate();
        int start = entries.length();
        entries.put(entry.bytes(), entry.start(), entry.end());
        int person = other.personOf(i);
        if (places[person] == 0) {
            joins.add();
            places[person] = people();
        } else {
            int place = places[person] - 1;
            int header = other.joins.headerLength(person);
            if (!joins.join(place, entries.bytes(), entryStart(firstRow(place)), start, header)) {
                entries.cut(before);
                return false;
            }
        }
        endEntry();
        rows.copy(other.rows, i);
        return true;
    }

    /** The number and the size; never what is in it. */
    @Override
    public String toString() {
        return "Batch[" + sequence + ", " + people() + " people, " + bodyLength() + " bytes]";
    }
}
