import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes one jar of several: {@code java JoinJars.java TO MANIFEST SECONDS FROM...}. Of two entries of one name the first
 * stays, but lists of services are joined, and licenses are kept for each jar. The same jars give the same bytes.
 */
public final class JoinJars {
    private static final String LEFT_OUT =
            "META-INF/(MANIFEST[.]MF|INDEX[.]LIST|[^/]*[.](SF|RSA|DSA|EC)|maven/.*|versions/[0-9]+/module-info[.]class)|module-info[.]class";
    private static final String LEGAL = "(META-INF/)?[^/]*(LICENSE|NOTICE)[^/]*";

    private JoinJars() {}

    public static void main(String[] arguments) throws IOException {
        var entries = new TreeMap<String, byte[]>();
        for (String jar : Arrays.copyOfRange(arguments, 3, arguments.length)) {
            add(entries, Path.of(jar));
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond(Long.parseLong(arguments[2]), 0, ZoneOffset.UTC);
        try (var out = new ZipOutputStream(Files.newOutputStream(Path.of(arguments[0])))) {
            out.setLevel(9);
            put(out, JarFile.MANIFEST_NAME, Files.readAllBytes(Path.of(arguments[1])), time);
            for (var entry : entries.entrySet()) {
                put(out, entry.getKey(), entry.getValue(), time);
            }
        }
    }

    private static void add(TreeMap<String, byte[]> entries, Path jar) throws IOException {
        String name = jar.getFileName().toString().replaceFirst("[.]jar$", "");
        try (var from = new JarFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                if (entry.isDirectory() || entry.getName().matches(LEFT_OUT)) {
                    continue;
                }
                byte[] content;
                try (var in = from.getInputStream(entry)) {
                    content = in.readAllBytes();
                }
                if (entry.getName().startsWith("META-INF/services/")) {
                    entries.merge(entry.getName(), content, JoinJars::joined);
                } else if (entry.getName().matches(LEGAL)) {
                    entries.put("META-INF/licenses/" + name + "/" + Path.of(entry.getName()).getFileName(), content);
                } else {
                    entries.putIfAbsent(entry.getName(), content);
                }
            }
        }
    }

    private static byte[] joined(byte[] before, byte[] more) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(before);
        both.writeBytes("\n".getBytes(StandardCharsets.UTF_8));
        both.writeBytes(more);
        return both.toByteArray();
    }

    private static void put(ZipOutputStream out, String name, byte[] content, LocalDateTime time) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(time);
        out.putNextEntry(entry);
        out.write(content);
    }
}
