import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Takes files out of jars: {@code java Extract.java FOLDER PATTERN JAR...}. Entries whose names match the pattern go, without
 * their folders, to a folder for each jar that has one.
 */
public final class Extract {
    private Extract() {}

    public static void main(String[] arguments) throws IOException {
        for (String jar : Arrays.copyOfRange(arguments, 2, arguments.length)) {
            Path folder = Path.of(arguments[0])
                    .resolve(Path.of(jar).getFileName().toString().replaceFirst("[.]jar$", ""));
            try (var from = new JarFile(jar)) {
                for (ZipEntry entry : Collections.list(from.entries())) {
                    if (!entry.isDirectory() && entry.getName().matches(arguments[1])) {
                        Files.createDirectories(folder);
                        Path file = folder.resolve(Path.of(entry.getName()).getFileName().toString());
                        try (var in = from.getInputStream(entry)) {
                            Files.copy(in, Files.exists(file) ? folder.resolve(entry.getName().replace('/', '-')) : file);
                        }
                    }
                }
            }
        }
    }
}
