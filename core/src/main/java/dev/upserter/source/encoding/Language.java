package dev.upserter.source.encoding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How often a language uses which letters beyond ASCII, in names and places.
 *
 * @param encodings in which exports use it, beside those of Unicode
 * @param costs     of a letter: the rarer, the higher
 * @param writing   its script
 */
record Language(List<Charset> encodings, Map<Character, Double> costs, Writing writing) {
    private static final String RESOURCE = "languages.txt";

    /** The first bytes of the characters that the encoding's standard lists first, since they are common. */
    private static final Map<String, Leads> COMMON = Map.of(
            "GB18030", new Leads(0xB0, 0xD7),
            "x-windows-950", new Leads(0xA4, 0xC6),
            "windows-31j", new Leads(0x82, 0x97),
            "x-windows-949", new Leads(0xB0, 0xC8));

    private static final double OTHER_WRITING = 12;
    private static final double RARE = 11;
    private static final double UNKNOWN = 9;
    private static final double UNKNOWN_BUT_COMMON = 8;

    private record Leads(int first, int last) {}

    Language {
        encodings = List.copyOf(encodings);
        costs = Map.copyOf(costs);
    }

    /** All known languages. */
    static List<Language> all() {
        try (InputStream in = Language.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Language::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Language of(String line) {
        String[] words = line.split(" ", -1);
        var encodings = new ArrayList<Charset>();
        Stream.of(words[1].split(",", -1))
                .filter(Charset::isSupported)
                .forEach(name -> encodings.add(Charset.forName(name)));
        Map<Character, Double> costs = new HashMap<>();
        for (int i = 2; i + 1 < words.length; i += 2) {
            double cost = Double.parseDouble(words[i]);
            words[i + 1].chars().forEach(c -> costs.put((char) c, cost));
        }
        return new Language(encodings, costs, Writing.of(words[3].charAt(0)));
    }

    /** The cost of a letter of its script; high for one that the language does not use. */
    double cost(char c) {
        Double known = costs.get(c);
        Double lower = known == null ? costs.get(Character.toLowerCase(c)) : known;
        if (lower != null) {
            return lower;
        }
        if (Writing.of(c) != writing) {
            return OTHER_WRITING;
        }
        return writing != Writing.EAST_ASIAN ? UNKNOWN : isCommon(c) ? UNKNOWN_BUT_COMMON : RARE;
    }

    private boolean isCommon(char c) {
        Leads leads = COMMON.get(encodings.getFirst().name());
        byte[] bytes = String.valueOf(c).getBytes(encodings.getFirst());
        int lead = bytes[0] & 0xFF;
        return leads != null && bytes.length == 2 && lead >= leads.first() && lead <= leads.last();
    }
}
