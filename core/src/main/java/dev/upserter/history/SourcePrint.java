package dev.upserter.history;

import dev.upserter.plan.Sha256;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.DataFile;
import dev.upserter.source.SourceProblems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Identifies the state of a file, or of several, without reading all of it.
 *
 * @param path     where it is, absolute; the pattern of several; {@link RunFolder#ANSWER} for the rows of a query in a
 *     run's folder
 * @param size     total size in bytes
 * @param modified when it was last written, milliseconds since 1970
 * @param digest   SHA-256 of its first and last 8 KiB
 */
public record SourcePrint(String path, long size, long modified, String digest) {
    /** For rows of a query that has not run yet. */
    public static final SourcePrint PENDING = new SourcePrint(RunFolder.ANSWER, 0, 0, "");

    private static final int MOST_CONTENT = 200;
    private static final String QUERY = "<query>";
    private static final int SAMPLE = 8 << 10;

    /** The print of data as they are now; empty if they cannot be read a second time. */
    public static Optional<SourcePrint> of(DataFile data) throws IOException {
        for (DataFile.OnDisk file : data.files()) {
            if (!Files.isRegularFile(file.path())) {
                return Optional.empty();
            }
        }
        if (data instanceof DataFile.OnDisk file) {
            return Optional.of(of(file.path()));
        }
        if (data instanceof DataFile.Answer answer) {
            SourcePrint file = of(answer.path());
            return Optional.of(new SourcePrint(RunFolder.ANSWER, file.size, file.modified, file.digest));
        }
        return data instanceof DataFile.Several several ? Optional.of(of(several)) : Optional.empty();
    }

    /** Whether it is for the rows of a query, in the folder of the run. */
    public boolean isAnswer() {
        return path.equals(RunFolder.ANSWER);
    }

    /** Whether the query had not run yet. */
    public boolean isPending() {
        return equals(PENDING);
    }

    /**
     * Where the data of a run are; they may have changed.
     *
     * @param run its folder
     * @throws dev.upserter.problem.ProblemException if there are none
     */
    public DataFile data(Path run) {
        return isAnswer() ? new DataFile.Answer(run.resolve(RunFolder.ANSWER), QUERY) : DataFile.find(path);
    }

    private static SourcePrint of(Path path) throws IOException {
        long size = Files.size(path);
        return new SourcePrint(
                path.toAbsolutePath().normalize().toString(),
                size,
                Files.getLastModifiedTime(path).toMillis(),
                digest(path, size));
    }

    private static SourcePrint of(DataFile.Several several) throws IOException {
        MessageDigest sha = Sha256.start();
        long size = 0;
        long modified = 0;
        for (DataFile.OnDisk file : several.files()) {
            SourcePrint one = of(file.path());
            sha.update((one.path + "\n" + one.size + "\n" + one.digest + "\n").getBytes(StandardCharsets.UTF_8));
            size += one.size;
            modified = Math.max(modified, one.modified);
        }
        String pattern = Path.of(several.name()).toAbsolutePath().normalize().toString();
        return new SourcePrint(pattern, size, modified, HexFormat.of().formatHex(sha.digest()));
    }

    /**
     * A digest of what the files of a plan contain, wherever they are and whenever they were written.
     *
     * @throws ProblemException if one does not exist
     */
    public static String content(DataFile data) throws IOException {
        var text = new StringBuilder();
        for (DataFile.OnDisk file : data.files()) {
            if (!Files.exists(file.path())) {
                throw new ProblemException(Problem.of(
                        Code.INPUT_NOT_FOUND,
                        new Location.InFile(file.path().toString()),
                        "the rows of the plan are no longer there",
                        "put the file back where it was, or make a new plan"));
            }
            long size = Files.size(file.path());
            text.append(text.isEmpty() ? "" : " ").append(size).append(' ').append(digest(file.path(), size));
        }
        return text.length() <= MOST_CONTENT ? text.toString() : HexFormat.of().formatHex(Sha256.of(text.toString()));
    }

    private static String digest(Path path, long size) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MessageDigest sha = Sha256.start();
            update(sha, channel, 0);
            update(sha, channel, Math.max(0, size - SAMPLE));
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException e) {
            throw SourceProblems.unreadable(path.toString(), e);
        }
    }

    private static void update(MessageDigest sha, FileChannel channel, long from) throws IOException {
        ByteBuffer sample = ByteBuffer.allocate(SAMPLE);
        long at = from;
        for (int n = channel.read(sample, at); n > 0 && sample.hasRemaining(); n = channel.read(sample, at)) {
            at += n;
        }
        sha.update(sample.flip());
    }

    /** Whether the file is the same, as far as can be determined: not written to since, and not replaced by another. */
    public boolean same(SourcePrint other) {
        return untouched(other) && digest.equals(other.digest);
    }

    /**
     * Whether data include all of it, as far as can be determined: the same files, not written to since, and others after
     * them.
     */
    public boolean isPartOf(DataFile data) throws IOException {
        if (!(data instanceof DataFile.Several several)) {
            return false;
        }
        long length = 0;
        for (int i = 0; i < several.files().size() && length < size; i++) {
            length += Files.size(several.files().get(i).path());
            if (length == size) {
                return same(of(new DataFile.Several(several.files().subList(0, i + 1), several.name())));
            }
        }
        return false;
    }

    /** Whether the file has not been written to since. */
    public boolean untouched(SourcePrint other) {
        return size == other.size && modified == other.modified;
    }
}
