package dev.upserter.batch;

import dev.upserter.json.GrowingBytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which rows of a batch share an entry: several of one person. As long as nobody has several, each row is a person. */
final class Joins {
    private final FieldOffsets row = new FieldOffsets(32);
    private int[] personOf = new int[0];
    private int[] firstRow = new int[0];
    /** By person, the bytes before the attributes in each of their entries; 0 for those with one row. */
    private int[] headers = new int[0];
    /** By person, while the batch is open. */
    private @Nullable JoinedEntry[] entries = new JoinedEntry[0];

    private boolean isAny;
    private int rows;
    private int people;

    void clear() {
        forget();
        isAny = false;
        rows = 0;
        people = 0;
    }

    /** Notes that the next row is about a person who has none. */
    void add() {
        if (isAny) {
            grow();
            firstRow[people] = rows;
            personOf[rows] = people;
            headers[people] = 0;
        }
        people++;
        rows++;
    }

    /**
     * Notes that the next row goes into the entry of a person, if it can.
     *
     * @param bytes  hold the entries of all rows
     * @param first  where the entry of the person's first row starts
     * @param start  where the entry of the row starts
     * @param header the length of the row's entry before its attributes
     */
    boolean join(int person, byte[] bytes, int first, int start, int header) {
        if (!Arrays.equals(bytes, first, first + header, bytes, start, start + header)) {
            return false; // another spelling of an e-mail address, or another person with the same hash
        }
        JoinedEntry entry = isAny ? entries[person] : null;
        if (entry == null) {
            row.read(bytes, first + header);
            entry = new JoinedEntry(first, header, row, bytes);
        }
        row.read(bytes, start + header);
        if (!entry.take(row, bytes)) {
            return false;
        }
        begin();
        grow();
        entries[person] = entry;
        headers[person] = header;
        personOf[rows++] = person;
        return true;
    }

    private void begin() {
        if (!isAny) {
            isAny = true;
            grow();
            for (int i = 0; i < rows; i++) {
                personOf[i] = i;
                firstRow[i] = i;
                headers[i] = 0;
            }
        }
    }

    private void grow() {
        if (rows >= personOf.length) {
            int more = Math.max(16, rows * 2);
            personOf = Arrays.copyOf(personOf, more);
            firstRow = Arrays.copyOf(firstRow, more);
            headers = Arrays.copyOf(headers, more);
            entries = Arrays.copyOf(entries, more);
        }
    }

    /** How much memory it holds of a closed batch, bytes. */
    long memory() {
        return 4L * Integer.BYTES * personOf.length;
    }

    /** Whether anybody has several rows. */
    boolean isAny() {
        return isAny;
    }

    int people() {
        return people;
    }

    int personOf(int i) {
        return isAny ? personOf[i] : i;
    }

    int firstRow(int person) {
        return isAny ? firstRow[person] : person;
    }

    boolean isJoined(int person) {
        return isAny && headers[person] > 0;
    }

    /** The bytes before the attributes in each entry of a person with several rows. */
    int headerLength(int person) {
        return headers[person];
    }

    /** Writes the entry of a person with several rows; false if the person has one. */
    boolean write(int person, byte[] bytes, GrowingBytes target) {
        JoinedEntry entry = entries[person];
        if (entry == null) {
            return false;
        }
        entry.write(bytes, target);
        return true;
    }

    /** Forgets what only an open batch needs. */
    void forget() {
        if (isAny) {
            Arrays.fill(entries, 0, people, null);
        }
    }
}
