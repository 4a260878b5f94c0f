package dev.upserter.source.packed;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A form of file that is no table of rows.
 *
 * @param start a pattern for its start; it must need neither much time nor much stack, whatever the text
 * @param what  its name
 * @param hint  what to do instead
 */
record KnownForm(Pattern start, String what, String hint) {
    static final String EXPORT = "export the rows as JSON or CSV";
    static final String ROWS = "give the file with the rows";

    static KnownForm form(String start, String what, String hint) {
        return new KnownForm(Pattern.compile(start), what, hint);
    }

    /** One whose letters may be capital or small, and whose dots match line breaks. */
    static KnownForm ofAnyCase(String start, String what, String hint) {
        return new KnownForm(Pattern.compile(start, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), what, hint);
    }

    /** One whose dots match any byte. */
    static KnownForm ofBytes(String start, String what, String hint) {
        return new KnownForm(Pattern.compile(start, Pattern.DOTALL), what, hint);
    }

    /** The first of these forms that a text starts with. */
    static Optional<KnownForm> in(List<KnownForm> forms, String text) {
        return forms.stream()
                .filter(form -> form.start().matcher(text).lookingAt())
                .findFirst();
    }
}
