package dev.upserter.delivery.http;

import dev.upserter.operation.IdentifierType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding of one segment of a path (RFC 3986, section 2.3: everything but unreserved characters). */
public final class PathSegment {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PathSegment() {}

    /**
     * The path of a person (Track API reference, PUT /api/v1/customers/{identifier}; the kind of identifier is known from
     * its shape there, "when you reference people by cio_id, you must prefix the value with cio_").
     *
     * @param before what comes before the person
     */
    public static String customer(String before, IdentifierType type, String identifier) {
        return before + (type == IdentifierType.CIO_ID ? "cio_" : "") + encode(identifier);
    }

    private static String encode(String text) {
        boolean onlyDots = text.chars().allMatch(c -> c == '.');
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var segment = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            if (isUnreserved(b) && !onlyDots) {
                segment.append((char) b);
            } else {
                segment.append('%').append(HEX.toHexDigits(b));
            }
        }
        return segment.toString();
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
