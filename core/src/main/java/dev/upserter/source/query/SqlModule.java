package dev.upserter.source.query;

import dev.upserter.problem.Location;
import dev.upserter.source.SourceProblems;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Finds the module that reads Parquet and queries databases: on the class path, or else in the folders that the system
 * property {@code upserter.sql} names. Users who do not need it do not load its 80 MB. Thread-safe.
 */
public final class SqlModule {
    private static final String FOLDERS = "upserter.sql";
    private static @Nullable ClassLoader folders;

    private SqlModule() {}

    /**
     * Finds a service of the module.
     *
     * @param service its type
     * @param place   what requires it
     * @param what    the same in words
     * @throws dev.upserter.problem.ProblemException if it does not exist
     */
    public static <T> T find(Class<T> service, Location place, String what) {
        return in(SqlModule.class.getClassLoader(), service)
                .or(() -> in(folders(), service))
                .orElseThrow(() -> SourceProblems.stop(
                        place,
                        what + " needs the module upserter-sql, which is not there",
                        "start the program by ./upserter of a clone, or install the package upserter-sql or the archive that ends"
                                + " in -sql, which bring it, or add dev.upserter:upserter-sql to the class path"));
    }

    private static <T> Optional<T> in(ClassLoader loader, Class<T> service) {
        return ServiceLoader.load(service, loader).findFirst();
    }

    private static synchronized ClassLoader folders() {
        if (folders == null) {
            folders = ModuleFolders.loader("upserter-sql", FOLDERS);
        }
        return folders;
    }
}
