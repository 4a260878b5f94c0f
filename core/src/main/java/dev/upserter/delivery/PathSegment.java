package dev.upserter.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Percent-encoding of one segment of a path (RFC 3986, section 2.3: everything but unreserved characters). */
final class PathSegment {
    private static final String CUSTOMERS = "/api/v1/customers/";

    private PathSegment() {}

    /** The path of a person (Track API reference, PUT /api/v1/customers/{identifier}). */
    static String customer(String identifier) {
        byte[] bytes = identifier.getBytes(StandardCharsets.UTF_8);
        var path = new StringBuilder(CUSTOMERS.length() + bytes.length + 16).append(CUSTOMERS);
        for (byte b : bytes) {
            if (isUnreserved(b)) {
                path.append((char) b);
            } else {
                path.append(String.format(Locale.ROOT, "%%%02X", b));
            }
        }
        return path.toString();
    }

    private static boolean isUnreserved(byte b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '0' && b <= '9'
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }
}
