package dev.upserter.sql.state;

import dev.upserter.state.PersonEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of people as columns. For one thread. */
final class Acknowledged {
    private final List<Long> hashes = new ArrayList<>();
    private final List<byte[]> keys = new ArrayList<>();
    private final List<Short> kinds = new ArrayList<>();
    private final List<byte[]> fingerprints = new ArrayList<>();
    private final List<byte @Nullable []> values = new ArrayList<>();

    /**
     * Takes entries apart.
     *
     * @param entries    one behind the other
     * @param keepValues whether their values are kept
     * @throws IllegalArgumentException if these are no entries
     */
    Acknowledged(byte[] entries, int length, boolean keepValues) {
        var entry = new PersonEntry();
        for (int at = 0; at < length; at = entry.end()) {
            if (!entry.look(entries, at, length)) {
                throw new IllegalArgumentException("an acknowledgement is torn");
            }
            hashes.add(ordered(entry.hash()));
            keys.add(entry.keyBytes());
            kinds.add((short) entry.kind());
            fingerprints.add(entry.fingerprint());
            byte[] kept = entry.values();
            values.add(keepValues && kept.length > 0 ? kept : null);
        }
    }

    /** The database has numbers with a sign; these stand in the order that hashes have without one. And back. */
    static long ordered(long hash) {
        return hash ^ Long.MIN_VALUE;
    }

    /** Fills in the first five parameters. */
    void fill(PreparedStatement statement) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(1, connection.createArrayOf("int8", hashes.toArray()));
        statement.setArray(2, connection.createArrayOf("bytea", keys.toArray(new byte[0][])));
        statement.setArray(3, connection.createArrayOf("int2", kinds.toArray()));
        statement.setArray(4, connection.createArrayOf("bytea", fingerprints.toArray(new byte[0][])));
        statement.setArray(5, connection.createArrayOf("bytea", values.toArray(new byte[0][])));
    }
}
