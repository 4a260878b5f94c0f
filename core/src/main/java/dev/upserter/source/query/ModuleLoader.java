package dev.upserter.source.query;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of a module from its jars. DuckDB's driver would unpack its 70 MB of native code into the system's
 * temporary folder at each start, and fail with a stack trace if that folder cannot be used. So this loader hides the code
 * in the jar from the driver, which then asks for a library and gets one from a folder where it can be loaded.
 */
final class ModuleLoader extends URLClassLoader {
    private static final String LIBRARY = "duckdb_java";
    private static final String FILE = "lib" + LIBRARY + ".so";
    private static final String PACKED = "libduckdb_java.so_";
    private @Nullable Path unpacked;

    ModuleLoader(String name, List<URL> jars, ClassLoader parent) {
        super(name, jars.toArray(URL[]::new), parent);
    }

    @Override
    public @Nullable URL findResource(String name) {
        return name.startsWith(PACKED) ? null : super.findResource(name);
    }

    /**
     * Requires that the native code can be loaded.
     *
     * @throws dev.upserter.problem.ProblemException if there is no folder for it
     */
    synchronized Optional<Path> library() {
        if (unpacked == null) {
            URL packed = super.findResource(PACKED + system());
            unpacked = packed == null ? shipped() : NativeLibrary.unpack(packed, FILE, folderOf(packed));
        }
        return Optional.ofNullable(unpacked);
    }

    /** The native code that a package for one system holds, unpacked, beside the jars; null if there is none. */
    private @Nullable Path shipped() {
        return Arrays.stream(getURLs())
                .map(jar -> Path.of(URI.create(jar.toString())).resolveSibling(FILE))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
    }

    @Override
    protected @Nullable String findLibrary(String name) {
        return name.equals(LIBRARY) ? library().map(Path::toString).orElse(null) : super.findLibrary(name);
    }

    /** The folder of the jar in a {@code jar:file:/…!/} URL. */
    private static Path folderOf(URL packed) {
        String file = packed.getPath();
        Path jar = Path.of(URI.create(file.substring(0, file.indexOf("!/"))));
        return jar.resolveSibling("").toAbsolutePath();
    }

    /** The name of the operating system, as the driver spells it. */
    private static String system() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return (os.startsWith("mac") ? "macos" : os.startsWith("windows") ? "windows" : "linux")
                + (arch.equals("aarch64") || arch.equals("arm64") ? "_arm64" : "_amd64");
    }
}
