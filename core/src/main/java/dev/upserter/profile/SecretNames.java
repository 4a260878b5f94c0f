package dev.upserter.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells by the words of a column's name whether its values are secrets, which leave for nowhere. docs/cli.md lists them. Stateless. */
public final class SecretNames {
    private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
    private static final Set<String> WORDS = Set.of(
            "password",
            "passwords",
            "passwd",
            "pwd",
            "passphrase",
            "passcode",
            "passwort",
            "kennwort",
            "motdepasse",
            "contrase\u00f1a",
            "contrasena",
            "senha",
            "wachtwoord",
            "passwordhash",
            "salt",
            "secret",
            "secrets",
            "token",
            "apikey",
            "credentials",
            "credentialdata",
            "secretdata",
            "otp",
            "totp",
            "cvv",
            "cvc");

    /** Words that are one only together. */
    private static final List<String> PAIRS = List.of(
            "api key",
            "private key",
            "secret key",
            "secret data",
            "credential data",
            "access key",
            "activation key",
            "auth key",
            "user pass",
            "session tokens",
            "access tokens",
            "refresh tokens",
            "mot de passe",
            "recovery codes",
            "backup codes",
            "card number");

    /** Of ten values with one hash of a password, the other nine may be more. */
    private static final int FEW = 10;

    /** They make of a secret what may be known of it. */
    private static final Set<String> ABOUT = Set.of(
            "at",
            "on",
            "date",
            "time",
            "updated",
            "changed",
            "created",
            "expires",
            "expiry",
            "expired",
            "count",
            "used",
            "is",
            "has",
            "enabled",
            "required",
            "set",
            "strength",
            "policy",
            "attempts",
            "last",
            "needs",
            "type",
            "version",
            "algorithm");

    private SecretNames() {}

    /** Whether the values of a column are secrets: no times, numbers of them, or answers to whether there is one. */
    public static boolean isSecret(Column column) {
        List<String> words = words(KnownNames.withoutWrapper(column.name()));
        String all = " " + String.join(" ", words) + " ";
        boolean isNamed = words.stream().anyMatch(WORDS::contains)
                || PAIRS.stream().anyMatch(pair -> all.contains(" " + pair + " "));
        boolean isAbout = words.stream().anyMatch(ABOUT::contains);
        boolean isBoolean = column.values() > 0 && column.booleans() == column.values();
        return isNamed && !isAbout && !isBoolean
                || column.texts().secrets() > 0 && column.texts().secrets() * FEW >= column.values();
    }

    private static List<String> words(String name) {
        return Arrays.asList(
                CAMEL.matcher(name).replaceAll(" ").toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"));
    }
}
