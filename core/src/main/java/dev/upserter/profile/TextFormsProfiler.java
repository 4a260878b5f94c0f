package dev.upserter.profile;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.spec.Cast;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Finds out how the texts of one column are written. What the texts have ruled out is not looked for any more. For one thread. */
final class TextFormsProfiler {
    private static final int MOST_WORDS = 16;
    private static final int LONGEST_WORD = 40;
    private static final int LONGEST_SECRET = 2000;
    private static final int FIRST_PHONES = 300;
    private static final Pattern E_164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern PHONES =
            Pattern.compile("phone|mobile|handy|\\btel|\\bcell", Pattern.CASE_INSENSITIVE);
    /** Hashes of passwords as crypt and web frameworks write them, and signed tokens. */
    private static final Pattern SECRET = Pattern.compile(
            "(?:[0-9]+:)?\\$(?:2[abxy]?|5|6|y|1|P|H|S|wp|md5|apr1|argon2[a-z]*|scrypt|pbkdf2[a-z0-9-]*)\\$.+"
                    + "|\\$[A-Za-z][A-Za-z0-9-]{0,20}\\$[!-~]{20,}"
                    + "|(?:pbkdf2|argon2|bcrypt|scrypt)[a-z0-9_]*\\$.+|(?:sha1|sha256|md5)\\$[!-~]*\\$[0-9a-f]{32,}"
                    + "|\\{(?i:S?SHA[0-9]*|S?MD5|B?CRYPT|ARGON2|PBKDF2)(?:[-@A-Za-z0-9_]*)}.+"
                    + "|eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");
    /** Of a column without a name, nothing else says that it holds hashes. */
    private static final Pattern BASE_64 = Pattern.compile("[A-Za-z0-9+/_-]{4,}={1,2}");

    private static final Pattern OBJECT_ID = Pattern.compile("ObjectId\\([\"']?[0-9a-f]{24}[\"']?\\)");
    private static final Cast.Phone PHONE = new Cast.Phone(null);

    private final Map<String, Long> words = new TreeMap<>();
    private final List<String> firstLocal = new ArrayList<>();
    private final ListFormProfiler lists;
    private final boolean soundsAsPhone;
    private final boolean isNameless;
    private boolean hasFewWords = true;
    private long seen;
    private final NumberFormsProfiler numbers = new NumberFormsProfiler();
    private long phones;
    private long readyPhones;
    private long apostrophes;
    private long behindApostrophe;
    private long padded;
    private long noBreaks;
    private boolean hasInnerNoBreaks;
    private long secrets;
    private long objectIds;

    TextFormsProfiler(String column) {
        lists = new ListFormProfiler(column);
        soundsAsPhone = PHONES.matcher(column).find();
        isNameless = column.matches("column_[0-9]+");
    }

    /** Takes note of a value that says something. */
    void add(JsonValue value) {
        String text = value.kind() == ValueKind.TEXT && value.length() <= LONGEST_WORD * 4 ? value.text() : "";
        apostrophes += isMarked(text) ? 1 : 0;
        behindApostrophe += isBehindApostrophe(text) ? 1 : 0;
        secrets += isSecret(value, text) ? 1 : 0;
        objectIds += OBJECT_ID.matcher(text).matches() ? 1 : 0;
        numbers.add(value, text);
        boolean isUnread = value.kind() == ValueKind.TEXT && text.isEmpty();
        hasInnerNoBreaks |= isUnread || text.indexOf(Padding.NO_BREAK) >= 0;
        lists.add(value, text);
        phone(value, text);
        word(text.strip().toLowerCase(Locale.ROOT));
        seen++;
    }

    /** Takes note of a text that has blanks around it. */
    void addPadded(JsonValue value) {
        padded++;
        noBreaks += Padding.hasNoBreaks(value) ? 1 : 0;
    }

    private boolean isSecret(JsonValue value, String text) {
        boolean isLong = text.isEmpty() && value.kind() == ValueKind.TEXT && value.length() <= LONGEST_SECRET;
        return SECRET.matcher(isLong ? value.text() : text).matches()
                || isNameless && BASE_64.matcher(text).matches();
    }

    /** A spreadsheet wants an apostrophe before digits that are a text. */
    private static boolean isMarked(String text) {
        return text.length() > 1
                && (text.charAt(0) == '\'' || text.charAt(0) == '\u2019')
                && (Character.isDigit(text.charAt(1)) || text.charAt(1) == '+' || text.charAt(1) == '-');
    }

    /** Some programs write an apostrophe before every cell, so that a spreadsheet takes none for a formula. */
    private static boolean isBehindApostrophe(String text) {
        return text.length() > 1 && text.charAt(0) == '\'' && text.charAt(text.length() - 1) != '\'';
    }

    private void phone(JsonValue value, String text) {
        if (!soundsAsPhone) {
            return;
        }
        boolean ready = E_164.matcher(text).matches();
        readyPhones += ready ? 1 : 0;
        if (ready || PHONE.reads(value)) {
            phones++;
        } else if (firstLocal.size() < FIRST_PHONES) {
            firstLocal.add(value.kind() == ValueKind.INTEGER ? value.text() : text);
        }
    }

    private void word(String word) {
        if (hasFewWords) {
            words.merge(word, 1L, Long::sum);
            hasFewWords = !word.isEmpty() && word.length() <= LONGEST_WORD && words.size() <= MOST_WORDS;
        }
    }

    TextForms forms() {
        return new TextForms(
                hasFewWords ? words : Map.of(),
                numbers.forms(),
                phones,
                readyPhones,
                soundsAsPhone ? new LocalPhones(seen - phones, firstLocal) : LocalPhones.NONE,
                seen > 1 && behindApostrophe == seen ? seen : apostrophes,
                padded,
                hasInnerNoBreaks ? 0 : noBreaks,
                secrets,
                objectIds,
                lists.form());
    }
}
