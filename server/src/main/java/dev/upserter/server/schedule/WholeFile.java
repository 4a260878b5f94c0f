package dev.upserter.server.schedule;

import dev.upserter.plan.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Tells whether a file is whole, where its form shows the end: gzip, ZIP (a workbook is one), Parquet, a JSON array. Other forms
 * break off anywhere without a sign. Stateless.
 */
final class WholeFile {
    private static final int TAIL = 64;

    private WholeFile() {}

    /** Whether nothing shows that the end is missing. An empty file has only been made. */
    static boolean looksWhole(Path file) throws IOException {
        byte[] head = head(file);
        if (head.length == 0) {
            return false;
        }
        if (starts(head, new byte[] {0x1f, (byte) 0x8b})) {
            return unpacks(file);
        }
        if (starts(head, new byte[] {'P', 'K', 3, 4})) {
            return isZip(file);
        }
        String tail = tail(file);
        if (starts(head, "PAR1".getBytes(StandardCharsets.ISO_8859_1))) {
            return tail.endsWith("PAR1");
        }
        return head[0] != '[' || tail.stripTrailing().endsWith("]");
    }

    private static boolean starts(byte[] head, byte[] with) {
        return head.length >= with.length && Arrays.equals(head, 0, with.length, with, 0, with.length);
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(4);
        }
    }

    private static String tail(Path file) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            var bytes = new byte[(int) Math.min(TAIL, in.length())];
            in.seek(in.length() - bytes.length);
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static boolean unpacks(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
            in.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (EOFException cut) {
            return false;
        } catch (ZipException damaged) {
            return true; // the run reports it
        }
    }

    private static boolean isZip(Path file) throws IOException {
        try (var unused = new ZipFile(file.toFile())) {
            return true;
        } catch (ZipException cut) {
            return false;
        }
    }

    /** SHA-256 of the content, in hexadecimal. */
    static String digest(Path file) throws IOException {
        MessageDigest digest = Sha256.start();
        try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
