package dev.upserter.workbook;

import dev.upserter.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a workbook, and how.
 *
 * @param sheet  the name of the sheet; null where its number, or nothing, says which
 * @param number of the sheet among those that Excel shows, from 1; the first where nothing says which
 * @param cells  the form of the values
 */
public record WorkbookConfig(@Nullable String sheet, int number, CellForm cells) {
    /** The first sheet, exactly. */
    public static final WorkbookConfig DEFAULT = new WorkbookConfig(null, 1, CellForm.EXACT);

    /** No workbook has more sheets. */
    public static final int MAX_SHEETS = 10_000;

    public WorkbookConfig {
        new Problems()
                .require(sheet == null || !sheet.isBlank(), "sheet", "a name or a number")
                .require(number >= 1 && number <= MAX_SHEETS, "sheet", "a name, or a number from 1")
                .throwIfAny();
    }
}
