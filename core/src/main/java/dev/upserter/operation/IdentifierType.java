package dev.upserter.operation;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The identifiers by which Customer.io knows a person (Track API reference, POST /api/v2/entity). */
public enum IdentifierType {
    ID,
    EMAIL,
    CIO_ID,
    PHONE;

    private final String spelling = name().toLowerCase(Locale.ROOT);
    private final byte[] member = ("{\"" + spelling + "\":").getBytes(StandardCharsets.US_ASCII);

    /** The name as Customer.io and the configuration spell it. */
    public String spelling() {
        return spelling;
    }

    /** An object up to its only value, the identifier. */
    byte[] member() {
        return member;
    }
}
