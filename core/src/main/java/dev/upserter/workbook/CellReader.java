package dev.upserter.workbook;

import dev.upserter.workbook.Styles.CellFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads cells, one after another. For one thread. */
final class CellReader {
    private static final String NEVER_CALCULATED = "holds a formula whose value was never calculated";

    /** The most digits that Excel keeps. */
    private static final int MOST_DIGITS = 15;

    private final XmlPart xml;
    private final SharedStrings shared;
    private final Styles styles;
    private final boolean from1904;
    private final CellForm form;
    private final StringBuilder text = new StringBuilder();
    private boolean hasFormula;
    private boolean hasText;

    CellReader(XmlPart xml, SharedStrings shared, Styles styles, boolean from1904, CellForm form) {
        this.xml = xml;
        this.shared = shared;
        this.styles = styles;
        this.from1904 = from1904;
        this.form = form;
    }

    /** Adds the current cell to a row, unless it is empty. */
    void addTo(SheetRow row, int column) throws IOException {
        String type = xml.attribute("t");
        String style = xml.attribute("s");
        readParts();
        switch (type) {
            case "s" -> addShared(row, column);
            case "str", "inlineStr", "e", "d" -> {
                if (hasText || hasFormula) {
                    row.add(column, CellKind.TEXT, Utf8Text.unescape(text.toString()));
                }
            }
            default -> addNumber(row, column, type.equals("b"), style);
        }
    }

    private void readParts() throws IOException {
        text.setLength(0);
        hasFormula = false;
        hasText = false;
        while (xml.next() && !xml.isEnd("c")) {
            if (xml.isStart("v") || xml.isStart("t")) {
                hasText = true;
                xml.appendText(text);
            } else if (xml.isStart("f")) {
                hasFormula = true;
                xml.skip();
            } else if (xml.isStart("rPh")) {
                xml.skip();
            }
        }
    }

    private void addShared(SheetRow row, int column) throws IOException {
        String number = text.toString().strip();
        if (number.isEmpty()) {
            return;
        }
        if (!shared.addTo(row, column, StoredNumber.whole(number, 9))) {
            throw new DamagedException(
                    "cell " + CellName.of(column, row.number()) + " refers to a text that is not in it");
        }
    }

    private void addNumber(SheetRow row, int column, boolean isBoolean, String style) {
        String stored = text.toString().strip();
        if (stored.isEmpty()) {
            if (hasFormula) {
                row.add(column, CellKind.UNREADABLE, NEVER_CALCULATED);
            }
            return;
        }
        if (isBoolean) {
            addBoolean(row, column, stored.equals("1") || stored.equals("true"));
            return;
        }
        CellFormat format = style.isEmpty() ? CellFormat.DEFAULT : styles.of(style);
        if (form == CellForm.SHOWN || format.isCode() && isPlain(stored)) {
            addShown(row, column, stored, format);
        } else if (format.kind() == DateKind.NONE) {
            Optional<String> number = StoredNumber.text(stored);
            row.add(
                    column,
                    number.isPresent() ? CellKind.NUMBER : CellKind.UNREADABLE,
                    number.orElse("holds no number"));
        } else {
            addDate(row, column, stored, format.kind());
        }
    }

    /** Whether a format of zeros shows all of the number: no sign or fraction is hidden. */
    private static boolean isPlain(String stored) {
        return stored.length() <= MOST_DIGITS && stored.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private void addBoolean(SheetRow row, int column, boolean value) {
        if (form == CellForm.SHOWN) {
            row.add(column, CellKind.TEXT, value ? "TRUE" : "FALSE");
        } else {
            row.add(column, value ? CellKind.TRUE : CellKind.FALSE, "");
        }
    }

    private void addDate(SheetRow row, int column, String stored, DateKind kind) {
        Optional<String> date =
                StoredNumber.decimal(stored).flatMap(SerialDate::of).flatMap(serial -> serial.text(kind, from1904));
        row.add(
                column,
                date.isPresent() ? CellKind.TEXT : CellKind.UNREADABLE,
                date.orElse("has the format of a date, but its number is no date"));
    }

    private void addShown(SheetRow row, int column, String stored, CellFormat format) {
        Optional<BigDecimal> number = StoredNumber.decimal(stored);
        Optional<String> shown = number.flatMap(value -> ShownValue.of(value, format.code(), from1904));
        row.add(
                column,
                shown.isPresent() ? CellKind.TEXT : CellKind.UNREADABLE,
                shown.orElse(
                        number.isEmpty()
                                ? "holds no number"
                                : "has a format that cannot be shown as Excel does. source.cells: exact reads its"
                                        + " value"));
    }
}
