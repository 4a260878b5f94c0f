package dev.upserter.workbook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The rows of a sheet that are not empty, one at a time, in constant memory. For one thread. */
final class Sheet implements AutoCloseable {
    private static final int LARGEST_ROW = 16 << 20;
    private static final int MOST_MERGED = 100_000;

    private final XmlPart xml;
    private final CellReader cells;
    private final SheetRow row = new SheetRow();
    private final List<CellRange> merged = new ArrayList<>();
    private int last;
    private boolean ended;

    Sheet(XmlPart xml, CellReader cells) {
        this.xml = xml;
        this.cells = cells;
    }

    /** The current row; the same object each time. */
    SheetRow row() {
        return row;
    }

    /** Moves to the next row; false after the last. */
    boolean next() throws IOException {
        while (!ended && xml.next() && !xml.isEnd("sheetData")) {
            if (xml.isStart("row")) {
                read();
                if (!row.isBlank()) {
                    return true;
                }
            }
        }
        if (!ended) {
            ended = true;
            readMerged();
            xml.drain();
        }
        return false;
    }

    /** Reads which cells are merged; they are listed after the rows, before what may be long. */
    private void readMerged() throws IOException {
        boolean isBefore = true;
        while (isBefore && xml.next()) {
            if (xml.isStart("mergeCell") && merged.size() < MOST_MERGED) {
                CellRange.of(xml.attribute("ref")).ifPresent(merged::add);
            }
            isBefore = !xml.isEnd("mergeCells") && !xml.isStart("conditionalFormatting") && !xml.isStart("hyperlinks");
        }
    }

    /** The cells that are merged, as far as known: all after the last row. */
    List<CellRange> merged() {
        return merged;
    }

    private void read() throws IOException {
        String written = xml.attribute("r");
        int number = written.isEmpty() ? last + 1 : StoredNumber.whole(written, 7);
        if (number <= last || number > CellName.MAX_ROWS) {
            throw new DamagedException("the row after row " + last + " has a number that no row there can have");
        }
        last = number;
        String hidden = xml.attribute("hidden");
        row.begin(number, hidden.equals("1") || hidden.equals("true"));
        int column = -1;
        while (xml.next() && !xml.isEnd("row")) {
            if (xml.isStart("c")) {
                String name = xml.attribute("r");
                int its = name.isEmpty() ? column + 1 : CellName.columnOf(name);
                if (its <= column || its >= CellName.MAX_COLUMNS) {
                    throw new DamagedException(
                            "row " + number + " holds a cell with a name that no cell there can have");
                }
                column = its;
                cells.addTo(row, column);
                requireRoom();
            }
        }
    }

    private void requireRoom() throws DamagedException {
        if (row.length() > LARGEST_ROW) {
            throw new DamagedException(
                    "row " + row.number() + " is larger than 16 MiB. A row of this size is no person");
        }
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
