package dev.upserter.source.encoding;

import dev.upserter.json.Utf8;
import dev.upserter.source.stream.ByteOrderMark;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The encoding in which text that is not UTF-8 reads well.
 *
 * @param charset the likeliest encoding
 * @param others  in which the text would read differently, and nearly as well; empty if there is no doubt
 */
public record EncodingGuess(Charset charset, List<Charset> others) {
    private static final int MOST_PIECES = 1000;
    private static final int LONGEST_PIECE = 200;
    private static final int MOST_OTHERS = 3;

    /** How much likelier the first must be than another, as a logarithm, to leave no doubt. */
    private static final double CERTAIN = 5;

    /** The highest average cost of the letters of a language in its own encoding. */
    private static final double READABLE = 9;

    /** How rare an encoding is, as a logarithm; the others are in between. */
    private static final Map<String, Double> UNUSUAL = Map.of(
            "windows-1252", -1.0,
            "windows-1250", 0.0,
            "windows-1251", 0.0,
            "x-MacRoman", 2.0,
            "IBM850", 2.0,
            "IBM852", 2.0,
            "IBM866", 2.0,
            "ISO-8859-5", 2.0,
            "x-MacCyrillic", 3.0);

    public EncodingGuess {
        others = List.copyOf(others);
    }

    /**
     * The encoding; empty if the text is UTF-8 except for a few rows, or declares its encoding itself.
     *
     * @param isWhole whether the bytes are all of the text
     */
    public static Optional<EncodingGuess> of(byte[] bytes, boolean isWhole) {
        if (ByteOrderMark.of(bytes).isPresent()) {
            return Optional.empty();
        }
        Optional<Charset> wide = WideText.encoding(bytes);
        if (wide.isPresent()) {
            return wide.map(charset -> new EncodingGuess(charset, List.of()));
        }
        int beyond = 0;
        int wrong = 0;
        for (int at = Utf8.firstInvalid(bytes, 0, bytes.length); at < bytes.length; ) {
            wrong += isWhole || bytes.length - at > 3 ? 1 : 0;
            at = Utf8.firstInvalid(bytes, at + 1, bytes.length);
        }
        for (byte b : bytes) {
            beyond += b < 0 ? 1 : 0;
        }
        return wrong * 4 < beyond || wrong == 0 ? Optional.empty() : Optional.of(narrow(bytes));
    }

    private static EncodingGuess narrow(byte[] bytes) {
        List<byte[]> pieces = pieces(bytes);
        Map<Charset, List<Language>> languages = new LinkedHashMap<>();
        for (Language language : Language.all()) {
            language.encodings()
                    .forEach(charset -> languages
                            .computeIfAbsent(charset, c -> new ArrayList<>())
                            .add(language));
        }
        Map<String, EncodingReading> readings = new LinkedHashMap<>();
        languages.forEach((charset, its) -> {
            EncodingReading reading =
                    EncodingReading.of(pieces, charset, its, UNUSUAL.getOrDefault(charset.name(), 1.0));
            readings.merge(reading.text(), reading, (one, other) -> other.cost() < one.cost() ? other : one);
        });
        List<EncodingReading> best = readings.values().stream()
                .sorted(Comparator.comparingDouble(EncodingReading::cost))
                .toList();
        EncodingReading first = best.getFirst();
        double most = first.cost() + (isReadable(first) ? CERTAIN : Double.MAX_VALUE);
        return new EncodingGuess(
                first.encoding(),
                best.stream()
                        .skip(1)
                        .filter(reading -> reading.cost() < most)
                        .limit(MOST_OTHERS)
                        .map(EncodingReading::encoding)
                        .toList());
    }

    private static boolean isReadable(EncodingReading reading) {
        return reading.cost() < READABLE * reading.text().length();
    }

    /** The distinct words with anything beyond ASCII, so that none that occurs in every row decides alone. */
    private static List<byte[]> pieces(byte[] bytes) {
        Set<String> pieces = new LinkedHashSet<>();
        int start = 0;
        boolean beyond = false;
        for (int i = 0; i <= bytes.length && pieces.size() < MOST_PIECES; i++) {
            if (i == bytes.length || isBetween(bytes[i])) {
                if (beyond) {
                    int end = Math.min(i, start + LONGEST_PIECE);
                    pieces.add(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1));
                }
                start = i + 1;
                beyond = false;
            } else {
                beyond |= bytes[i] < 0;
            }
        }
        return pieces.stream()
                .map(piece -> piece.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    /** Bytes that do not belong to a longer character in any encoding. */
    private static boolean isBetween(byte b) {
        return b >= 0 && b <= ' ' || b == '"' || b == ',' || b == ';';
    }
}
