package dev.upserter.profile.proposal;

import dev.upserter.profile.Column;
import dev.upserter.profile.KnownNames;
import dev.upserter.profile.Share;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Words that stand for true and false, in small letters. docs/init.md lists them. Stateless. */
final class KnownWords {
    /** Words for yes and no; a column has some of both, all of one language. */
    static final List<Pair> YES_NO = List.of(
            new Pair(Set.of("yes"), Set.of("no")),
            new Pair(Set.of("y"), Set.of("n")),
            new Pair(Set.of("t"), Set.of("f")),
            new Pair(Set.of("ja"), Set.of("nein")),
            new Pair(Set.of("oui"), Set.of("non")),
            new Pair(Set.of("s\u00ed"), Set.of("no")),
            new Pair(Set.of("sim"), Set.of("n\u00e3o")),
            new Pair(Set.of("ja"), Set.of("nee")),
            new Pair(Set.of("wahr"), Set.of("falsch")),
            new Pair(Set.of("vrai"), Set.of("faux")),
            new Pair(Set.of("verdadero", "verdadeiro", "vero"), Set.of("falso")),
            new Pair(Set.of("waar"), Set.of("onwaar")));

    /** The bits of MySQL, as it and other programs write them; one side is enough. */
    static final List<Pair> BITS = List.of(
            new Pair(Set.of("b'1'"), Set.of("b'0'")),
            new Pair(Set.of("0x01"), Set.of("0x00")),
            new Pair(Set.of("\\x01"), Set.of("\\x00")),
            new Pair(Set.of("\u0001"), Set.of("\u0000", "\\0")));

    private static final int WITHOUT_WORDS = 3;

    private KnownWords() {}

    /**
     * Words for true and words for false.
     *
     * @param yes in small letters
     * @param no  in small letters
     */
    record Pair(Set<String> yes, Set<String> no) {

        /** Whether words are of this pair alone, or nearly so, some of each side. */
        private boolean fits(Map<String, Long> words) {
            long all = words.values().stream().mapToLong(Long::longValue).sum();
            long positive = count(words, yes);
            long negative = count(words, no);
            return positive > 0 && negative > 0 && Share.isNearlyAll(positive + negative, all);
        }

        /** Whether words are of this pair alone, or nearly so, perhaps of one side only. */
        private boolean holds(Map<String, Long> words) {
            long all = words.values().stream().mapToLong(Long::longValue).sum();
            return all > 0 && Share.isNearlyAll(count(words, yes) + count(words, no), all);
        }

        private static long count(Map<String, Long> words, Set<String> side) {
            return side.stream().mapToLong(word -> words.getOrDefault(word, 0L)).sum();
        }

        /** How many of the words are others. */
        long others(Map<String, Long> words) {
            return words.values().stream().mapToLong(Long::longValue).sum() - count(words, yes) - count(words, no);
        }

        /** The keys of a rule that takes these words: none where {@code as: boolean} knows them. */
        List<Proposal.Key> keys() {
            if (YES_NO.subList(0, WITHOUT_WORDS).contains(this)) {
                return List.of();
            }
            return List.of(
                    Proposal.Key.words("trueWords", yes.stream().sorted().toList()),
                    Proposal.Key.words("falseWords", no.stream().sorted().toList()));
        }
    }

    /** The pair whose words a column holds; empty where it holds others. One side is enough where the name asks for yes or no. */
    static Optional<Pair> yesNo(Column column) {
        Map<String, Long> words = column.texts().words();
        return YES_NO.stream()
                .filter(pair -> pair.fits(words))
                .findFirst()
                .or(() -> BITS.stream().filter(pair -> pair.holds(words)).findFirst())
                .or(() -> YES_NO.stream()
                        .filter(pair ->
                                pair.holds(words) && BooleanNames.asks(KnownNames.withoutWrapper(column.name())))
                        .findFirst());
    }
}
