package dev.upserter.source.encoding;

import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.List;

/**
 * How well pieces of text read in an encoding.
 *
 * @param text the pieces, decoded
 * @param cost lower is better; the difference of two is the logarithm of how much likelier one is
 */
record EncodingReading(Charset encoding, String text, double cost) {
    /** Common signs that may occur on their own. */
    private static final String SIGNS = "’“”„–—…€£§°«»©®™\u00A0ªº¿¡½¼²³µ·×‚‘№、。・　－（）";

    private static final String VOWELS = "aeiouyøæœı";

    /** The cost of a piece in another language than most. */
    private static final double OTHER_LANGUAGE = 2.5;

    private static final double ASCII = 3;
    private static final double NO_TEXT = 16;

    /**
     * Reads pieces, each the word or words of a cell.
     *
     * @param languages that are written in the encoding
     * @param unusual   how rare the encoding is
     */
    static EncodingReading of(List<byte[]> pieces, Charset encoding, List<Language> languages, double unusual) {
        List<String> texts =
                pieces.stream().map(piece -> new String(piece, encoding)).toList();
        double[][] costs = new double[languages.size()][texts.size()];
        double[] least = new double[texts.size()];
        for (int piece = 0; piece < least.length; piece++) {
            least[piece] = Double.MAX_VALUE;
            for (int i = 0; i < costs.length; i++) {
                costs[i][piece] = cost(texts.get(piece), languages.get(i));
                least[piece] = Math.min(least[piece], costs[i][piece]);
            }
        }
        double best = Double.MAX_VALUE;
        for (double[] ofLanguage : costs) {
            double sum = 0;
            for (int piece = 0; piece < least.length; piece++) {
                sum += Math.min(ofLanguage[piece], least[piece] + OTHER_LANGUAGE);
            }
            best = Math.min(best, sum);
        }
        return new EncodingReading(encoding, String.join("\n", texts), best + unusual);
    }

    private static double cost(String text, Language language) {
        double cost = 0;
        int word = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char before = i == 0 ? ' ' : text.charAt(i - 1);
            char after = i + 1 == text.length() ? ' ' : text.charAt(i + 1);
            cost += c < 0x80 ? ascii(c) : cost(c, before, after, language);
            if (Writing.of(c) != Writing.LATIN) {
                cost += sound(text.substring(word, i));
                word = i + 1;
            }
        }
        return cost + sound(text.substring(word));
    }

    private static double ascii(char c) {
        return c >= ' ' && c != 0x7F || c == '\t' || c == '\r' ? ASCII : NO_TEXT;
    }

    private static double cost(char c, char before, char after, Language language) {
        Writing own = Writing.of(c);
        if (own == Writing.NONE) {
            boolean inWord = Writing.of(before) != Writing.NONE && Writing.of(after) != Writing.NONE;
            boolean isSign = SIGNS.indexOf(c) >= 0;
            int type = Character.getType(c);
            boolean isText = c != '\uFFFD'
                    && type != Character.CONTROL
                    && type != Character.PRIVATE_USE
                    && type != Character.UNASSIGNED
                    && type != Character.FORMAT;
            return isSign ? inWord ? c == '’' ? 12 : 14 : 7 : isText ? 13 : NO_TEXT;
        }
        double cost = language.cost(c) + strange(own, Writing.of(before)) + strange(own, Writing.of(after));
        if (Character.isUpperCase(c) && Character.isLowerCase(before)) {
            cost += 5;
        }
        boolean amongCapitals = Character.isUpperCase(before) && Character.isUpperCase(after);
        return cost + (Character.isLowerCase(c) && amongCapitals && c != 'ß' ? 4 : 0);
    }

    /** Letters of two scripts next to each other. */
    private static double strange(Writing one, Writing other) {
        if (other == Writing.NONE || one == other) {
            return 0;
        }
        return one == Writing.EAST_ASIAN || other == Writing.EAST_ASIAN ? 2 : 5;
    }

    /** Unpronounceable words: without a vowel, or with a letter beyond ASCII in a long run of vowels or consonants. */
    private static double sound(String word) {
        if (word.chars().allMatch(c -> c < 0x80)) {
            return 0;
        }
        String plain = Normalizer.normalize(word, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(java.util.Locale.ROOT);
        if (plain.length() != word.length()) {
            return 0;
        }
        double cost = word.length() > 2 && plain.chars().noneMatch(c -> VOWELS.indexOf(c) >= 0) ? 3 : 0;
        for (int from = 0; from < plain.length(); ) {
            boolean vowel = VOWELS.indexOf(plain.charAt(from)) >= 0;
            boolean beyond = false;
            int to = from;
            while (to < plain.length() && VOWELS.indexOf(plain.charAt(to)) >= 0 == vowel) {
                beyond |= word.charAt(to++) >= 0x80;
            }
            cost += beyond && to - from >= (vowel ? 3 : 4) ? 2 : 0;
            from = to;
        }
        return cost;
    }
}
