package dev.upserter.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The encoded forms of a text, as they occur within a longer text. */
final class Encodings {
    private Encodings() {}

    /** Hexadecimal, and Base64 on its own or within more. */
    static List<String> of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return List.of(HexFormat.of().formatHex(bytes), base64(bytes, 0), base64(bytes, 1), base64(bytes, 2));
    }

    /** The characters that depend only on these bytes, if this many others precede them. */
    private static String base64(byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int end = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
        int start = before == 0 ? 0 : before + 1;
        return encoded.substring(Math.min(start, end), end);
    }
}
