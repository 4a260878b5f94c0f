package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.Upserter;
import dev.upserter.sandbox.Sandbox;
import java.io.File;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program on the module path, with the jars that the build has made. */
class ModulePathTest {
    /** Modules of ours, and what they need. The rest of the class path is of tests. */
    private static final List<String> JARS = List.of(
            "upserter-core",
            "upserter-carried",
            "libphonenumber",
            "snakeyaml-engine",
            "jspecify",
            "upserter-sql",
            "duckdb_jdbc",
            "postgresql");

    @TempDir
    Path folder;

    @Test
    void aProgramRequiresTheLibrary() throws Exception {
        write("app/module-info.java", "module app { requires dev.upserter; }");
        write("app/app/Main.java", """
                package app;

                import dev.upserter.Rows;
                import dev.upserter.State;
                import dev.upserter.Upserter;
                import java.nio.file.Path;
                import java.util.Map;

                public class Main {
                    public static void main(String[] arguments) {
                        var builder = Upserter.builder().configuration(Path.of(arguments[0]));
                        try (var upserter = builder.build(); var stored = builder.state(State.temporary()).build()) {
                            upserter.send(Map.of("id", 1)).orThrow();
                            System.out.println(stored.run(Rows.file(Path.of(arguments[1]))).orThrow());
                            System.out.println(Upserter.class.getModule());
                        }
                    }
                }
                """);
        assertThat(compile()).isEmpty();

        try (var sandbox = Sandbox.start()) {
            Path configuration = write(
                    "people.yaml",
                    "userId: id\nendpoint: " + sandbox.endpoint() + "\nsiteId: " + sandbox.siteId() + "\napiKey: "
                            + sandbox.apiKey() + "\n");
            Path rows = write("rows.csv", "id,plan\n2,pro\n3,free\n");

            assertThat(run(configuration, rows)).contains("completed: 2 of 2 rows delivered", "module dev.upserter");
            assertThat(sandbox.peopleCount()).isEqualTo(3);
        }
    }

    @Test
    void otherPackagesAreNotAccessible() throws Exception {
        write("app/module-info.java", "module app { requires dev.upserter; }");
        write("app/app/Main.java", "package app; class Main { dev.upserter.run.Run run; }");

        assertThat(compile()).contains("package dev.upserter.run is not visible");
    }

    private Path write(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static String modulePath() {
        String core = Upserter.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        Assumptions.assumeTrue(core.endsWith(".jar"), "skipped: the build makes the module with the jar");
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(part -> part.endsWith(".jar"))
                .filter(part ->
                        JARS.stream().anyMatch(Path.of(part).getFileName().toString()::startsWith))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What the compiler says. */
    private String compile() throws Exception {
        String path = modulePath();
        var said = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "--module-path", path, "-d", folder.resolve("classes").toString());
            var sources = files.getJavaFileObjects(
                    folder.resolve("app/module-info.java"), folder.resolve("app/app/Main.java"));
            compiler.getTask(said, files, null, options, null, sources).call();
        }
        return said.toString();
    }

    private String run(Path... arguments) throws Exception {
        var command = Stream.concat(
                Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        modulePath() + File.pathSeparator + folder.resolve("classes"),
                        "--module",
                        "app/app.Main"),
                Stream.of(arguments).map(Path::toString));
        Process program =
                new ProcessBuilder(command.toList()).redirectErrorStream(true).start();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).as(output).isZero();
        return output;
    }
}
