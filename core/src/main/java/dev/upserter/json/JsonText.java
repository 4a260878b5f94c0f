package dev.upserter.json;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** JSON escapes of texts. */
public final class JsonText {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH = 0x8080_8080_8080_8080L;

    private JsonText() {}

    /** Whether these bytes contain a backslash; checks eight at a time. */
    static boolean hasBackslash(byte[] bytes, int start, int end) {
        int i = start;
        for (; i <= end - 8; i += 8) {
            long zeroWhereFound = (long) LONGS.get(bytes, i) ^ '\\' * ONES;
            if ((zeroWhereFound - ONES & ~zeroWhereFound & HIGH) != 0) {
                return true;
            }
        }
        for (; i < end; i++) {
            if (bytes[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** Whether these bytes are ASCII without a backslash; checks eight at a time. */
    public static boolean isPlain(byte[] bytes, int start, int end) {
        long other = 0;
        int i = start;
        for (; i <= end - 8; i += 8) {
            long eight = (long) LONGS.get(bytes, i);
            long zeroWhereFound = eight ^ '\\' * ONES;
            other |= eight | zeroWhereFound - ONES & ~zeroWhereFound;
        }
        for (; i < end; i++) {
            other |= bytes[i] == '\\' ? HIGH : bytes[i];
        }
        return (other & HIGH) == 0;
    }

    /** The text as a JSON string in UTF-8: in quotes, with only the escapes that JSON requires. */
    public static byte[] quote(String text) {
        var out = new ByteArrayOutputStream(text.length() + 16);
        out.write('"');
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            quote(b, out);
        }
        out.write('"');
        return out.toByteArray();
    }

    private static void quote(byte b, ByteArrayOutputStream out) {
        if (b == '"' || b == '\\') {
            out.write('\\');
            out.write(b);
        } else if (b >= 0 && b < 0x20) {
            byte[] escape = switch (b) {
                case '\n' -> new byte[] {'\\', 'n'};
                case '\r' -> new byte[] {'\\', 'r'};
                case '\t' -> new byte[] {'\\', 't'};
                default -> ("\\u" + HexFormat.of().toHexDigits((short) b)).getBytes(StandardCharsets.US_ASCII);
            };
            out.writeBytes(escape);
        } else {
            out.write(b);
        }
    }

    /**
     * The text of a JSON string, with its escapes resolved. An unpaired surrogate stays unpaired.
     *
     * @param bytes UTF-8 that a JSON parser has accepted
     * @param start index after the opening quote
     * @param end   index of the closing quote
     */
    static String unescape(byte[] bytes, int start, int end) {
        return unescape(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }

    /** The text with each JSON escape resolved; the text must be valid JSON. An unpaired surrogate stays unpaired. */
    public static String unescape(String raw) {
        var text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
            } else if (raw.charAt(++i) == 'u') {
                text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                i += 4;
            } else {
                text.append(unescape(raw.charAt(i)));
            }
        }
        return text.toString();
    }

    private static char unescape(char escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> escaped;
        };
    }

    /** Whether the text contains an unpaired surrogate. */
    public static boolean hasUnpairedSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }
}
