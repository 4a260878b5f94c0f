package dev.upserter.source.guess;

import dev.upserter.problem.ProblemException;
import dev.upserter.source.DataFile;
import dev.upserter.source.packed.Compression;
import dev.upserter.source.packed.Recognition;
import dev.upserter.source.packed.ZipArchive;
import dev.upserter.source.stream.CountingStream;
import dev.upserter.source.stream.HeadStream;
import dev.upserter.workbook.Workbook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * The first bytes of some data, unpacked.
 *
 * @param data    the data to read instead of those given
 * @param bytes   the first bytes; empty if they cannot be read
 * @param isWhole whether these are all bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FirstBytes(DataFile data, byte[] bytes, boolean isWhole) {
    private static final int OF_FILE = 8 << 20;

    /** Of a stream: no more than the program waits for anyway. */
    private static final int OF_STREAM = HeadStream.MAX;

    static FirstBytes of(DataFile data) {
        return switch (data) {
            case DataFile.OnDisk file -> ofFile(data, file);
            case DataFile.Several several -> ofFile(data, several.files().getFirst());
            case DataFile.Aside aside -> ofFile(data, aside.files().getFirst());
            case DataFile.Streamed stream -> ofStream(stream);
            case DataFile.Handed handed -> none(handed);
            case DataFile.Query query -> none(query);
            case DataFile.Answer answer -> none(answer);
        };
    }

    /** The file, or the first of several, if it is a workbook, whose bytes show nothing. */
    Optional<DataFile.OnDisk> workbook() {
        Optional<DataFile.OnDisk> file = switch (data) {
            case DataFile.OnDisk one -> Optional.of(one);
            case DataFile.Several several -> Optional.of(several.files().getFirst());
            case DataFile.Aside aside -> Optional.of(aside.files().getFirst());
            case DataFile.Streamed stream -> Optional.empty();
            case DataFile.Handed handed -> Optional.empty();
            case DataFile.Query query -> Optional.empty();
            case DataFile.Answer answer -> Optional.empty();
        };
        return bytes.length > 0 ? Optional.empty() : file.filter(FirstBytes::isWorkbook);
    }

    private static boolean isWorkbook(DataFile.OnDisk file) {
        try {
            if (!Files.isRegularFile(file.path()) || !ZipArchive.is(file.path())) {
                return false;
            }
            try (ZipFile archive = ZipArchive.archive(file.path(), file.name())) {
                return Workbook.isIn(archive);
            }
        } catch (IOException | ProblemException e) {
            return false; // reading it later reports what is wrong
        }
    }

    private static FirstBytes none(DataFile data) {
        return new FirstBytes(data, new byte[0], true);
    }

    private static FirstBytes ofFile(DataFile data, DataFile.OnDisk file) {
        Path path = file.path();
        try {
            if (!Files.isRegularFile(path) || Recognition.isParquet(path)) {
                return none(data);
            }
            if (ZipArchive.is(path)) {
                return ofArchive(data, path, file.name());
            }
            try (InputStream in = Files.newInputStream(path)) {
                return unpacked(data, in, file.name());
            }
        } catch (IOException | ProblemException e) {
            return none(data); // reading it later reports what is wrong
        }
    }

    private static FirstBytes ofArchive(DataFile data, Path path, String name) throws IOException {
        try (ZipFile archive = ZipArchive.archive(path, name)) {
            return Workbook.isIn(archive) ? none(data) : unpacked(data, ZipArchive.open(archive, path, name), name);
        }
    }

    private static FirstBytes ofStream(DataFile.Streamed stream) {
        try {
            byte[] first = stream.in().readNBytes(OF_STREAM);
            var again = new DataFile.Streamed(
                    new SequenceInputStream(new ByteArrayInputStream(first), stream.in()), stream.name());
            FirstBytes unpacked = unpacked(again, new ByteArrayInputStream(first), stream.name());
            return first.length < OF_STREAM ? unpacked : new FirstBytes(again, unpacked.bytes(), false);
        } catch (IOException e) {
            return none(stream);
        }
    }

    /** As much as can be unpacked: the file may be truncated. */
    private static FirstBytes unpacked(DataFile data, InputStream in, String name) {
        var bytes = new ByteArrayOutputStream();
        boolean whole = false;
        try {
            var count = new CountingStream(in);
            HeadStream file = new HeadStream(count).require(Compression.MAGIC);
            InputStream content = Compression.unpack(file, count, name, Long.MAX_VALUE);
            byte[] piece = new byte[OF_STREAM];
            for (int n = content.read(piece); n >= 0 && bytes.size() < OF_FILE; n = content.read(piece)) {
                bytes.write(piece, 0, n);
            }
            whole = bytes.size() < OF_FILE;
        } catch (IOException | ProblemException e) {
            return new FirstBytes(data, bytes.toByteArray(), false);
        }
        return new FirstBytes(data, bytes.toByteArray(), whole);
    }
}
