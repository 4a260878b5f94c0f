package dev.upserter.sql.state;

import dev.upserter.state.EntryKind;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateEntry;
import java.io.IOException;
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
    private final List<byte @Nullable []> more = new ArrayList<>();

    private Acknowledged() {}

    /**
     * Splits entries into columns.
     *
     * @param keepValues whether their values are kept
     * @throws IOException if these are not entries
     */
    static Acknowledged of(StateEntries entries, boolean keepValues) throws IOException {
        var acknowledged = new Acknowledged();
        entries.forEach(entry -> acknowledged.add(entry, keepValues));
        return acknowledged;
    }

    private void add(StateEntry entry, boolean keepValues) {
        if (entry.kind() == EntryKind.SEEN) {
            return; // what is known of it stays
        }
        hashes.add(ordered(entry.hash()));
        keys.add(entry.keyBytes());
        kinds.add((short) entry.kind().code());
        fingerprints.add(entry.fingerprint());
        byte[] kept = entry.values();
        values.add(keepValues && kept.length > 0 ? kept : null);
        byte[] said = entry.more();
        more.add(said.length > 0 ? said : null);
    }

    /** The database has signed numbers; this maps unsigned hashes to them in the same order, and back. */
    static long ordered(long hash) {
        return hash ^ Long.MIN_VALUE;
    }

    /**
     * Sets the first parameters.
     *
     * @param saysMore whether what entries say more is one of them
     * @return the index of the next
     */
    int fill(PreparedStatement statement, boolean saysMore) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(1, connection.createArrayOf("int8", hashes.toArray()));
        statement.setArray(2, connection.createArrayOf("bytea", keys.toArray(new byte[0][])));
        statement.setArray(3, connection.createArrayOf("int2", kinds.toArray()));
        statement.setArray(4, connection.createArrayOf("bytea", fingerprints.toArray(new byte[0][])));
        statement.setArray(5, connection.createArrayOf("bytea", values.toArray(new byte[0][])));
        if (saysMore) {
            statement.setArray(6, connection.createArrayOf("bytea", more.toArray(new byte[0][])));
        }
        return saysMore ? 7 : 6;
    }
}
