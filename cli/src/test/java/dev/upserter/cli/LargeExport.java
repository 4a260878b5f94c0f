package dev.upserter.cli;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A large export in the format of a product, the same each time, with damage far after its first rows, as large exports
 * have it: a value of another type, a word for null, a line break in quotes, another date format, a missing address, a
 * malformed row.
 *
 * @param name   of the file
 * @param head   before the rows
 * @param tail   after them
 * @param date   how the product writes times
 * @param other  how somebody who edited the export wrote a time
 * @param broken a row that cannot be read
 * @param row    a person as a row
 */
record LargeExport(
        String name, String head, String tail, String date, String other, String broken, Function<Person, String> row) {
    static final int ROWS = 2400;
    static final int LINE_BREAK = ROWS - 600;
    static final int ODD_AMOUNT = ROWS - 500;
    static final int NULL_WORD = ROWS - 400;
    static final int OTHER_DATE = ROWS - 300;
    static final int NO_EMAIL = ROWS - 200;
    private static final int BROKEN = ROWS - 100;

    private static final long SEED = 16;
    private static final LocalDateTime START = LocalDateTime.of(2019, 1, 1, 0, 0);
    private static final List<String> FIRST = List.of("Ana", "Bo", "Zo\u00eb", "Jo\u00e3o", "Wei", "");
    private static final List<String> LAST =
            List.of("Silva", "O'Neil", "M\u00fcller", "\u0141ukasz", "de la Cruz", "Null");
    private static final List<String> TAGS = List.of("vip", "newsletter", "2026", "b2b");
    private static final int SECONDS = 7 * 365 * 24 * 3600;

    /** A person, with the texts that the product writes. */
    record Person(
            int number,
            String first,
            String last,
            String email,
            String phone,
            String created,
            boolean optedOut,
            String amount,
            int orders,
            List<String> tags,
            String note) {

        String id() {
            return String.valueOf(1_000_000 + number);
        }

        /** One of two words. */
        String optedOut(String yes, String no) {
            return optedOut ? yes : no;
        }

        boolean hasAmount() {
            return !amount.equals("see contract");
        }
    }

    /** The whole export. */
    String text() {
        var random = new Random(SEED);
        return IntStream.range(0, ROWS)
                .mapToObj(i -> (i == BROKEN ? broken : "") + row.apply(person(i, random)))
                .collect(Collectors.joining("", head, tail));
    }

    private Person person(int i, Random random) {
        LocalDateTime created = START.plusSeconds(random.nextInt(SECONDS));
        String form = i == OTHER_DATE ? other : date;
        String address = "person" + i + "@x.example";
        return new Person(
                i,
                FIRST.get(random.nextInt(FIRST.size())),
                LAST.get(random.nextInt(LAST.size())),
                i == NO_EMAIL ? "" : address,
                random.nextInt(3) == 0 ? "" : "+3519123" + (10_000 + i),
                i == NULL_WORD ? "N/A" : created.format(DateTimeFormatter.ofPattern(form, Locale.ENGLISH)),
                random.nextInt(4) == 0,
                i == ODD_AMOUNT
                        ? "see contract"
                        : String.format(Locale.ROOT, "%d.%02d", random.nextInt(5000), random.nextInt(100)),
                random.nextInt(30),
                TAGS.subList(0, random.nextInt(TAGS.size() + 1)),
                i == LINE_BREAK
                        ? "two\nlines, \"both\" of a note"
                        : random.nextInt(9) == 0 ? "likes \"blue\", a lot" : "");
    }

    /** Cells of CSV, in quotes where they must be. */
    static String csv(String delimiter, Object... cells) {
        return IntStream.range(0, cells.length)
                .mapToObj(i -> cell(String.valueOf(cells[i]), delimiter))
                .collect(Collectors.joining(delimiter, "", "\n"));
    }

    private static String cell(String text, String delimiter) {
        boolean plain = !text.contains(delimiter) && !text.contains("\"") && !text.contains("\n");
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /** Cells that are escaped by backslashes; what is empty is null. */
    static String escaped(String delimiter, Object... cells) {
        return IntStream.range(0, cells.length)
                .mapToObj(i -> String.valueOf(cells[i]))
                .map(text -> text.isEmpty()
                        ? "\\N"
                        : text.replace("\\", "\\\\")
                                .replace("\n", delimiter.equals("\t") ? "\\n" : "\\\n")
                                .replace(delimiter, "\\" + delimiter))
                .collect(Collectors.joining(delimiter, "", "\n"));
    }

    /** A text as JSON, or null for an empty one. */
    static String json(String text) {
        return text.isEmpty()
                ? "null"
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    /** A list of JSON. */
    static String json(List<String> texts) {
        return texts.stream().map(LargeExport::json).collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    public String toString() {
        return name;
    }
}
