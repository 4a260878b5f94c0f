package dev.upserter.workbook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The number formats of a workbook, by the styles of its cells. */
final class Styles {
    /**
     * The built-in formats, which have a number but no text in the workbook (ECMA-376, part 1, 18.8.30), as Excel shows
     * them in English.
     */
    private static final Map<Integer, String> BUILT_IN = Map.ofEntries(
            Map.entry(1, "0"),
            Map.entry(2, "0.00"),
            Map.entry(3, "#,##0"),
            Map.entry(4, "#,##0.00"),
            Map.entry(9, "0%"),
            Map.entry(10, "0.00%"),
            Map.entry(11, "0.00E+00"),
            Map.entry(12, "# ?/?"),
            Map.entry(13, "# ??/??"),
            Map.entry(14, "m/d/yyyy"),
            Map.entry(15, "d-mmm-yy"),
            Map.entry(16, "d-mmm"),
            Map.entry(17, "mmm-yy"),
            Map.entry(18, "h:mm AM/PM"),
            Map.entry(19, "h:mm:ss AM/PM"),
            Map.entry(20, "h:mm"),
            Map.entry(21, "h:mm:ss"),
            Map.entry(22, "m/d/yyyy h:mm"),
            Map.entry(37, "#,##0;(#,##0)"),
            Map.entry(38, "#,##0;(#,##0)"),
            Map.entry(39, "#,##0.00;(#,##0.00)"),
            Map.entry(40, "#,##0.00;(#,##0.00)"),
            Map.entry(45, "mm:ss"),
            Map.entry(46, "[h]:mm:ss"),
            Map.entry(47, "mm:ss.0"),
            Map.entry(48, "##0.0E+0"),
            Map.entry(49, "@"));

    private static final String GENERAL = "General";

    private final List<CellFormat> formats = new ArrayList<>();

    /**
     * A format.
     *
     * @param code   in Excel's notation
     * @param kind   the meaning it gives a number
     * @param isCode whether it shows each whole number as a code with leading zeros, such as 00501, 000-12-3456 or C-0042
     */
    record CellFormat(String code, DateKind kind, boolean isCode) {
        static final CellFormat DEFAULT = CellFormat.of(GENERAL);

        private static CellFormat of(String code) {
            return new CellFormat(code, DateKind.of(code), FormatToken.isCode(code));
        }
    }

    /** Reads the styles of a part. */
    void read(XmlPart xml) throws IOException {
        Map<Integer, String> codes = new HashMap<>();
        boolean ofCells = false;
        while (xml.next()) {
            if (xml.isStart("numFmt")) {
                codes.put(number(xml.attribute("numFmtId")), xml.attribute("formatCode"));
            } else if (xml.isStart("cellXfs") || xml.isEnd("cellXfs")) {
                ofCells = xml.isStart();
            } else if (ofCells && xml.isStart("xf")) {
                int id = number(xml.attribute("numFmtId"));
                String code = codes.getOrDefault(id, BUILT_IN.getOrDefault(id, ofEastAsia(id)));
                formats.add(CellFormat.of(code));
            }
        }
    }

    /** Chinese, Japanese and Korean Excel use further numbers for dates. */
    private static String ofEastAsia(int id) {
        boolean time = id >= 32 && id <= 35 || id == 55 || id == 56;
        boolean date = id >= 27 && id <= 36 || id >= 50 && id <= 58;
        return time ? "h:mm:ss" : date ? "yyyy-mm-dd" : GENERAL;
    }

    private static int number(String text) {
        return Math.max(0, StoredNumber.whole(text, 9));
    }

    /** The format of a style; an unknown one shows plain numbers. */
    CellFormat of(String style) {
        int number = style.isEmpty() ? 0 : number(style);
        return number < formats.size() ? formats.get(number) : CellFormat.DEFAULT;
    }
}
