package dev.upserter.source.packed;

import dev.upserter.problem.Location;
import dev.upserter.source.SourceProblems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** The container of Office files before 2007, which also holds newer ones that are encrypted (MS-CFB). Stateless. */
public final class OleContainer {
    private static final long MAGIC = 0xE11AB1A1E011CFD0L;
    private static final int HEADER = 512;
    private static final int SECTOR_SHIFT = 30;
    private static final int FIRST_DIRECTORY = 48;
    private static final int LOOKED_AT = 4096;
    private static final int MAX_SHIFT = 16;

    private OleContainer() {}

    /**
     * Refuses a file of this kind, and says what it contains.
     *
     * @throws dev.upserter.problem.ProblemException if it is such a file
     */
    public static void refuse(Path file, String name) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer header = ByteBuffer.wrap(read(channel, 0, HEADER)).order(ByteOrder.LITTLE_ENDIAN);
            if (header.limit() < HEADER || header.getLong(0) != MAGIC) {
                return;
            }
            int shift = Math.min(MAX_SHIFT, Short.toUnsignedInt(header.getShort(SECTOR_SHIFT)));
            long directory = Math.max(0, header.getInt(FIRST_DIRECTORY)) + 1L << shift;
            String names = new String(read(channel, directory, LOOKED_AT), StandardCharsets.UTF_16LE);
            throw refusal(names, name);
        }
    }

    private static byte[] read(FileChannel channel, long from, int most) throws IOException {
        byte[] found = new byte[most];
        ByteBuffer bytes = ByteBuffer.wrap(found);
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            // continue
        }
        return Arrays.copyOf(found, bytes.position());
    }

    private static RuntimeException refusal(String names, String name) {
        var place = new Location.InFile(name);
        if (names.contains("EncryptedPackage")) {
            return SourceProblems.stop(
                    place,
                    "this is a workbook or document that is protected by a password",
                    "open it, remove the password (in Excel under File, Info, Protect Workbook), and save it again");
        }
        if (names.contains("Workbook") || names.contains("Book")) {
            return SourceProblems.stop(
                    place,
                    "this is an old Excel workbook (.xls)",
                    "open it and save it as .xlsx, or export the rows as CSV");
        }
        return SourceProblems.stop(place, "this is an old Office document", "export the rows as .xlsx or CSV");
    }
}
