package dev.upserter.source;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Random;

/** Generates texts from characters that an encoding has. For one thread. */
final class RandomText {
    private static final List<String> PIECES = List.of(
            "a", "Z", "0", "7", " ", "\t", "\n", "\r", "\r\n", "\"", "\"\"", "'", "%", ",", ";", "|", ":", "^", "\\",
            "\\\\", "\\N", "N", "n/a", "#", "//", "Total", "sep=", "ä", "é", "€", "я", "日", "本", "ソ", "表", "𠮷", "😀",
            "\u00a0", "\u200b", "a\ufeff", "\u0085", "\u2028", "\u0001", "a\u0000", "{", "}", "[", "]", "=", "<", "&",
            "~", "¥");

    private final Random random;
    private final Charset encoding;
    private final List<String> pieces;

    RandomText(Random random, Charset encoding) {
        this.random = random;
        this.encoding = encoding;
        this.pieces = PIECES.stream().filter(this::has).toList();
    }

    /** A random element. */
    static <T> T pick(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Whether the encoding can represent it. */
    boolean has(String text) {
        return new String(text.getBytes(encoding), encoding).equals(text);
    }

    String next() {
        var text = new StringBuilder();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            text.append(pick(random, pieces));
        }
        return text.toString();
    }

    /** A text without a line break. */
    String line() {
        return random.nextInt(4) == 0 ? "" : next().replaceAll("[\r\n\u0000]", ".");
    }
}
