package dev.upserter.guard.value;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Words of ASCII, letter case aside; most texts are distinguished by their length and first letter. Immutable. */
final class WordSet {
    /** By their length. */
    private final byte[][][] words;
    /** Two for each length: a bit for each character that a word begins with. */
    private final long[] first;

    WordSet(Collection<String> all) {
        int longest = all.stream().mapToInt(String::length).max().orElse(0);
        var byLength = new ArrayList<List<byte[]>>();
        for (int i = 0; i <= longest; i++) {
            byLength.add(new ArrayList<>());
        }
        first = new long[2 * (longest + 1)];
        for (String word : all) {
            byte[] bytes = word.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
            byLength.get(bytes.length).add(bytes);
            first[2 * bytes.length + (bytes[0] >> 6)] |= 1L << bytes[0];
        }
        words = byLength.stream().map(list -> list.toArray(byte[][]::new)).toArray(byte[][][]::new);
    }

    /** Whether the bytes between these indexes, of UTF-8, are one of the words. */
    boolean contains(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length <= 0 || length >= words.length) {
            return false;
        }
        int begins = lower(bytes[start]);
        if (begins < 0 || (first[2 * length + (begins >> 6)] >>> begins & 1) == 0) {
            return false;
        }
        for (byte[] word : words[length]) {
            if (isSame(word, bytes, start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(byte[] word, byte[] bytes, int start) {
        for (int i = 0; i < word.length; i++) {
            if (lower(bytes[start + i]) != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + 32 : b;
    }
}
