/** Excel workbooks: the rows of one sheet, in constant memory. */
@NullMarked
package dev.upserter.workbook;

import org.jspecify.annotations.NullMarked;
