package dev.upserter.run.check;

import dev.upserter.mapping.spec.NamedField;
import dev.upserter.problem.Location;
import dev.upserter.record.Header;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Knows where the only column is all of them, cut by another delimiter than the one that was taken. Stateless. */
final class OtherDelimiter {
    private static final Map<String, String> NAMES =
            new TreeMap<>(Map.of(",", "commas", ";", "semicolons", "\t", "tabs", "|", "bars"));

    private OtherDelimiter() {}

    /**
     * What was probably meant.
     *
     * @param what said of the header
     * @param hint the key to set
     */
    record Meant(String what, String hint) {}

    /** What separates the names of the only column of a text, of which one at least is missing; empty for nothing. */
    static Optional<Meant> of(Header header, List<NamedField> missing) {
        if (header.names().size() != 1 || !(header.place() instanceof Location.InText)) {
            return Optional.empty();
        }
        String name = header.names().getFirst();
        return NAMES.entrySet().stream()
                .filter(one -> Arrays.stream(name.split(Pattern.quote(one.getKey())))
                        .map(OtherDelimiter::plain)
                        .anyMatch(part -> missing.stream()
                                .anyMatch(field -> plain(field.path().text()).equals(part))))
                .findFirst()
                .map(one -> new Meant(
                        ". There is only one column, and " + one.getValue() + " separate names in it",
                        "set source.delimiter to "
                                + (one.getKey().equals("\t") ? "\"\\t\"" : "'" + one.getKey() + "'")));
    }

    private static String plain(String name) {
        return name.replace("\"", "").replace("\ufeff", "").strip().toLowerCase(Locale.ROOT);
    }
}
