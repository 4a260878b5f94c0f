package dev.upserter.workbook;

import dev.upserter.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * What to read of a workbook, and how.
 *
 * @param sheet    the name of the sheet; null if its number selects it, or nothing does
 * @param number   of the sheet among those that Excel shows, from 1; 1 by default
 * @param cells    how to read the values
 * @param isChosen whether somebody chose the sheet, be it the first
 */
public record WorkbookConfig(@Nullable String sheet, int number, CellForm cells, boolean isChosen) {
    /** The default: the first sheet, exact values. */
    public static final WorkbookConfig DEFAULT = new WorkbookConfig(null, 1, CellForm.EXACT, false);

    /** The most sheets of a workbook. */
    public static final int MAX_SHEETS = 10_000;

    public WorkbookConfig {
        new Problems()
                .require(sheet == null || !sheet.isBlank(), "sheet", "a name or a number")
                .require(number >= 1 && number <= MAX_SHEETS, "sheet", "a name, or a number from 1")
                .throwIfAny();
    }

    /** With a sheet that somebody chose. */
    public WorkbookConfig(@Nullable String sheet, int number, CellForm cells) {
        this(sheet, number, cells, true);
    }
}
