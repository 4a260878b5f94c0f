package dev.upserter.config.read;

import dev.upserter.config.alerts.AlertKeys;
import dev.upserter.config.alerts.Smtp;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.problem.Location;
import dev.upserter.redaction.SecretText;
import dev.upserter.redaction.Secrets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells which keys and values of a configuration may be shown, by what they mean: not credentials, nor what holds some, nor
 * the value of a key that is not known. For one thread.
 */
final class Disclosure {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{(?:[A-Za-z_][A-Za-z0-9_]*|file:/[A-Za-z0-9._/-]{1,200})}");

    private static final Pattern PLAIN_VALUE = Pattern.compile("[A-Za-z_-]{1,30}|[0-9.]{1,20}\\s?[A-Za-z%]{0,2}");

    /** The keys whose values are words, numbers or lengths of time. */
    private static final Set<String> OF_PLAIN_VALUES = SyncKeys.SECTION.keys().stream()
            .filter(key -> key.type().isPlain())
            .map(KeySpec::name)
            .collect(Collectors.toSet());

    /** The keys whose values are URLs, which may hold a password. */
    private static final Set<String> URLS = Set.of("url", "endpoint", "appEndpoint");

    /** The keys whose values are names, addresses and commands: hidden, and no secrets. */
    private static final Set<String> WORDS = Set.of("user", "email", "from", "command");

    private final List<Piece> pieces = new ArrayList<>();
    private final Set<String> secrets = new HashSet<>();

    private Disclosure() {}

    /**
     * A key or a single value.
     *
     * @param start   where it starts
     * @param end     the place after it
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
    static List<Piece> of(ConfigNode root) {
        var disclosure = new Disclosure();
        disclosure.root(root);
        Secrets known = Secrets.of(disclosure.secrets);
        return disclosure.pieces.stream()
                .map(piece -> new Piece(
                        piece.start(), piece.end(), piece.value(), piece.isShown() && !known.isIn(piece.value())))
                .toList();
    }

    private void root(ConfigNode root) {
        if (!(root instanceof ConfigNode.Fields object)) {
            hide(root);
            return;
        }
        sync(object);
    }

    /** All syncs of a list have the same keys as the whole. */
    private void syncs(ConfigNode.Field field) {
        name(field, true);
        if (field.value() instanceof ConfigNode.Items list) {
            list.items().forEach(this::root);
        } else {
            hide(field.value());
        }
    }

    private void sync(ConfigNode.Fields object) {
        for (ConfigNode.Field field : object.fields()) {
            switch (field.name()) {
                case "syncs", "also" -> syncs(field);
                case "source" -> database(field, SourceKeys.SECTION.names());
                case "state" -> database(field, StateSection.SECTION.names());
                case "alerts" -> alerts(field);
                case "smtp" -> smtp(field);
                default -> {
                    if (isOutOfPlace(field)) {
                        name(field, true);
                        hide(field.value());
                    } else {
                        known(field, SyncKeys.SECTION.names());
                    }
                }
            }
        }
    }

    /** A text in the place of a word, a number or a length of time may be anything, such as what belongs to the next line. */
    private static boolean isOutOfPlace(ConfigNode.Field field) {
        return OF_PLAIN_VALUES.contains(field.name())
                && field.value() instanceof ConfigNode.Text text
                && !PLAIN_VALUE.matcher(text.value()).matches()
                && !isReference(text.value());
    }

    /** A URL of a chat is a key to it, an address is somebody's, and arguments may be anything. */
    private void alerts(ConfigNode.Field field) {
        name(field, true);
        if (!(field.value() instanceof ConfigNode.Items list)) {
            hide(field.value());
            return;
        }
        for (ConfigNode item : list.items()) {
            if (item instanceof ConfigNode.Fields alert) {
                alert.fields().forEach(inner -> known(inner, AlertKeys.shown(), AlertKeys.SECTION.names()));
            } else {
                hide(item);
            }
        }
    }

    private void smtp(ConfigNode.Field field) {
        name(field, true);
        if (field.value() instanceof ConfigNode.Fields server) {
            server.fields().forEach(inner -> known(inner, Smtp.shown(), Smtp.SECTION.names()));
        } else {
            hide(field.value());
        }
    }

    /** Shows the values of some keys of an object, and the names of all. */
    private void known(ConfigNode.Field field, List<String> shown, List<String> keys) {
        if (shown.contains(field.name())) {
            known(field, keys);
        } else {
            name(field, keys.contains(field.name()) || SecretText.isWord(field.name()));
            if (WORDS.contains(field.name())) {
                conceal(field.value());
            } else {
                hide(field.value());
            }
        }
    }

    /** Hides what may be a word that occurs elsewhere. */
    private void conceal(ConfigNode node) {
        switch (node) {
            case ConfigNode.Text text -> add(text.place(), text.end(), text.value(), isReference(text.value()));
            case ConfigNode.Items list -> list.items().forEach(this::conceal);
            default -> hide(node);
        }
    }

    private void database(ConfigNode.Field field, List<String> keys) {
        name(field, true);
        if (field.value() instanceof ConfigNode.Fields object) {
            object.fields().forEach(inner -> known(inner, keys));
        } else {
            hide(field.value());
        }
    }

    /** Below a key that is not known there may be anything, and its name may be a value that has lost its key. */
    private void known(ConfigNode.Field field, List<String> keys) {
        boolean isKnown = keys.contains(field.name());
        name(field, isKnown || SecretText.isWord(field.name()));
        if (!isKnown || SecretText.isSecretName(field.name())) {
            hide(field.value());
        } else if (field.name().equals("user") && field.value() instanceof ConfigNode.Text) {
            conceal(field.value());
        } else if (field.value() instanceof ConfigNode.Text text && URLS.contains(field.name())) {
            add(
                    text.place(),
                    text.end(),
                    text.value(),
                    isReference(text.value()) || SecretText.isPlainUrl(text.value()));
        } else {
            show(field.value());
        }
    }

    private static boolean isReference(String value) {
        return REFERENCE.matcher(value).matches();
    }

    private void show(ConfigNode node) {
        switch (node) {
            case ConfigNode.Text text ->
                add(text.place(), text.end(), text.value(), SecretText.isHarmless(text.value()));
            case ConfigNode.Numeral number -> add(number.place(), number.end(), number.value(), true);
            case ConfigNode.Bool bool -> add(bool.place(), bool.end(), "", true);
            case ConfigNode.Nothing nothing -> add(nothing.place(), nothing.end(), "", true);
            case ConfigNode.Items list -> list.items().forEach(this::show);
            case ConfigNode.Fields object -> object.fields().forEach(this::show);
        }
    }

    private void show(ConfigNode.Field field) {
        name(field, true);
        if (SecretText.isSecretName(field.name())) {
            hide(field.value());
        } else {
            show(field.value());
        }
    }

    private void hide(ConfigNode node) {
        switch (node) {
            case ConfigNode.Text text -> hide(text.place(), text.end(), text.value());
            case ConfigNode.Numeral number -> hide(number.place(), number.end(), number.value());
            case ConfigNode.Bool bool -> hide(bool.place(), bool.end(), "");
            case ConfigNode.Nothing nothing -> hide(nothing.place(), nothing.end(), "");
            case ConfigNode.Items list -> list.items().forEach(this::hide);
            case ConfigNode.Fields object ->
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

    private void name(ConfigNode.Field field, boolean isShown) {
        add(field.place(), field.end(), field.name(), isShown);
    }

    private void add(Location.InText start, Location.InText end, String value, boolean isShown) {
        pieces.add(new Piece(start, end, value, isShown));
    }
}
