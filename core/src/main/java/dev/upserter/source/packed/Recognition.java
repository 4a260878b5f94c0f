package dev.upserter.source.packed;

import dev.upserter.problem.Location;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.Format;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.SourceProblems;
import dev.upserter.source.stream.HeadStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Detects the format of data from their first bytes and their name. */
public final class Recognition {
    private static final int MAGIC = 16;
    private static final Map<String, Format> NAMES = Map.of(
            ".json", Format.JSON,
            ".ndjson", Format.NDJSON,
            ".jsonl", Format.NDJSON,
            ".csv", Format.CSV,
            ".tsv", Format.TSV,
            ".tab", Format.TSV);
    /** The names of formats that are recognised by their first bytes only. */
    private static final Map<String, Format> BINARY =
            Map.of(".parquet", Format.PARQUET, ".xlsx", Format.XLSX, ".xlsm", Format.XLSX);

    private static final String PARQUET = "PAR1";
    private static final java.util.regex.Pattern CONFIGURATION = java.util.regex.Pattern.compile("(?i)\\.ya?ml$");

    private Recognition() {}

    /** Whether a file is Parquet, by its first bytes. */
    public static boolean isParquet(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(PARQUET.length()), StandardCharsets.ISO_8859_1).equals(PARQUET);
        }
    }

    /** Parquet is read from its end, where its table of contents is. */
    public static ProblemException parquetStream(String name) {
        return SourceProblems.stop(
                new Location.InFile(name),
                "Parquet can be read only from a file on disk, not packed, and not from a stream",
                "save it to a file as it is, and give the file's name");
    }

    /** A workbook is read from its end, too; a file that is not a workbook is not read as one. */
    public static ProblemException noWorkbook(HeadStream in, String name) throws IOException {
        in.require(MAGIC);
        Mislabelled.refuse(in, name, false);
        return SourceProblems.stop(
                new Location.InFile(name),
                "the format given is xlsx, but this does not start as a workbook does",
                "leave the format out, so that the content decides, or copy the workbook again");
    }

    /**
     * The format of data.
     *
     * @param several whether each object may extend over several lines; only for {@link Format#NDJSON}
     */
    public record Form(Format format, boolean several) {}

    /**
     * Detects the format of data.
     *
     * @param in     the text, with as much of its head as is needed later
     * @param name   the file's name
     * @param config what is configured of the form of its rows
     * @throws dev.upserter.problem.ProblemException if it is not text
     */
    public static Form of(HeadStream in, String name, SourceConfig config) throws IOException {
        in.require(MAGIC);
        if (in.startsWith(PARQUET)) {
            throw parquetStream(name);
        }
        refuseConfiguration(name);
        Mislabelled.refuse(in, name, config.saysForm());
        refuseName(name, ".parquet", "Parquet");
        refuseName(name, ".zip", "a ZIP archive");
        refuseName(name, ".xlsx", "an Excel workbook");
        refuseName(name, ".xlsm", "an Excel workbook");
        Format named = named(name);
        int first = skipBlank(in, 0);
        char start = charAt(in, first);
        boolean cells = named == Format.CSV || named == Format.TSV;
        if (start == '[' && (!cells || isArray(in, first)) || start == '{' && (!cells || isObject(in, first))) {
            return ofJson(in);
        }
        if (named != null) {
            return new Form(named, false);
        }
        return new Form(start == 0 ? Format.JSON : Format.CSV, false);
    }

    private static void refuseConfiguration(String name) {
        if (CONFIGURATION.matcher(name).find()) {
            throw SourceProblems.stop(
                    new Location.InFile(name),
                    "YAML is no form of data",
                    "CONFIG comes first, then DATA, as in upserter sync users.yaml users.csv. Data of another form"
                            + " that are named so need source.format. Rows of YAML: yq -o=json . FILE > rows.json");
        }
    }

    /** A file truncated within its first bytes is not recognised by them, and would pass for CSV. */
    private static void refuseName(String name, String ending, String what) {
        if (Compression.plainName(name).toLowerCase(Locale.ROOT).endsWith(ending)) {
            throw SourceProblems.stop(
                    new Location.InFile(name),
                    "the name says that this is " + what + ", but it does not start as one does",
                    "copy or export the file again. If it is something else, give it the ending of what it is");
        }
    }

    /** The format that a name requires, or an error; empty if the content may decide. */
    public static Optional<Format> byName(String name) {
        String ending = ending(name);
        Format text = NAMES.get(ending);
        return text == Format.CSV || text == Format.TSV
                ? Optional.empty()
                : Optional.ofNullable(text == null ? BINARY.get(ending) : text);
    }

    /** The format of data that are JSON. */
    public static Form ofJson(HeadStream in) throws IOException {
        int first = skipBlank(in, 0);
        return charAt(in, first) == '{'
                ? new Form(Format.NDJSON, extendsOverLines(in, first))
                : new Form(Format.JSON, false);
    }

    /** Whether data start as an array of objects does. */
    public static boolean startsArray(HeadStream in) throws IOException {
        int first = skipBlank(in, 0);
        return charAt(in, first) == '[' && isArray(in, first);
    }

    /** Whether data start as objects, or as an array of objects. */
    public static boolean startsObjects(HeadStream in) throws IOException {
        int first = skipBlank(in, 0);
        return startsArray(in) || charAt(in, first) == '{' && isObject(in, first);
    }

    /** A header may start with a bracket too, but no object follows it. */
    private static boolean isArray(HeadStream in, int first) throws IOException {
        char next = charAt(in, skipBlank(in, first + 1));
        return next == '{' || next == ']';
    }

    private static boolean isObject(HeadStream in, int first) throws IOException {
        char next = charAt(in, skipBlank(in, first + 1));
        return next == '"' || next == '}';
    }

    /**
     * Whether the first object continues after its first line, or another follows it on that line. If that line holds more
     * than a brace and the next line starts with one, then the first object is malformed, and there is one object per line.
     */
    private static boolean extendsOverLines(HeadStream in, int first) throws IOException {
        int depth = 0;
        boolean quoted = false;
        int i = first;
        for (char c = charAt(in, i); c != 0 && c != '\n'; c = charAt(in, ++i)) {
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '{' || c == '}')) {
                depth += c == '{' ? 1 : -1;
                if (depth == 0 && c == '}' && charAt(in, skipBlanks(in, i + 1)) == '{') {
                    return true;
                }
            }
        }
        boolean onlyBrace = skipBlank(in, first + 1) > i;
        return depth > 0 && charAt(in, i) == '\n' && (onlyBrace || charAt(in, skipBlank(in, i)) != '{');
    }

    /** Skips blanks within the line. */
    private static int skipBlanks(HeadStream in, int from) throws IOException {
        int i = from;
        while (charAt(in, i) == ' ' || charAt(in, i) == '\t') {
            i++;
        }
        return i;
    }

    private static int skipBlank(HeadStream in, int from) throws IOException {
        int i = from;
        for (char c = charAt(in, i); c == ' ' || c == '\t' || c == '\r' || c == '\n'; c = charAt(in, i)) {
            i++;
        }
        return i;
    }

    /** The character at a position, as far as one can read ahead; 0 after that. */
    private static char charAt(HeadStream in, int i) throws IOException {
        in.require(i + 1);
        return i < in.length() ? (char) (in.head()[i] & 0xFF) : 0;
    }

    private static @Nullable Format named(String name) {
        return NAMES.get(ending(name));
    }

    /** The extension of the file's name, once it is unpacked, with its dot. */
    private static String ending(String name) {
        String plain = Compression.plainName(name).toLowerCase(Locale.ROOT);
        int dot = plain.lastIndexOf('.');
        return dot < 0 ? "" : plain.substring(dot);
    }
}
