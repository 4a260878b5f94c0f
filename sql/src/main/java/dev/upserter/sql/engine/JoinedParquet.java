package dev.upserter.sql.engine;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.problem.Quantities;
import dev.upserter.sql.statement.Statements;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;

/**
 * Finds Parquet files that are several, joined as {@code cat a.parquet b.parquet} does. The engine reads the table of contents of
 * the last one, whose offsets count from the start of that one, at the start of the first: the rows of one file are lost silently.
 * The layout is that of the Parquet format: {@code PAR1}, pages, a table of contents, its length in four bytes, {@code PAR1}.
 * Stateless.
 */
final class JoinedParquet {
    private static final long JOINT = 0x50415231_50415231L; // PAR1PAR1
    private static final int MAGIC = 4;
    private static final int LENGTH = 4;
    private static final int BUFFER = 64 << 10;
    /** The first field of a table of contents, a number, in Thrift's compact form. */
    private static final byte VERSION = 0x15;

    private JoinedParquet() {}

    /**
     * Refuses those of the files that are joined Parquet files.
     *
     * @throws ProblemException if one is
     */
    static void refuse(Connection connection, List<String> files, EngineProblems problems)
            throws SQLException, IOException {
        for (String file : files) {
            Path path = Path.of(file);
            if (ParquetNames.isParquet(path)) {
                OptionalLong joint = joint(connection, path, Statements.text(file));
                if (joint.isPresent()) {
                    throw refused(file, joint.getAsLong(), problems);
                }
            }
        }
    }

    private static ProblemException refused(String file, long joint, EngineProblems problems) {
        String what = " of several Parquet files that were joined: the first one ends at byte " + Quantities.say(joint)
                + ". The rows of all but one are lost in it";
        return new ProblemException(
                problems.isFile()
                        ? Problem.of(
                                Code.INPUT_UNREADABLE,
                                problems.place(),
                                "the file is made" + what,
                                "give the files as they were, by a pattern such as 'exports/*.parquet'")
                        : Problem.of(
                                Code.QUERY_FAILED,
                                problems.place(),
                                "the result of the query is not used: " + file + " is made" + what,
                                "read the files as they were: read_parquet(['a.parquet', 'b.parquet'])"));
    }

    /**
     * Where the first of the joined files ends; empty if the file is one. What the table of contents does not list is at least as long
     * as what stands before the last file, so that no more is searched.
     */
    private static OptionalLong joint(Connection connection, Path file, String text) throws SQLException, IOException {
        try (FileChannel in = FileChannel.open(file)) {
            long end = in.size() - MAGIC - LENGTH;
            if (end < MAGIC) {
                return OptionalLong.empty(); // the engine says that it is no such file
            }
            long unlisted = end - read(in, end).getInt(0) - endOfPages(connection, text);
            return unlisted > MAGIC ? find(in, file, unlisted + MAGIC) : OptionalLong.empty();
        }
    }

    private static long endOfPages(Connection connection, String text) throws SQLException {
        try (Statement asked = connection.createStatement();
                ResultSet rows = asked.executeQuery("select coalesce(max(total_compressed_size + case when"
                        + " dictionary_page_offset > 0 then least(dictionary_page_offset, data_page_offset)"
                        + " else data_page_offset end), " + MAGIC + ") from parquet_metadata(" + text + ")")) {
            return rows.next() ? rows.getLong(1) : MAGIC;
        }
    }

    private static OptionalLong find(FileChannel in, Path file, long length) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            long last = 0;
            long at = 0;
            for (int n = bytes.read(buffer); n > 0 && at < length; n = bytes.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    last = last << Byte.SIZE | buffer[i] & 0xFF;
                    at++;
                    if (last == JOINT && isEnd(in, at - 2 * MAGIC)) {
                        return OptionalLong.of(at - MAGIC);
                    }
                }
            }
        }
        return OptionalLong.empty();
    }

    /** Whether a table of contents and its length stand before a place. */
    private static boolean isEnd(FileChannel in, long at) throws IOException {
        long contents = at < 2 * MAGIC ? 0 : at - LENGTH - read(in, at - LENGTH).getInt(0);
        return contents >= MAGIC && contents < at - LENGTH && read(in, contents).get(0) == VERSION;
    }

    private static ByteBuffer read(FileChannel in, long from) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && in.read(bytes, from + bytes.position()) >= 0) {
            // reads on
        }
        return bytes;
    }
}
