package dev.upserter.batch;

import java.util.Locale;

/** Which endpoint of the Track API people are sent to. */
public enum Api {
    /** Many people in one request (POST /api/v2/batch). */
    BATCH,
    /** One request a person (PUT /api/v1/customers/{identifier}). */
    SINGLE;

    /** The name as the configuration spells it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
