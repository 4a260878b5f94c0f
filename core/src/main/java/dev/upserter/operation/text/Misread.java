package dev.upserter.operation.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Names in UTF-8 that a program read as windows-1252 or ISO 8859-1, such as {@code dÃ©sabonnÃ©}. Stateless. */
public final class Misread {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int OF_ONE_BYTE = 0xFF;

    /** The first byte of a character of two or three bytes; other names need no look. */
    private static final Pattern FIRST = Pattern.compile("[\u00C3-\u00C5\u00CE-\u00D1\u00E2]");

    private Misread() {}

    /** The name that was meant; the same name where its characters make no UTF-8. */
    public static String repaired(String name) {
        if (!FIRST.matcher(name).find()) {
            return name;
        }
        ByteBuffer bytes = ByteBuffer.allocate(name.length());
        try {
            for (int i = 0; i < name.length(); i++) {
                bytes.put(aByte(name.charAt(i)));
            }
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return name; // it was meant as it is
        }
    }

    private static byte aByte(char c) throws CharacterCodingException {
        return c <= OF_ONE_BYTE
                ? (byte) c
                : WINDOWS.newEncoder().encode(CharBuffer.wrap(new char[] {c})).get();
    }
}
