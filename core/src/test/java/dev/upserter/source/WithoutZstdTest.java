package dev.upserter.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.ProblemException;
import dev.upserter.source.open.Sources;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The library without the optional dependency that reads zstd. */
final class WithoutZstdTest {
    @Test
    void onlyFilesPackedWithZstdNeedItsLibraryAndSaySo() throws Exception {
        var urls = new ArrayList<URL>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.contains("zstd")) {
                urls.add(url(entry));
            }
        }
        try (var loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Object probe = loader.loadClass(Probe.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            assertThat(((Callable<?>) probe).call())
                    .isEqualTo(List.of(
                            "a.csv:2:1 id=TEXT \"1\"",
                            "a.csv: the file is packed with zstd, and the library zstd-jni is not there to unpack it"));
        }
    }

    private static URL url(String entry) throws MalformedURLException {
        return new File(entry).toURI().toURL();
    }

    /** Runs without that library. */
    public static final class Probe implements Callable<List<String>> {
        @Override
        public List<String> call() {
            var told = new ArrayList<>(
                    ShownRows.readAs("a.csv", SourceConfig.DEFAULT, "id\n1\n".getBytes(StandardCharsets.UTF_8)));
            try {
                byte[] packed = HexFormat.of().parseHex("28b52ffd0000");
                Sources.open(new DataFile.Streamed(new ByteArrayInputStream(packed), "a.csv"));
            } catch (ProblemException e) {
                told.add(String.valueOf(e.getMessage()));
            }
            return told;
        }
    }
}
