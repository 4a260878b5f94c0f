package dev.upserter.workbook;

/** In which form the values of cells are read. */
public enum CellForm {
    /** Numbers, booleans and dates as they are stored, whatever the format of their cells. */
    EXACT,
    /** Each value as the text that the format of its cell shows. */
    SHOWN
}
