package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Laid out as the launcher does: neither the module nor a driver is on the class path; both are in folders. */
class ModuleFolderTest {
    @TempDir
    Path folder;

    @Test
    void theModuleAndDriversAreFoundInTheirFolders() throws Exception {
        Path module = Files.createDirectory(folder.resolve("sql"));
        Path drivers = Files.createDirectory(folder.resolve("drivers"));
        Path classes = placeOf(SqlRowsProvider.class);
        Path duck = placeOf(org.duckdb.DuckDBDriver.class);
        Path postgres = placeOf(Class.forName("org.postgresql.Driver"));
        pack(classes, module.resolve("upserter-sql.jar"));
        Files.copy(postgres, module.resolve("postgresql.jar"));

        String withoutDriver = run(List.of(classes, duck, postgres), module + File.pathSeparator + drivers);
        assertThat(withoutDriver).contains("there is no driver for jdbc:duckdb: URLs");

        Files.copy(duck, drivers.resolve("some-driver.jar"));
        String withDriver = run(List.of(classes, duck, postgres), module + File.pathSeparator + drivers);
        assertThat(withDriver).isEqualTo("[{\"id\":42}]\n");

        assertThat(run(
                        List.of(classes, duck, postgres),
                        folder.resolve("nosuch").toString()))
                .contains("needs the module upserter-sql");
    }

    @Test
    void theEnginesNativeCodeIsUnpackedBesideItsJarOnceAndElsewhereWhereThatCannotBe() throws Exception {
        Path module = Files.createDirectory(folder.resolve("sql"));
        Path classes = placeOf(SqlRowsProvider.class);
        Path duck = placeOf(org.duckdb.DuckDBDriver.class);
        pack(classes, module.resolve("upserter-sql.jar"));
        Files.copy(duck, module.resolve("duckdb.jar"));
        List<Path> without = List.of(classes, duck);
        String nowhere = "-Djava.io.tmpdir=" + folder.resolve("missing");
        Path library = module.resolve("libduckdb_java.so");

        assertThat(run(without, module.toString(), nowhere, "-Dquery="))
                .contains("needs a folder for temporary files, and none can be used", "there is no such folder");
        String temporary = "-Dupserter.temporary=" + folder.resolve("state");
        assertThat(run(without, module.toString(), nowhere, temporary, "-Dquery="))
                .endsWith("[{\"id\":42}]\n");
        assertThat(library).exists();
        FileTime then = Files.getLastModifiedTime(library);
        assertThat(run(without, module.toString(), "-Dquery=")).isEqualTo("[{\"id\":42}]\n");
        assertThat(Files.getLastModifiedTime(library)).isEqualTo(then);

        Files.delete(library);
        Files.createDirectory(library); // nothing can take its place
        Files.createFile(library.resolve("full"));
        assertThat(run(without, module.toString(), nowhere, temporary, "-Dquery="))
                .endsWith("[{\"id\":42}]\n");
        assertThat(run(without, module.toString(), nowhere, "-Dquery="))
                .contains("must be unpacked into a folder, and none can be used", "there is no such folder");
    }

    private static Path placeOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                var out = new JarOutputStream(file);
                Stream<Path> files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(each).toString().replace(File.separatorChar, '/')));
                Files.copy(each, out);
            }
        }
    }

    private String run(List<Path> without, String folders, String... options) throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(each -> !without.contains(Path.of(each).toAbsolutePath()))
                .collect(Collectors.joining(File.pathSeparator));
        Path output = Files.createTempFile(folder, "out", ".txt");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dupserter.sql=" + folders));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath, ReadInChild.class.getName()));
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        child.waitFor();
        return Files.readString(output);
    }
}
