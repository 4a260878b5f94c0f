package dev.upserter.config;

import dev.upserter.problem.Location;
import dev.upserter.problem.Secrets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells which keys and values of a configuration may be shown, by what they mean: not credentials, nor what holds some, nor
 * the value of a key that is not known. For one thread.
 */
final class Disclosure {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*}");

    /** A scheme, a host, a port and a path: no place for a password. */
    private static final Pattern PLAIN_URL = Pattern.compile(
            "(jdbc:)?[a-z][a-z0-9+.-]*://[\\w.:\\[\\]{}$,-]*(/[\\w.{}$/-]*)?", Pattern.CASE_INSENSITIVE);

    private static final String NAMES =
            "passw|pwd|passphrase|secret|token|credential|apikey|accesskey|privatekey|siteid";
    private static final Pattern SECRET_NAME = Pattern.compile(NAMES);
    private static final Pattern WORD = Pattern.compile("[A-Za-z$_-]{1,40}");
    private static final Pattern NO_LETTER = Pattern.compile("[^a-z]+");

    /** User and password before a host, a password by its name, and the key or salt of a hash. */
    private static final Pattern TELLTALE = Pattern.compile(
            "://[^/?#\\s]*@|[\\w.-]+:[^\\s/@]+@[\\w.-]|(?:" + NAMES
                    + "|pass|api_key|access_key)\\w*[\"'`]?\\s*(?:=|:|=>|\\()"
                    + "|hmac_|(?:md5|sha1|sha256|sha512)\\b.*['\"]|['\"].*\\|\\s*(?:md5|sha1|sha256|sha512)\\b|capture.*\\b(?:md5|sha)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final List<Piece> pieces = new ArrayList<>();
    private final Set<String> secrets = new HashSet<>();

    private Disclosure() {}

    /**
     * A key or a single value.
     *
     * @param start   where it starts
     * @param end     the place behind it
     * @param value   what it says
     * @param isShown whether that may be shown
     */
    record Piece(Location.InText start, Location.InText end, String value, boolean isShown) {
        @Override
        public String toString() {
            return "Piece[" + start + "]";
        }
    }

    /** All keys and single values, in the order of the text. */
    static List<Piece> of(Node root) {
        var disclosure = new Disclosure();
        disclosure.root(root);
        Secrets known = Secrets.of(disclosure.secrets);
        return disclosure.pieces.stream()
                .map(piece -> new Piece(
                        piece.start(), piece.end(), piece.value(), piece.isShown() && !known.isIn(piece.value())))
                .toList();
    }

    private void root(Node root) {
        if (!(root instanceof Node.Fields object)) {
            hide(root);
            return;
        }
        for (Node.Field field : object.fields()) {
            switch (field.name()) {
                case "source" -> database(field, SourceReader.KEYS);
                case "state" -> database(field, StateReader.KEYS);
                default -> known(field, Key.spellings());
            }
        }
    }

    private void database(Node.Field field, List<String> keys) {
        name(field, true);
        if (field.value() instanceof Node.Fields object) {
            object.fields().forEach(inner -> known(inner, keys));
        } else {
            hide(field.value());
        }
    }

    /** Below a key that is not known there may be anything, and its name may be a value that has lost its key. */
    private void known(Node.Field field, List<String> keys) {
        boolean isKnown = keys.contains(field.name());
        name(field, isKnown || WORD.matcher(field.name()).matches());
        if (!isKnown || isSecret(field.name())) {
            hide(field.value());
        } else if (field.name().equals("user") && field.value() instanceof Node.Text text) {
            add(
                    text.place(),
                    text.end(),
                    text.value(),
                    isReference(text.value())); // may be a word that occurs elsewhere
        } else if (field.value() instanceof Node.Text text
                && (field.name().equals("url") || field.name().equals("endpoint"))) {
            add(
                    text.place(),
                    text.end(),
                    text.value(),
                    isReference(text.value()) || PLAIN_URL.matcher(text.value()).matches());
        } else {
            show(field.value());
        }
    }

    private static boolean isSecret(String name) {
        String letters = NO_LETTER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
        return SECRET_NAME.matcher(letters).find();
    }

    private static boolean isReference(String value) {
        return REFERENCE.matcher(value).matches();
    }

    private void show(Node node) {
        switch (node) {
            case Node.Text text -> add(text.place(), text.end(), text.value(), isHarmless(text.value()));
            case Node.Numeral number -> add(number.place(), number.end(), number.value(), true);
            case Node.Truth truth -> add(truth.place(), truth.end(), "", true);
            case Node.Nothing nothing -> add(nothing.place(), nothing.end(), "", true);
            case Node.Items list -> list.items().forEach(this::show);
            case Node.Fields object -> object.fields().forEach(this::show);
        }
    }

    private void show(Node.Field field) {
        name(field, true);
        if (isSecret(field.name())) {
            hide(field.value());
        } else {
            show(field.value());
        }
    }

    private static boolean isHarmless(String text) {
        return !TELLTALE.matcher(text).find();
    }

    private void hide(Node node) {
        switch (node) {
            case Node.Text text -> hide(text.place(), text.end(), text.value());
            case Node.Numeral number -> hide(number.place(), number.end(), number.value());
            case Node.Truth truth -> hide(truth.place(), truth.end(), "");
            case Node.Nothing nothing -> hide(nothing.place(), nothing.end(), "");
            case Node.Items list -> list.items().forEach(this::hide);
            case Node.Fields object ->
                object.fields().forEach(field -> {
                    hide(field.place(), field.end(), field.name());
                    hide(field.value());
                });
        }
    }

    private void hide(Location.InText start, Location.InText end, String value) {
        boolean isReference = isReference(value);
        if (!isReference) {
            secrets.add(value);
        }
        add(start, end, value, isReference);
    }

    private void name(Node.Field field, boolean isShown) {
        add(field.place(), field.end(), field.name(), isShown);
    }

    private void add(Location.InText start, Location.InText end, String value, boolean isShown) {
        pieces.add(new Piece(start, end, value, isShown));
    }
}
