package dev.upserter.guard.value;

import dev.upserter.operation.AttributeName;
import java.util.regex.Pattern;

/** Recognises dates by which programs say that there is none, such as 1900-01-01. Immutable. */
public final class NoDates {
    private static final String MIDNIGHT = "(?:[T ,]{1,2}0?0:00(?::00(?:[.,]0+)?)?.*| 12:00(?::00)? AM)?";

    /** The first days that programs know; 1970 began in 1969 west of Greenwich. */
    private static final Pattern FIRST = Pattern.compile(
            "(?:0001-01-01|1601-01-01|1753-01-01|1899-12-3[01]|1900-01-0[01]|0?1([/.])0?1\\1(?:0001|1601|1753|1900)|(?:12([/.])3[01]|3[01]([/.])12)[/.]1899)"
                    + MIDNIGHT);

    private static final Pattern EPOCH =
            Pattern.compile("1970-01-01(?:[T ].*)?|1969-12-31[T ].*|(?:0?1)([/.-])(?:0?1)\\1(?:1970)(?:[ ,].*)?");

    private static final Pattern LAST = Pattern.compile(
            "(?:9999|3000)-(?:12-31|01-01)(?:[T ].*)?|[0-9]{1,2}([/.-])[0-9]{1,2}\\1(?:9999|3000)(?:[ ,].*)?");

    /** Of what ends; the last day means that it never does. */
    private static final Pattern ENDS =
            Pattern.compile("until|expir|end|valid|renew|\\bbis\\b|ablauf|fin\\b", Pattern.CASE_INSENSITIVE);

    private final boolean isBirth;
    private final boolean ends;

    /** Those of a column. */
    public NoDates(String column) {
        isBirth = AttributeName.namesBirth(column);
        ends = ENDS.matcher(column).find();
    }

    /** Whether a date stands for none. */
    public boolean isNone(String date) {
        return FIRST.matcher(date).matches()
                || !isBirth && EPOCH.matcher(date).matches()
                || !ends && LAST.matcher(date).matches();
    }
}
