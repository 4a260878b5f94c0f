package dev.upserter.source;

import dev.upserter.json.ValueKind;
import dev.upserter.operation.text.Notices;
import dev.upserter.operation.text.TableEnd;
import dev.upserter.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises what follows the last row: sums, and lines that say where the rows come from. Stateless. */
public final class Footers {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]++@[^\\s@.]++\\.\\S++");

    /** The most characters of an e-mail address (RFC 5321). */
    private static final int LONGEST_ADDRESS = 254;

    private static final int LONGEST = 200;
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]*");

    private Footers() {}

    /** The first cell that contains only an e-mail address. */
    public static Optional<String> address(List<String> cells) {
        return cells.stream()
                .map(String::strip)
                .filter(cell -> cell.length() <= LONGEST_ADDRESS
                        && ADDRESS.matcher(cell).matches())
                .findFirst();
    }

    /** Whether a cell says that rows are missing, so that what is left out must not go without notice. */
    public static boolean saysMissing(List<String> cells) {
        return cells.stream().anyMatch(Notices::saysMissing);
    }

    /** Whether as many cells as a row has may be one: they hold an address, or all hold something that no footer does. */
    public static boolean isRow(List<String> cells) {
        return address(cells).isPresent()
                || !TableEnd.isSum(cells) && cells.stream().allMatch(Footers::isOfRow);
    }

    private static boolean isOfRow(String cell) {
        String text = cell.length() > LONGEST ? "" : TableEnd.bare(cell);
        return cell.length() > LONGEST
                || !SIGNS.matcher(text).matches()
                        && !TableEnd.BEGUN.matcher(text).matches();
    }

    /** Leaves out a record that follows the last row of a sheet. */
    public static void leaveOut(SourceRecord record) {
        var cells = new ArrayList<String>();
        for (int i = 0; record.defect().isEmpty() && i < record.shape().size(); i++) {
            boolean isThere = record.has(i) && record.kind(i) != ValueKind.NULL;
            cells.add(isThere ? record.value(i).text() : "");
        }
        record.footer(!cells.isEmpty() && (isRow(cells) || saysMissing(cells)));
    }
}
