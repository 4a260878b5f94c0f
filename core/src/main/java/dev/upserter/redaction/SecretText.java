package dev.upserter.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Recognises what is secret in a configuration by its name, its place or its form, without being given the secrets. */
public final class SecretText {
    private static final String NAMES =
            "passw|pwd|passphrase|secret|token|credential|apikey|accesskey|privatekey|siteid"
                    + "|authorization|signature";

    private static final Pattern SECRET_NAME = Pattern.compile(NAMES);
    private static final Pattern NO_LETTER = Pattern.compile("[^a-z]+");

    /** The form of a key's name, as opposed to a value without its key: letters, then a few digits. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}$_.-]{1,40}[0-9]{0,3}");

    /** A scheme, a host, a port and a path: no place for a password. */
    private static final Pattern PLAIN_URL = Pattern.compile(
            "(jdbc:)?[a-z][a-z0-9+.-]*://[\\w.:\\[\\]{}$,-]*(/[\\w.{}$/-]*)?", Pattern.CASE_INSENSITIVE);

    private static final String NAMED =
            "(?:" + NAMES + "|pass|api_key|access_key|private_key|site_id|key_id|identified\\s+by)[\\w-]*[\"'`]?";

    /** User and password before a host, a secret by its name, and the key or salt of a hash. */
    private static final Pattern TELLTALE = Pattern.compile(
            "://[^/?#\\s]*@|[\\w.-]+:[^\\s/@]+@[\\w.-]|"
                    + NAMED + "(?:\\s*(?:=|:|\\()|\\s+['\"])"
                    + "|[?&;][\\w-]*(?:sig|key|auth|cred)[\\w-]*=|\\b(?:bearer|basic)\\s+[\\w+/=.~-]{6}"
                    + "|hmac_|(?:md5|sha1|sha256|sha512)\\b.*['\"]|['\"].*\\|\\s*(?:md5|sha1|sha256|sha512)\\b|capture.*\\b(?:md5|sha)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** The text between a user and a host, and the value of such a name. */
    private static final Pattern GIVEN = Pattern.compile(
            "//[^:/@\\s]*:(\\S*)@|[^/]/([^/@\\s]+)@"
                    + "|" + NAMED + "\\s*(?:=>?|:|\\s)\\s*'((?:[^']|'')+)'"
                    + "|" + NAMED + "\\s*(?:=>?|:)\\s*\"?([^&;\\s'\",)]+)"
                    + "|[?&;][\\w-]*(?:sig|key|auth|cred)[\\w-]*=([^&;\\s'\")]+)"
                    + "|\\b(?:bearer|basic)\\s+([\\w+/=.~-]{6,})",
            Pattern.CASE_INSENSITIVE);

    private SecretText() {}

    /** Whether the value of a key of this name is secret. */
    public static boolean isSecretName(String name) {
        String letters = NO_LETTER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
        return SECRET_NAME.matcher(letters).find();
    }

    /** Whether this can be the name of an unknown key, and not a value in its place. */
    public static boolean isWord(String name) {
        return WORD.matcher(name).matches();
    }

    /** Whether it is a URL without a place for a password. */
    public static boolean isPlainUrl(String text) {
        return PLAIN_URL.matcher(text).matches();
    }

    /** Whether a text contains nothing that looks like a secret. */
    public static boolean isHarmless(String text) {
        return !TELLTALE.matcher(text).find();
    }

    /** The secrets in a URL, a query or similar text. */
    static List<String> in(String text) {
        var secrets = new ArrayList<String>();
        Matcher found = GIVEN.matcher(text);
        while (found.find()) {
            IntStream.rangeClosed(1, found.groupCount())
                    .mapToObj(found::group)
                    .filter(Objects::nonNull)
                    .forEach(secrets::add);
        }
        return secrets;
    }
}
