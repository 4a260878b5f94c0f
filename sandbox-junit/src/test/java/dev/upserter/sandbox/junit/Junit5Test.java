package dev.upserter.sandbox.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests of this module pass with JUnit 5, too: with an old version and with its last line. The build puts both into a folder. */
final class Junit5Test {
    private static final Path FOLDER = Path.of("target", "junit5");

    @ParameterizedTest
    @ValueSource(strings = {"1.10.2", "1.14.4"}) // of the platform: JUnit 5.10.2 and 5.14.4
    void theExtensionWorks(String version) throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(part -> !Path.of(part).getFileName().toString().matches("junit-.*|opentest4j.*|apiguardian.*"))
                .collect(Collectors.joining(File.pathSeparator));
        Process junit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        FOLDER.resolve("junit-platform-console-standalone-" + version + ".jar")
                                .toString(),
                        "execute",
                        "--class-path",
                        classPath,
                        "--select-class",
                        NewsletterTest.class.getName(),
                        "--select-class",
                        SandboxExtensionTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(junit.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(junit.waitFor()).as(output).isZero();
        assertThat(output).contains("[         0 tests failed").containsPattern("\\[ +[1-9]\\d* tests successful");
    }
}
