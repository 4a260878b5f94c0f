package dev.upserter.contract;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Matches a path as sent against a path of the document. */
final class ApiPath {
    private ApiPath() {}

    static boolean matches(String template, String path) {
        String[] expected = template.split("/", -1);
        String[] actual = path.split("/", -1);
        if (expected.length != actual.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            boolean isParameter = expected[i].startsWith("{");
            if (isParameter ? !isIdentifier(actual[i]) : !expected[i].equals(actual[i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Percent-encoded UTF-8 without a character that has a meaning in URLs, up to 150 bytes; a segment of dots would be
     * another path for most servers, encoded or not.
     */
    private static boolean isIdentifier(String segment) {
        if (!segment.matches("(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+")) {
            return false;
        }
        byte[] plain = URLDecoder.decode(segment, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        String text = new String(plain, StandardCharsets.UTF_8);
        return plain.length <= 154 && !text.contains("\uFFFD") && !text.matches("(?:.*/)?\\.\\.?(?:/.*)?");
    }
}
