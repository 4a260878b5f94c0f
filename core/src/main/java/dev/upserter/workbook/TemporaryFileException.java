package dev.upserter.workbook;

import java.io.IOException;

/** The temporary file for the texts of a workbook cannot be written or read. */
public final class TemporaryFileException extends IOException {
    private static final long serialVersionUID = 1L;

    TemporaryFileException(IOException cause) {
        super(cause);
    }
}
