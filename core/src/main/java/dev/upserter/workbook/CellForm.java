package dev.upserter.workbook;

/** How the values of cells are read. */
public enum CellForm {
    /** Numbers, booleans and dates as they are stored, whatever the format of their cells. */
    EXACT,
    /** Each value as the text that Excel shows in the format of its cell. */
    SHOWN
}
