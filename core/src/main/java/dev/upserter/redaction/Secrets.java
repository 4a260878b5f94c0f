package dev.upserter.redaction;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Hides known secrets in texts that others have worded: whole or a piece of it, in any letter case, with other characters
 * in between, escaped, in hexadecimal and Base64, on its own or within more. Immutable; never prints.
 */
public final class Secrets {
    /** Without secrets. */
    public static final Secrets NONE = new Secrets(Set.of(), Set.of());

    /** Replaces what is hidden. */
    public static final String MARK = "…";

    private final Set<String> pieces;
    private final Set<String> words;

    private Secrets(Set<String> pieces, Set<String> words) {
        this.pieces = pieces;
        this.words = words;
    }

    /** Hides these texts; a text with fewer than four letters and digits cannot be hidden. */
    public static Secrets of(Collection<String> texts) {
        var pieces = new HashSet<String>();
        var words = new HashSet<String>();
        for (String text : texts) {
            add(text, pieces, words);
            Encodings.of(text).forEach(form -> add(form, pieces, words));
        }
        return new Secrets(Set.copyOf(pieces), Set.copyOf(words));
    }

    private static void add(String form, Set<String> pieces, Set<String> words) {
        Letters letters = Letters.of(form);
        int length = letters.text().length();
        if (length >= Letters.PIECE) {
            pieces.addAll(letters.pieces());
        } else if (length >= Letters.SHORTEST) {
            words.add(letters.text());
        }
    }

    /** Hides what is secret in a URL, a query or another text by its name or its place. */
    public static Secrets in(String text) {
        return of(SecretText.in(text));
    }

    /** Hides these and the others. */
    public Secrets and(Secrets others) {
        var bothPieces = new HashSet<>(pieces);
        bothPieces.addAll(others.pieces);
        var bothWords = new HashSet<>(words);
        bothWords.addAll(others.words);
        return new Secrets(Set.copyOf(bothPieces), Set.copyOf(bothWords));
    }

    /** The text with a mark in place of each secret. */
    public String hide(String text) {
        if (pieces.isEmpty() && words.isEmpty()) {
            return text;
        }
        Letters letters = Letters.of(text);
        boolean[] hidden = new boolean[letters.text().length()];
        boolean anyPiece = markPieces(letters.text(), hidden);
        boolean anyWord = markWords(letters, hidden);
        return anyPiece || anyWord ? letters.without(text, hidden) : text;
    }

    /** Whether a text contains any of them. */
    public boolean isIn(String text) {
        return !hide(text).equals(text);
    }

    private boolean markPieces(String letters, boolean[] hidden) {
        boolean any = false;
        for (int i = 0; i + Letters.PIECE <= letters.length(); i++) {
            if (pieces.contains(letters.substring(i, i + Letters.PIECE))) {
                Arrays.fill(hidden, i, i + Letters.PIECE, true);
                any = true;
            }
        }
        return any;
    }

    /** A short one counts only as a separate word. */
    private boolean markWords(Letters letters, boolean[] hidden) {
        boolean any = false;
        for (String word : words) {
            for (int i = letters.placeOf(word, 0); i >= 0; i = letters.placeOf(word, i + 1)) {
                Arrays.fill(hidden, i, i + word.length(), true);
                any = true;
            }
        }
        return any;
    }

    @Override
    public String toString() {
        return "Secrets[hidden]";
    }
}
