package dev.upserter.workbook;

import java.io.IOException;

/** A workbook lacks what every workbook contains. */
public final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
        super(message);
    }
}
