import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies a jar without the entries whose names match a pattern: {@code java CutJar.java FROM TO PATTERN}. The same jar gives
 * the same bytes on one JDK: order and times of the entries stay. Packages for one system leave out the native code of the
 * others by it.
 */
public final class CutJar {
    private CutJar() {}

    public static void main(String[] arguments) throws IOException {
        Pattern leftOut = Pattern.compile(arguments[2]);
        int left = 0;
        try (var from = new ZipFile(arguments[0]);
                var to = new ZipOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
            to.setLevel(9);
            Enumeration<? extends ZipEntry> entries = from.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (leftOut.matcher(entry.getName()).matches()) {
                    left++;
                    continue;
                }
                var copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(entry.getTimeLocal());
                to.putNextEntry(copy);
                try (var content = from.getInputStream(entry)) {
                    content.transferTo(to);
                }
            }
        }
        if (left == 0) {
            System.err.println("error: no entry of " + arguments[0] + " matches " + arguments[2]
                    + "; the names in the jar have changed, and so must those in packaging/");
            System.exit(1);
        }
    }
}
