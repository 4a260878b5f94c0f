package dev.upserter.operation;

import java.util.Locale;

/** The identifiers by which Customer.io knows a person (Track API reference, POST /api/v2/entity). */
public enum IdentifierType {
    ID,
    EMAIL,
    CIO_ID,
    PHONE;

    /** The name as Customer.io and the configuration spell it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
