package dev.upserter.workbook;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files in a workbook, and how they refer to one another. For one thread. */
final class WorkbookParts {
    private final ZipFile archive;
    private final Map<String, ZipEntry> entries = new HashMap<>();

    WorkbookParts(ZipFile archive) {
        this.archive = archive;
        archive.stream().forEach(entry -> entries.put(key(entry.getName()), entry));
    }

    /**
     * Names of parts are compared without regard to letter case (ECMA-376, part 2); some writers separate them with
     * backslashes.
     */
    private static String key(String path) {
        String plain = path.replace('\\', '/').toLowerCase(Locale.ROOT);
        return plain.startsWith("/") ? plain.substring(1) : plain;
    }

    Optional<ZipEntry> find(String path) {
        return Optional.ofNullable(entries.get(key(path)));
    }

    CheckedEntry open(ZipEntry entry) throws IOException {
        return new CheckedEntry(archive, entry);
    }

    XmlPart xml(String path) throws IOException {
        ZipEntry entry = find(path).orElseThrow(() -> new DamagedException(path + " is missing in it"));
        return new XmlPart(path, open(entry));
    }

    /**
     * A part that another part refers to.
     *
     * @param type the last word of its type, such as {@code worksheet}
     * @param path its path in the archive
     */
    record Related(String type, String path) {}

    /**
     * The relationships of a part, by their names, in their order.
     *
     * @param path the part; empty for the archive itself
     */
    Map<String, Related> related(String path) throws IOException {
        int slash = path.lastIndexOf('/');
        String folder = path.substring(0, slash + 1);
        String list = folder + "_rels/" + path.substring(slash + 1) + ".rels";
        Map<String, Related> found = new LinkedHashMap<>();
        if (find(list).isEmpty()) {
            return found;
        }
        try (XmlPart xml = xml(list)) {
            while (xml.next()) {
                if (xml.isStart("Relationship") && !xml.attribute("TargetMode").equals("External")) {
                    String type = xml.attribute("Type");
                    found.put(
                            xml.attribute("Id"),
                            new Related(
                                    type.substring(type.lastIndexOf('/') + 1),
                                    resolve(folder, xml.attribute("Target"))));
                }
            }
        }
        return found;
    }

    private static String resolve(String folder, String target) {
        String path = target.startsWith("/") ? target.substring(1) : folder + target;
        for (String before = ""; !before.equals(path); ) {
            before = path;
            path = path.replaceFirst("(^|/)\\./", "$1").replaceFirst("(^|/)[^/]+/\\.\\./", "$1");
        }
        return path;
    }
}
