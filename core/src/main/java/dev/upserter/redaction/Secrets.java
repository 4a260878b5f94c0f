package dev.upserter.redaction;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What is known to be secret, and hides it in texts that others have worded: whole or a piece of it, in any letter case, taken
 * apart by other characters, escaped, as hexadecimal digits and as Base64, alone or within more. Immutable; never prints.
 */
public final class Secrets {
    /** Nothing is secret. */
    public static final Secrets NONE = new Secrets(Set.of(), Set.of());

    /** Stands for what is hidden. */
    public static final String MARK = "…";

    private final Set<String> pieces;
    private final Set<String> words;

    private Secrets(Set<String> pieces, Set<String> words) {
        this.pieces = pieces;
        this.words = words;
    }

    /** Those that hide these texts; what has less than four letters and digits cannot be hidden. */
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

    /** Those that hide what of a URL, a query or another text is secret by its name or its place. */
    public static Secrets in(String text) {
        return of(SecretText.in(text));
    }

    /** These and others. */
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

    /** Whether a text holds any of them. */
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

    /** A short one counts only where it stands for itself. */
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
