package dev.upserter.source.packed;

import dev.upserter.problem.Location;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.Format;
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

/** Tells the form of data from the first bytes and the name. */
public final class Recognition {
    private static final int MAGIC = 16;
    private static final Map<String, Format> NAMES = Map.of(
            ".json", Format.JSON,
            ".ndjson", Format.NDJSON,
            ".jsonl", Format.NDJSON,
            ".csv", Format.CSV,
            ".tsv", Format.TSV,
            ".tab", Format.TSV);
    /** The names of what is known by its first bytes, and is read as nothing else. */
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

    /** Parquet is read from its end, where its table of contents stands. */
    public static ProblemException parquetStream(String name) {
        return SourceProblems.stop(
                new Location.InFile(name),
                "Parquet can be read only from a file on disk, not packed, and not from a stream",
                "save it to a file as it is, and give the file's name");
    }

    /** A workbook is read from its end, too; and what is none is not read as one. */
    public static ProblemException noWorkbook(HeadStream in, String name) throws IOException {
        in.require(MAGIC);
        Mislabelled.refuse(in, name);
        return SourceProblems.stop(
                new Location.InFile(name),
                "the format given is xlsx, but this does not start as a workbook does",
                "leave the format out, so that the content decides; or copy the workbook again");
    }

    /**
     * What the data are.
     *
     * @param several whether each object may extend over several lines; only for {@link Format#NDJSON}
     */
    public record Form(Format format, boolean several) {}

    /**
     * The form of the data.
     *
     * @param in   the text, its head as long as it need be afterwards
     * @param name the file's name
     * @throws dev.upserter.problem.ProblemException if it is no text
     */
    public static Form of(HeadStream in, String name) throws IOException {
        in.require(MAGIC);
        if (in.startsWith(PARQUET)) {
            throw parquetStream(name);
        }
        Mislabelled.refuse(in, name);
        refuseConfiguration(name);
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
                    "CONFIG comes first, then DATA, as in upserter sync users.yaml users.csv; data of another form"
                            + " that are named so need source.format");
        }
    }

    /** What is cut inside its first bytes is not known by them, and would pass for CSV. */
    private static void refuseName(String name, String ending, String what) {
        if (Compression.plainName(name).toLowerCase(Locale.ROOT).endsWith(ending)) {
            throw SourceProblems.stop(
                    new Location.InFile(name),
                    "the name says that this is " + what + ", but it does not start as one does",
                    "copy or export the file again; if it is something else, give it the ending of what it is");
        }
    }

    /** The form that data of a name have, or are refused; empty where their content may tell another one. */
    public static Optional<Format> byName(String name) {
        String ending = ending(name);
        Format text = NAMES.get(ending);
        return text == Format.CSV || text == Format.TSV
                ? Optional.empty()
                : Optional.ofNullable(text == null ? BINARY.get(ending) : text);
    }

    /** The form of data that are JSON. */
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

    /** Whether data start as objects, or an array of them, do. */
    public static boolean startsObjects(HeadStream in) throws IOException {
        int first = skipBlank(in, 0);
        return startsArray(in) || charAt(in, first) == '{' && isObject(in, first);
    }

    /** A header may start with a bracket too, but has no object behind it. */
    private static boolean isArray(HeadStream in, int first) throws IOException {
        char next = charAt(in, skipBlank(in, first + 1));
        return next == '{' || next == ']';
    }

    private static boolean isObject(HeadStream in, int first) throws IOException {
        char next = charAt(in, skipBlank(in, first + 1));
        return next == '"' || next == '}';
    }

    /**
     * Whether the first object goes on behind its first line, or another follows it on that line. If that line holds more than a brace and the next line
     * starts with one, then the first is broken, and there is one object a line.
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

    /** Passes over blanks, as far as the line goes. */
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

    /** The character at a place, as far as one can look ahead; 0 behind that. */
    private static char charAt(HeadStream in, int i) throws IOException {
        in.require(i + 1);
        return i < in.length() ? (char) (in.head()[i] & 0xFF) : 0;
    }

    private static @Nullable Format named(String name) {
        return NAMES.get(ending(name));
    }

    /** How the name of the file ends once it is unpacked, with its dot. */
    private static String ending(String name) {
        String plain = Compression.plainName(name).toLowerCase(Locale.ROOT);
        int dot = plain.lastIndexOf('.');
        return dot < 0 ? "" : plain.substring(dot);
    }
}
