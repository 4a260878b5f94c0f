package dev.upserter.source.encoding;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import java.util.Optional;

/** Detects text with two or four bytes per character, without a byte-order mark, by its zero bytes. Stateless. */
final class WideText {
    private static final List<String> ENCODINGS = List.of("UTF-32LE", "UTF-32BE", "UTF-16LE", "UTF-16BE");
    private static final int LOOKED_AT = 16 << 10;
    private static final int FEW = 8;

    private WideText() {}

    /** The encoding in which all bytes are valid, and most characters are ASCII, as delimiters and digits are. */
    static Optional<Charset> encoding(byte[] bytes) {
        int length = Math.min(bytes.length, LOOKED_AT) & -4;
        length = length == bytes.length - 2 ? bytes.length : length;
        boolean zero = hasZeros(bytes, length);
        Charset best = null;
        int most = 0;
        for (String name : zero ? ENCODINGS : List.<String>of()) {
            Charset charset = Charset.forName(name);
            int ascii = ascii(bytes, length, charset);
            if (ascii > most) {
                best = charset;
                most = ascii;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Whether zeros may be halves of characters: a few among ASCII alone are bits, as MySQL writes them. */
    private static boolean hasZeros(byte[] bytes, int length) {
        int zeros = 0;
        int others = 0;
        for (int i = 0; i < length; i++) {
            zeros += bytes[i] == 0 ? 1 : 0;
            others += bytes[i] < 0 ? 1 : 0;
        }
        return zeros > 0 && (others > 0 || zeros * FEW >= length);
    }

    /** The number of ASCII characters; zero if the bytes are not such a text. */
    private static int ascii(byte[] bytes, int length, Charset charset) {
        CharBuffer text = CharBuffer.allocate(length + 1);
        CoderResult result = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, 0, length), text, false);
        text.flip();
        int ascii = 0;
        while (text.hasRemaining()) {
            char c = text.get();
            boolean control = c < ' ' && c != '\t' && c != '\n' && c != '\r';
            if (control || c == '\uFFFE' || !Character.isDefined(c) || Character.getType(c) == Character.PRIVATE_USE) {
                return 0;
            }
            ascii += c < 0x80 ? 1 : 0;
        }
        return result.isError() ? 0 : ascii;
    }
}
