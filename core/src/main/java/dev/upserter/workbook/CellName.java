package dev.upserter.workbook;

/** Names of cells as Excel shows them: C7. Stateless. */
public final class CellName {
    /** The most columns of a sheet in Excel. */
    static final int MAX_COLUMNS = 16_384;

    static final int MAX_ROWS = 1_048_576;
    private static final int LETTERS = 26;

    private CellName() {}

    /**
     * The name of a cell.
     *
     * @param column from 0
     * @param row    from 1
     */
    public static String of(int column, int row) {
        return column(column) + row;
    }

    /**
     * The letters of a column.
     *
     * @param column from 0
     */
    public static String column(int column) {
        var letters = new StringBuilder();
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / LETTERS) {
            letters.append((char) ('A' + (rest - 1) % LETTERS));
        }
        return letters.reverse().toString();
    }

    /** The column at the start of a name, from 0; negative if there is none, or Excel has no such column. */
    static int columnOf(String name) {
        int column = 0;
        for (int i = 0; i < name.length() && (name.charAt(i) < '0' || name.charAt(i) > '9'); i++) {
            int letter = (name.charAt(i) & ~0x20) - 'A';
            if (letter < 0 || letter >= LETTERS || column > MAX_COLUMNS) {
                return -1;
            }
            column = column * LETTERS + letter + 1;
        }
        return column > MAX_COLUMNS ? -1 : column - 1;
    }
}
