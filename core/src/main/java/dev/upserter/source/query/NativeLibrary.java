package dev.upserter.source.query;

import dev.upserter.problem.Location;
import dev.upserter.source.stream.TemporaryFolders;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Unpacks a native library from its jar: once and permanently beside the jar, if that folder can be written, otherwise into
 * a temporary folder, from which it is removed when the program ends.
 */
final class NativeLibrary {
    private NativeLibrary() {}

    /**
     * The library as a file that can be loaded.
     *
     * @param packed where it is
     * @param name   of the file
     * @param beside the folder of the jar
     * @throws dev.upserter.problem.ProblemException if no folder allows loading it
     */
    static Path unpack(URL packed, String name, Path beside) {
        try {
            return kept(packed, beside.resolve(name));
        } catch (IOException readOnly) {
            return temporary(packed, name);
        }
    }

    private static Path kept(URL packed, Path file) throws IOException {
        Path script = file.resolveSibling(file.getFileName() + "-probe.sh");
        if (!Files.exists(script)) {
            TemporaryFolders.makeScript(script);
        }
        TemporaryFolders.run(script);
        if (!Files.exists(file) || Files.size(file) != size(packed)) {
            Path whole = copy(packed, Files.createTempFile(file.resolveSibling(""), "unpacked-", ".tmp"));
            if (!whole.toFile().setReadable(true, false)) {
                throw new IOException("the rights of a file cannot be set");
            }
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static Path temporary(URL packed, String name) {
        return TemporaryFolders.first(
                new Location.InFile(name),
                "the engine for Parquet and for queries over files is native code, which must be unpacked into a folder",
                folder -> {
                    TemporaryFolders.requireExecutable(folder);
                    Path file = copy(packed, Files.createTempFile(folder, "upserter-", "-" + name));
                    file.toFile().deleteOnExit();
                    return file;
                });
    }

    private static Path copy(URL packed, Path file) throws IOException {
        try (InputStream in = packed.openStream()) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static long size(URL packed) throws IOException {
        return packed.openConnection().getContentLengthLong();
    }
}
