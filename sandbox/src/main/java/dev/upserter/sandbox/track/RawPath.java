package dev.upserter.sandbox.track;

import dev.upserter.sandbox.entry.EntryUtf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Segments of a request's path as the client wrote them, so that no normalisation changes an identifier. */
public final class RawPath {
    private RawPath() {}

    /**
     * Decodes the percent escapes of one segment; a plus sign stays a plus sign. Empty when the segment holds a slash (it
     * is another path then), a malformed escape or bytes that are not UTF-8.
     */
    public static Optional<String> segment(String raw) {
        if (raw.indexOf('/') >= 0) {
            return Optional.empty();
        }
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        var decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.write(bytes[i]);
                continue;
            }
            if (i + 2 >= bytes.length || !isHex(bytes[i + 1]) || !isHex(bytes[i + 2])) {
                return Optional.empty();
            }
            decoded.write(Character.digit(bytes[i + 1], 16) << 4 | Character.digit(bytes[i + 2], 16));
            i += 2;
        }
        return EntryUtf8.text(decoded.toByteArray(), 0, decoded.size());
    }

    private static boolean isHex(byte digit) {
        return Character.digit(digit, 16) >= 0;
    }
}
