package dev.upserter.config.text;

import dev.upserter.problem.Location;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** The text of a configuration, known to be UTF-8, and the places in it. For one thread. */
public final class ConfigText {
    /** No configuration written by people is larger; data given by mistake is. */
    public static final int MAX_BYTES = 1 << 20;

    private static final String UTF_8_HINT = "save the file as UTF-8";

    private final String name;
    private final byte[] bytes;
    private final String text;
    private int offset;
    private long line = 1;
    private long column = 1;

    private ConfigText(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
        this.text = decode();
    }

    /**
     * Takes a file's bytes; a byte-order mark of UTF-8 is passed over.
     *
     * @throws dev.upserter.problem.ProblemException if they are too many or none, or are not UTF-8
     */
    public static ConfigText of(byte[] file, String name) {
        var start = new Location.InText(name, 1, 1);
        if (file.length > MAX_BYTES) {
            throw Mistakes.only(
                    start, "the configuration is larger than 1 MiB", "check whether this is the data instead");
        }
        boolean marked = file.length >= 3 && file[0] == (byte) 0xEF && file[1] == (byte) 0xBB && file[2] == (byte) 0xBF;
        var text = new ConfigText(name, marked ? Arrays.copyOfRange(file, 3, file.length) : file);
        if (text.text.isBlank()) {
            throw Mistakes.only(start, "the configuration is empty", "the key userId at least must be there");
        }
        return text;
    }

    private String decode() {
        if (isWide()) {
            throw Mistakes.only(at(0), "the file is in UTF-16 or UTF-32, or no text at all", UTF_8_HINT);
        }
        var chars = CharBuffer.allocate(bytes.length);
        var in = ByteBuffer.wrap(bytes);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, chars, true);
        if (result.isError()) {
            int wrong = in.position();
            throw Mistakes.only(
                    at(wrong),
                    String.format(Locale.ROOT, "this byte is not UTF-8 (0x%02X)", bytes[wrong] & 0xFF),
                    UTF_8_HINT + ". It may be Latin-1 or Windows-1252 now");
        }
        return chars.flip().toString();
    }

    private boolean isWide() {
        boolean marked = bytes.length >= 2 && (bytes[0] & bytes[1] & 0xFE) == 0xFE && bytes[0] != bytes[1];
        for (int i = 0; i < bytes.length && !marked; i++) {
            marked = bytes[i] == 0;
        }
        return marked;
    }

    /** The name that messages show. */
    public String name() {
        return name;
    }

    /** The UTF-8, without byte-order mark. */
    public byte[] bytes() {
        return bytes;
    }

    /** The same, as characters. */
    public String decoded() {
        return text;
    }

    /** The place of a byte, or of the end; quick when asked in the order of the file. */
    public Location.InText at(int target) {
        if (target < offset) {
            offset = 0;
            line = 1;
            column = 1;
        }
        while (offset < Math.min(target, bytes.length)) {
            byte b = bytes[offset++];
            if (b == '\n' || b == '\r' && !(offset < bytes.length && bytes[offset] == '\n')) {
                line++;
                column = 1;
            } else if (!continuesCharacter(b)) {
                column++;
            }
        }
        return new Location.InText(name, line, column);
    }

    /** The place of a character, counted in code points from 0. */
    public Location.InText atCharacter(int index) {
        int at = 0;
        for (int seen = 0; at < bytes.length; at++) {
            if (!continuesCharacter(bytes[at]) && seen++ == index) {
                break;
            }
        }
        return at(at);
    }

    public static boolean continuesCharacter(byte b) {
        return (b & 0xC0) == 0x80;
    }
}
