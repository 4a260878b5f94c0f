package dev.upserter.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An encoding, and how the reader can detect it.
 *
 * @param charset of the text
 * @param named   the encoding in the configuration; null if a byte-order mark, or nothing, suffices
 * @param mark    whether the text starts with a byte-order mark
 */
record RandomEncoding(Charset charset, @Nullable Charset named, boolean mark) {
    private static final List<String> OTHERS = List.of(
            "windows-1252",
            "iso-8859-1",
            "iso-8859-15",
            "windows-1251",
            "ibm850",
            "koi8-r",
            "shift_jis",
            "windows-31j",
            "euc-jp",
            "iso-2022-jp",
            "gb18030",
            "gbk",
            "big5",
            "big5-hkscs",
            "euc-kr",
            "utf-32le",
            "utf-32be");

    static RandomEncoding of(Random random) {
        boolean mark = random.nextBoolean();
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> new RandomEncoding(StandardCharsets.UTF_8, null, mark);
            case 3 -> new RandomEncoding(StandardCharsets.UTF_16LE, null, true);
            case 4 -> new RandomEncoding(StandardCharsets.UTF_16BE, null, true);
            case 6 -> new RandomEncoding(Charset.forName(random.nextBoolean() ? "UTF-32LE" : "UTF-32BE"), null, true);
            case 5 -> named(random.nextBoolean() ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE, mark);
            default -> named(Charset.forName(RandomText.pick(random, OTHERS)), false);
        };
    }

    private static RandomEncoding named(Charset charset, boolean mark) {
        return new RandomEncoding(charset, charset, mark);
    }

    byte[] bytes(String text) {
        var bytes = new ByteArrayOutputStream();
        if (mark) {
            bytes.writeBytes("\ufeff".getBytes(charset));
        }
        bytes.writeBytes(text.getBytes(charset));
        return bytes.toByteArray();
    }
}
